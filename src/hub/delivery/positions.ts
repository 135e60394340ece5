import { Mutex } from 'async-mutex';
import type { Notes } from '../ports/notes.ts';

/** Where a follower stood. `by`: it had all that this process had passed on, of which the process keeps its own note. */
interface Kept {
  position: number;
  by?: string;
}

/** Where the follower of a connection stands. */
interface Standing {
  id: string;
  position: number;
}

/** Keeps where followers stand, so that they go on from there after a crash, in whatever process. */
export interface Positions {
  /** Where a connection's follower stood; nothing when it never did. */
  of(id: string): Promise<number | undefined>;
  /** Keeps where these stand, given how far changes have been passed on to them; those that are `leaving` get nothing any more. */
  keep(followers: Standing[], passed: number, leaving?: Standing[]): Promise<void>;
  keepOne(id: string, position: number): Promise<void>;
  forget(id: string): Promise<void>;
}

/** Positions have no end; how far a process was that is long gone is forgotten after 90 days, in milliseconds. */
const forEver = 8.64e15;
const memory = 90 * 24 * 3600 * 1000;

/**
 * Followers that have everything share one note: most of a thousand partners are idle, and their positions move on
 * with every change that does not concern them.
 */
export function keepingPositions(notes: Notes, processId: string, now: () => number): Positions {
  const shared = `process ${processId}`;
  const kept = new Map<string, Kept>();
  const turn = new Mutex();
  let keptShared = -1;

  const put = async (id: string, note: Kept) => {
    const known = kept.get(id);
    if (known && known.by === note.by && (note.by || known.position === note.position)) return;
    kept.delete(id);
    await notes.put('position', id, note, forEver);
    kept.set(id, note);
  };
  const keep = async (followers: Standing[], passed: number, leaving: Standing[]) => {
    // Who has not got everything is noted as such before the shared note moves past what it lacks.
    await Promise.all([
      ...followers.map(({ id, position }) =>
        put(id, position < passed ? { position } : { position: Math.max(0, keptShared), by: processId }),
      ),
      ...leaving.map(({ id, position }) => put(id, { position })),
    ]);
    if (passed === keptShared) return;
    await notes.put('position', shared, { position: passed }, now() + memory);
    keptShared = passed;
  };
  return {
    async of(id) {
      kept.delete(id);
      let note = await notes.get<Kept>('position', id);
      while (note?.by) {
        const { by, position } = note;
        const others = await notes.get<Kept>('position', `process ${by}`);
        // Its former process may just have given it up: then what that process notes from now on is not its own.
        note = await notes.get<Kept>('position', id);
        if (note?.by === by) return Math.max(position, others?.position ?? 0);
      }
      return note?.position;
    },
    keep: (followers, passed, leaving = []) => turn.runExclusive(() => keep(followers, passed, leaving)),
    keepOne: (id, position) =>
      turn.runExclusive(async () => {
        kept.delete(id);
        await put(id, { position });
      }),
    forget: (id) =>
      turn.runExclusive(async () => {
        kept.delete(id);
        await notes.take('position', id);
      }),
  };
}
