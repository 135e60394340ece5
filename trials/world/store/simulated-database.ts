import type { Agreement, Connection } from '../../../src/hub/ports/connection-registry.ts';
import type { NoteKind } from '../../../src/hub/ports/expiring-key-values.ts';
import type { ChangeRecord, StoredObject } from '../../../src/hub/ports/object-store.ts';
import type { Exchange } from '../../../src/ocpi/messages/request-and-answer-types.ts';
import type { Chance } from '../time/seeded-random.ts';
import type { Clock, Owner } from '../time/simulated-clock.ts';
import { type Locks, newLocks } from './database-locks.ts';

/** A session of a hub process at the world's database, until one of the two ends. */
export interface Session {
  id: string;
  owner: Owner;
  /** The time at which the database last heard of the process. */
  heard: number;
  /** Whether the session has ended since the process last asked: its shards are then free. */
  ended: boolean;
  /** How often the session has ended: requests on their way at that time are lost. */
  lives: number;
  /** The end of the time in which process and database do not reach each other. */
  cutUntil: number;
  /** Called with the database's notifications: changes of objects or of the registry, messages of other processes. */
  told(message: Told): void;
}

/** A notification of the world's database to a process. */
export type Told =
  | { of: 'news'; changed: number }
  | { of: 'registry'; revision: number; by: string }
  | { of: 'word'; about: string; text: string }
  | { of: 'lost' };

/** A keyed value with an expiry time (note) in the world's database. */
export interface Note {
  text: string;
  until: number;
}

/** The newest change of an object; `object` is absent in a tombstone. */
export type Row = ChangeRecord;

/** The durable state of the world's database, which readers see. */
export interface Durable {
  rows: Map<string, Row>;
  /** Superseded changes of a part of an object, which a reader of changes still needs. */
  parts: ChangeRecord[];
  notes: Map<NoteKind, Map<string, Note>>;
  connections: Connection[];
  /** The agreements in the order of creation, each with the registry's revision that wrote it. */
  agreements: Map<string, { agreement: Agreement; revision: number }>;
  revision: number;
  changed: number;
}

/** A write that waits to be made durable: `apply` makes it visible and answers the process. */
export interface Write {
  session: Session;
  /** The kind of the write: `object`, `registry` or the kind of a note. */
  of: string;
  /** The name of the object that is written. */
  name?: string;
  /** Whether the write becomes durable on its own and not after those before it: a planted defect. */
  alone?: boolean;
  apply(): void;
  fail(error: Error): void;
}

/** The database of a world: a simulated server for all processes of the hub, which may crash. */
export interface Database {
  clock: Clock;
  chance: Chance;
  durable: Durable;
  locks: Locks;
  journal: { known: Exchange[]; strangers: Exchange[] };
  sessions: Set<Session>;
  /** Whether the simulated database answers at present. */
  up(): boolean;
  /** Time of the simulated database's last crash. */
  lastCrash(): number;
  /** Opens a session for a process. */
  connect(session: Session): void;
  /** Ends a session, and frees its shards and locks. */
  disconnect(session: Session): void;
  /** Ends the sessions that have been silent for too long. */
  endSilent(): void;
  /** Takes a write in; it becomes durable and visible with the next flush. */
  write(write: Write): void;
  /** Makes the database's flushes so many times slower for so many milliseconds. */
  slowDown(factor: number, milliseconds: number): void;
  /** Functions that are called when a write has become durable, before its process learns that. */
  listeners: Set<(write: Write) => void>;
  /** Notifies all processes but one, each after a moment. */
  tell(message: Told, but?: string): void;
  /**
   * Crashes the database: it loses everything that was not durable, all sessions and locks, and answers again after so
   * many milliseconds.
   */
  crash(milliseconds: number): void;
  /** The session that holds each shard (a share of the connections). */
  shards: Map<number, Session>;
  /** A random time for one way between a process and the database, in milliseconds. */
  hop(): number;
}

/** The speed of a world's database: times in milliseconds, and probabilities. */
export interface Pace {
  hop: [number, number];
  flush: [number, number];
  /** The probability that a flush of the simulated database's disk takes a hundred times as long. */
  slow: number;
  /** The probability that a number of a change is left out, as by a transaction that was rolled back. */
  gaps: number;
  /** The probability that a way to the database or back takes thirty times as long. */
  late?: number;
}

const quick: Pace = { hop: [0, 0], flush: [0, 0], slow: 0, gaps: 0 };

/** Whether the database flushes writes before it answers; planted defects make it false. */
const flushes = true as boolean;

/** How long the database keeps a silent session, in milliseconds. */
const silence = 8_000;

/** An empty database of a world. */
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
  /** The writes that the simulated database is flushing to its disk. */
  let group: Write[] = [];
  /** Number of crashes of the simulated database so far: writes that it took in before the last one are lost. */
  let life = 0;
  let flushing = false;
  /** Restores the flushed state, where the database has answered a write before its flush. */
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
  /** Answers a write before its flush: a planted defect. */
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

  /** Ends sessions whose processes have been silent for too long, as one that stands still. */
  const endSilent = () => {
    for (const session of sessions) if (clock.now() - session.heard > silence) disconnect(session);
  };

  /** Delivers a notification: it waits while process and database are cut off, and is lost with the session. */
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

/** Copies the durable state; gives a function that restores it. */
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

/** The name of an object's row in the world's database. */
export function nameOf({ module, owner, id }: Pick<StoredObject, 'module' | 'owner' | 'id'>): string {
  return JSON.stringify([module, owner, id]);
}
