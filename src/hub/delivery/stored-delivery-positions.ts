import { Mutex } from 'async-mutex';
import { forEver, type Notes } from '../ports/expiring-key-values.ts';

/**
 * The stored note of a follower's position. `by`: the follower was up to date, and its position is the one in the note
 * of this process.
 */
interface Kept {
  position: number;
  by?: string;
}

/** The position of a connection's follower: the number of the last confirmed change. */
interface Standing {
  id: string;
  position: number;
}

/** Stores the positions of followers, from which any process continues after a crash. */
export interface Positions {
  /** The stored position of a connection's follower; `undefined` when there is none. */
  of(id: string): Promise<number | undefined>;
  /**
   * Stores the positions of followers, given the number of the last change passed on to them; the followers in
   * `leaving` have been stopped.
   */
  keep(followers: Standing[], passed: number, leaving?: Standing[]): Promise<void>;
  keepOne(id: string, position: number): Promise<void>;
  forget(id: string): Promise<void>;
}

const memory = 90 * 24 * 3600 * 1000;

/**
 * Stores positions of followers. Followers that have everything share one note: most of a thousand partners are idle,
 * and their positions move on with every change that does not concern them.
 */
export function newPositions(notes: Notes, processId: string, now: () => number): Positions {
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
    // Positions of followers that lag are stored before the shared note moves past the changes they lack.
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
        // The former process may have stopped the follower just now: its shared note no longer counts for this
        // follower.
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
