import { Mutex } from 'async-mutex';
import { forEver, type Notes } from '../ports/expiring-key-values.ts';

/**
 * The stored note of a follower's position. `by`: the follower was up to date, and its position is the one in the note
 * of this process. `term`: the term of the follower that alone may write the note; absent in notes of earlier releases.
 */
interface Kept {
  position: number;
  by?: string;
  term?: string;
}

/**
 * The position of a connection's follower (the number of the last confirmed change) in a term: the time in which one
 * follower has the connection. A later term ends it, in whatever process.
 */
export interface Place {
  position: number;
  term: string;
}

/** The place of one connection's follower. */
export interface Standing extends Place {
  id: string;
}

/** Stores the positions of followers, from which any process continues after a crash. */
export interface Positions {
  /**
   * Begins a term at the stored position of a connection, or at `present` when there is none: from then on the follower
   * of no earlier term can store its position. `undefined` where the connection is no longer this process's.
   */
  take(id: string, isMine: () => boolean, present: () => number): Promise<Place | undefined>;
  /** Stores the first position of a connection, and begins a term there; `undefined` when it has one already. */
  begin(id: string, position: number): Promise<Place | undefined>;
  /**
   * Stores the positions of followers, given the number of the last change passed on to them; the followers in
   * `leaving` have been stopped. Resolves with those followers whose terms have ended: nothing of theirs is stored.
   */
  keep(followers: Standing[], passed: number, leaving?: Standing[]): Promise<Standing[]>;
  /** Stores the position of a follower that has been stopped, unless its term has ended. */
  leave(standing: Standing): Promise<void>;
  forget(id: string): Promise<void>;
}

const memory = 90 * 24 * 3600 * 1000;

/** The processes' shared notes, the id of this process, and the hub's ids and time. */
export interface PositionsOptions {
  notes: Notes;
  processId: string;
  newId(): string;
  now(): number;
}

/**
 * Stores positions of followers. Followers that have everything share one note: most of a thousand partners are idle,
 * and their positions move on with every change that does not concern them.
 */
export function newPositions({ notes, processId, newId, now }: PositionsOptions): Positions {
  const shared = `process ${processId}`;
  /** The last notes of this process, which another one may have replaced since. */
  const kept = new Map<string, Kept>();
  const turn = new Mutex();
  let keptShared = -1;

  const stored = (id: string) => notes.get<Kept>('position', id);
  /** Stores a note in its term; false where that has ended. */
  const write = async ({ id, term }: Standing, note: Kept): Promise<boolean> => {
    for (;;) {
      const known = kept.get(id);
      const last = known?.term === term ? known : await stored(id);
      if (last?.term !== term) return false;
      if (last.by === note.by && (note.by || last.position === note.position)) return true;
      kept.delete(id);
      const next = { ...note, term };
      // A write of which this process had no answer may have been stored: then the note is read again.
      if (!(await notes.swap('position', id, last, next, forEver))) continue;
      kept.set(id, next);
      return true;
    }
  };
  const leave = (standing: Standing) => write(standing, { position: standing.position });
  const keep = async (followers: Standing[], passed: number, leaving: Standing[]) => {
    // Positions of followers that lag are stored before the shared note moves past the changes they lack.
    const isStored = await Promise.all([
      ...followers.map((one) =>
        one.position < passed
          ? write(one, { position: one.position })
          : write(one, { position: Math.max(0, keptShared), by: processId }),
      ),
      ...leaving.map(leave),
    ]);
    const ended = followers.filter((_, nth) => !isStored[nth]);
    if (passed === keptShared) return ended;
    await notes.put('position', shared, { position: passed }, now() + memory);
    keptShared = passed;
    return ended;
  };
  return {
    async take(id, isMine, present) {
      for (;;) {
        const last = await stored(id);
        const others = last?.by && (await notes.get<Kept>('position', `process ${last.by}`));
        if (!isMine()) return undefined;
        const position = last ? Math.max(last.position, others ? others.position : 0) : present();
        const next = { position, term: newId() };
        const isTaken = last
          ? await notes.swap('position', id, last, next, forEver)
          : (await notes.keep<Kept>('position', id, next, forEver)).term === next.term;
        // Otherwise the former follower has just stored where it is.
        if (!isTaken) continue;
        kept.set(id, next);
        return next;
      }
    },
    async begin(id, position) {
      const first = { position, term: newId() };
      const found = await notes.keep<Kept>('position', id, first, forEver);
      if (found.term !== first.term) return undefined;
      kept.set(id, first);
      return first;
    },
    keep: (followers, passed, leaving = []) => turn.runExclusive(() => keep(followers, passed, leaving)),
    leave: (standing) => turn.runExclusive(async () => void (await leave(standing))),
    forget: (id) =>
      turn.runExclusive(async () => {
        kept.delete(id);
        await notes.take('position', id);
      }),
  };
}
