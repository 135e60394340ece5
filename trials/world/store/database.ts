import type { NoteKind } from '../../../src/hub/ports/notes.ts';
import type { ChangeRecord, StoredObject } from '../../../src/hub/ports/objects.ts';
import type { Agreement, Connection } from '../../../src/hub/ports/registry.ts';
import type { Exchange } from '../../../src/ocpi/messages/exchange.ts';
import type { Chance } from '../time/chance.ts';
import type { Clock, Owner } from '../time/clock.ts';
import { type Locks, newLocks } from './locks.ts';

/** A process of a hub as the database knows it: its session, until one of the two ends. */
export interface Session {
  id: string;
  owner: Owner;
  /** When it was last heard. */
  heard: number;
  /** It has ended since the process last learnt of that: its shards are gone. */
  ended: boolean;
  /** How often it has ended: what was on its way by then is lost. */
  lives: number;
  /** Until when neither hears of the other. */
  cutUntil: number;
  /** Its notifications: news, the registry, messages of other processes. */
  told(message: Told): void;
}

/** A notification of the database to a process. */
export type Told =
  | { of: 'news'; changed: number }
  | { of: 'registry'; revision: number; by: string }
  | { of: 'word'; about: string; text: string }
  | { of: 'lost' };

/** A note as it lies in the database. */
export interface Note {
  text: string;
  until: number;
}

/** The newest change of an object; `object` is absent in a tombstone. */
export type Row = ChangeRecord;

/** Everything that has been made durable, as readers see it. */
export interface Durable {
  rows: Map<string, Row>;
  /** Changes that were superseded and stand for themselves. */
  parts: ChangeRecord[];
  notes: Map<NoteKind, Map<string, Note>>;
  connections: Connection[];
  /** In the order of creation, each with the revision that wrote it. */
  agreements: Map<string, { agreement: Agreement; revision: number }>;
  revision: number;
  changed: number;
}

/** A write that waits to be made durable: `apply` makes it visible, and tells the process that it is done. */
export interface Write {
  session: Session;
  /** Its subject: `object`, `registry` or the kind of a note. */
  of: string;
  /** The name of its object, where it writes one. */
  name?: string;
  /** It becomes durable on its own time and not with those before it: a planted defect. */
  alone?: boolean;
  apply(): void;
  fail(error: Error): void;
}

/** The database of a world: a server that every process of the hub asks, and that may crash. */
export interface Database {
  clock: Clock;
  chance: Chance;
  durable: Durable;
  locks: Locks;
  journal: { known: Exchange[]; strangers: Exchange[] };
  sessions: Set<Session>;
  /** Whether it answers. */
  up(): boolean;
  /** When it crashed last. */
  lastCrash(): number;
  /** Opens a session for a process. */
  connect(session: Session): void;
  /** Ends a session, and with it all that it holds. */
  disconnect(session: Session): void;
  /** Ends the sessions that have been silent for too long. */
  endSilent(): void;
  /** Takes a write in; it is durable, and seen, after the next flush. */
  write(write: Write): void;
  /** Makes its flushes so many times as slow for so many milliseconds. */
  slowDown(factor: number, milliseconds: number): void;
  /** Called when a write has become durable, before its process knows. */
  listeners: Set<(write: Write) => void>;
  /** Tells all processes but one of something, each after a moment. */
  tell(message: Told, but?: string): void;
  /** Loses what was not durable, all sessions and locks; it answers again after so many milliseconds. */
  crash(milliseconds: number): void;
  /** The process that holds a shard. */
  shards: Map<number, Session>;
  /** How long a way to it or back takes. */
  hop(): number;
}

/** How slow a database is, in milliseconds. */
export interface Pace {
  hop: [number, number];
  flush: [number, number];
  /** So many of its flushes take a hundred times as long. */
  slow: number;
  /** So many numbers of changes are left out, as by a transaction that was taken back. */
  gaps: number;
  /** So many of the ways to it or back take thirty times as long. */
  late?: number;
}

const quick: Pace = { hop: [0, 0], flush: [0, 0], slow: 0, gaps: 0 };

/** Whether the database flushes what it is given before it answers. */
const flushes = true as boolean;

/** How long a silent session is kept, in milliseconds. */
const silence = 8_000;

/** An empty database. */
export function newDatabase(clock: Clock, chance: Chance, pace: Pace = quick): Database {
  const durable: Durable = {
    rows: new Map(),
    parts: [],
    notes: new Map(),
    connections: Object.freeze([]) as never,
    agreements: new Map(),
    revision: 0,
    changed: 0,
  };
  const sessions = new Set<Session>();
  const shards = new Map<number, Session>();
  const locks = newLocks();
  let queue: Write[] = [];
  /** The writes that are being flushed. */
  let group: Write[] = [];
  /** Number of crashes so far: writes that were taken in before the last one are lost. */
  let life = 0;
  let flushing = false;
  /** Brings back what had been flushed, where something has been answered since. */
  let flushed: (() => void) | undefined;
  let downUntil = Number.NEGATIVE_INFINITY;
  let slowUntil = Number.NEGATIVE_INFINITY;
  let slowness = 1;
  let crashed = Number.NEGATIVE_INFINITY;

  const hop = () => chance.between(...pace.hop) * (pace.late && chance.is(pace.late) ? 30 : 1);
  const flushTime = () => {
    const disk = clock.now() < slowUntil ? slowness : 1;
    return chance.between(...pace.flush) * disk * (chance.is(pace.slow) ? 100 : 1);
  };
  const commit = (write: Write) => {
    write.apply();
    for (const call of [...self.listeners]) call(write);
  };
  const flush = () => {
    flushing = true;
    group = queue;
    queue = [];
    const mine = life;
    clock.after(flushTime(), () => {
      if (mine !== life) return;
      if (chance.is(pace.gaps)) durable.changed += 1;
      for (const write of group.splice(0)) commit(write);
      flushed = undefined;
      flushing = false;
      if (queue.length > 0) flush();
    });
  };
  const flushAlone = (write: Write) => {
    const mine = life;
    clock.after(flushTime(), () =>
      mine === life ? commit(write) : write.fail(new Error('The database is gone')),
    );
  };
  /** Answers before the flush: a planted defect. */
  const takeUnflushed = (write: Write) => {
    flushed ??= backupOf(durable);
    write.apply();
  };
  const disconnect = (session: Session) => {
    sessions.delete(session);
    session.ended = true;
    session.lives += 1;
    for (const [shard, holder] of shards) if (holder === session) shards.delete(shard);
    locks.release(session);
  };

  /** A session of a process that stands still ends when it has been silent for too long. */
  const endSilent = () => {
    for (const session of sessions) if (clock.now() - session.heard > silence) disconnect(session);
  };

  /** A message waits while the way is cut, and is lost with its session. */
  const deliver = (session: Session, message: Told) => {
    const { lives } = session;
    const arrive = () => {
      if (session.lives !== lives) return;
      const wait = session.cutUntil - clock.now();
      if (wait > 0) clock.after(wait, arrive, session.owner);
      else session.told(message);
    };
    clock.after(hop(), arrive, session.owner);
  };

  const self: Database = {
    clock,
    chance,
    durable,
    locks,
    shards,
    sessions,
    journal: { known: [], strangers: [] },
    up: () => clock.now() >= downUntil,
    lastCrash: () => crashed,
    endSilent,
    connect(session) {
      session.heard = clock.now();
      sessions.add(session);
    },
    disconnect,
    slowDown(factor, milliseconds) {
      slowness = factor;
      slowUntil = clock.now() + milliseconds;
    },
    listeners: new Set(),
    write(write) {
      if (write.alone) return flushAlone(write);
      if (flushes) queue.push(write);
      else takeUnflushed(write);
      if (!flushing) flush();
    },
    tell(message, but) {
      endSilent();
      for (const session of sessions) {
        if (session.id !== but) deliver(session, message);
      }
    },
    crash(milliseconds) {
      life += 1;
      flushed?.();
      flushed = undefined;
      const lost = [...group.splice(0), ...queue.splice(0)];
      flushing = false;
      crashed = clock.now();
      downUntil = clock.now() + milliseconds;
      locks.clear();
      for (const session of [...sessions]) {
        disconnect(session);
        clock.after(hop(), () => session.told({ of: 'lost' }), session.owner);
      }
      for (const write of lost)
        clock.after(hop(), () => write.fail(new Error('The database is gone')), write.session.owner);
    },
    hop,
  };
  return self;
}

/** Remembers what is there, and gives how to bring it back. */
function backupOf(durable: Durable): () => void {
  const { parts, connections, agreements, revision, changed } = durable;
  const kept = { parts: [...parts], connections, agreements: new Map(agreements), revision, changed };
  const rows = [...durable.rows];
  const notes = [...durable.notes].map(([kind, some]) => [kind, new Map(some)] as const);
  return () => {
    Object.assign(durable, kept);
    durable.rows.clear();
    for (const [name, row] of rows) durable.rows.set(name, row);
    durable.notes.clear();
    for (const [kind, some] of notes) durable.notes.set(kind, some);
  };
}

/** The name of an object among all. */
export function nameOf({ module, owner, id }: Pick<StoredObject, 'module' | 'owner' | 'id'>): string {
  return JSON.stringify([module, owner, id]);
}
