import type { NoteKind, Notes, Replacement } from '../../hub/ports/expiring-key-values.ts';
import { oneAtATime } from '../common/queue-by-name.ts';
import type { Commit } from './group-commit-to-leveldb.ts';
import {
  allNotes,
  noteKey,
  noteKindIn,
  noteNamedBy,
  notesOf,
  notesUnder,
} from './keys-of-objects-in-leveldb.ts';
import type { Level } from './leveldb-with-checksums.ts';

interface Note {
  until: number;
  value: object;
}

/** The least number of notes stored between two removals of expired ones; the actual number is that of all notes. */
const fewest = 1_000;

/**
 * Opens the notes (keyed values that expire) in a LevelDB; `ended` refuses new ones and resolves when writes under way
 * have ended.
 */
export async function openNotes(
  level: Level,
  commit: Commit,
  now: () => number,
): Promise<Notes & { ended(): Promise<void> }> {
  const perName = oneAtATime();
  let closed = false;
  let left = 0;
  let sweeping: Promise<void> | undefined;
  // Kinds of which there may be notes: a look-up among notes of a kind that nobody has stored, such as assignments of contracts,
  // takes 60 µs of a thread and its report.
  const kinds = new Set<NoteKind>();
  await sweep();

  async function put(kind: NoteKind, key: string, value: object, until: number): Promise<void> {
    kinds.add(kind);
    const note = bytesOf({ until, value });
    await alone(noteKey(kind, key), (name) => commit([{ type: 'put', key: name, value: note }]));
    if (--left <= 0) sweepMeanwhile();
  }

  function keep<T extends object>(kind: NoteKind, key: string, value: T, until: number): Promise<T> {
    kinds.add(kind);
    return alone(noteKey(kind, key), async (name) => {
      const note = live(name);
      if (!note) await commit([{ type: 'put', key: name, value: bytesOf({ until, value }) }]);
      return (note?.value ?? value) as T;
    });
  }

  async function get<T extends object>(kind: NoteKind, key: string): Promise<T | undefined> {
    return live(noteKey(kind, key))?.value as T | undefined;
  }

  function take<T extends object>(kind: NoteKind, key: string): Promise<T | undefined> {
    return alone(noteKey(kind, key), async (name) => {
      const note = live(name);
      if (note) await commit([{ type: 'del', key: name }]);
      return note?.value as T | undefined;
    });
  }

  function replace<T extends object>(kind: NoteKind, key: string, by: Replacement): Promise<T | undefined> {
    kinds.add(by.kind);
    return alone(noteKey(kind, key), async (name) => {
      const note = live(name);
      if (note)
        await commit([
          { type: 'del', key: name },
          { type: 'put', key: noteKey(by.kind, key), value: bytesOf(by) },
        ]);
      return note?.value as T | undefined;
    });
  }

  function swap(kind: NoteKind, key: string, was: object, value: object, until: number): Promise<boolean> {
    return alone(noteKey(kind, key), async (name) => {
      const note = live(name);
      if (!note || JSON.stringify(note.value) !== JSON.stringify(was)) return false;
      await commit([{ type: 'put', key: name, value: bytesOf({ until, value }) }]);
      return true;
    });
  }

  const all = async <T extends object>(kind: NoteKind) => (kinds.has(kind) ? within<T>(notesOf(kind)) : []);

  const under = async <T extends object>(kind: NoteKind, prefix: string) =>
    kinds.has(kind) ? within<T>(notesUnder(kind, prefix)) : [];

  async function beyond<T extends object>(
    kind: NoteKind,
    prefix: string,
    left: number,
  ): Promise<{ count: number; beyond: T[] }> {
    const range = notesUnder(kind, prefix);
    const names = await level.keys(range);
    const count = names.length;
    if (count <= left) return { count, beyond: [] };
    const notes = await within<T>({ ...range, lt: names[count - left] ?? range.lt });
    return { count, beyond: notes.map(({ value }) => value) };
  }

  async function within<T extends object>(
    range: ReturnType<typeof notesOf>,
  ): Promise<{ key: string; value: T; until: number }[]> {
    const notes: { key: string; value: T; until: number }[] = [];
    for await (const page of level.pages(range))
      for (const [name, stored] of page) {
        const note = unexpired(stored);
        if (note) notes.push({ key: noteNamedBy(name), value: note.value as T, until: note.until });
      }
    return notes;
  }

  // Reading in this turn takes some microseconds of CPU time; a thread that reads and reports takes a hundred.
  function live(name: string): Note | undefined {
    return unexpired(level.getSync(name));
  }

  function unexpired(stored: Buffer | undefined): Note | undefined {
    return stored && untilOf(stored) > now() ? (JSON.parse(stored.toString()) as Note) : undefined;
  }

  async function alone<T>(name: string, work: (name: string) => Promise<T>): Promise<T> {
    if (closed) throw new Error('The store is closed');
    return perName.run(name, () => work(name));
  }

  function sweepMeanwhile(): void {
    // An error of removing expired notes is ignored: it also fails the next change, which reports it.
    sweeping ??= sweep()
      .catch(() => undefined)
      .finally(() => (sweeping = undefined));
  }

  async function sweep(): Promise<void> {
    const outdated: string[] = [];
    let kept = 0;
    for await (const page of level.pages(allNotes))
      for (const [name, stored] of page) {
        kinds.add(noteKindIn(name));
        if (untilOf(stored) > now()) kept++;
        else outdated.push(name);
      }
    await Promise.all(outdated.map((name) => perName.run(name, () => removeUnlessLive(name))));
    left = Math.max(kept, fewest);
  }

  async function removeUnlessLive(name: string): Promise<void> {
    if (!live(name)) await commit([{ type: 'del', key: name }]);
  }

  async function ended(): Promise<void> {
    closed = true;
    await sweeping;
    await perName.ended();
  }

  return { put, keep, get, take, replace, swap, under, beyond, all, ended };
}

function bytesOf({ until, value }: Note): Buffer {
  return Buffer.from(JSON.stringify({ until, value }));
}

/** The first characters of a stored note, which its time follows. */
const beginning = '{"until":';

/** The time until which a stored note counts, in milliseconds since 1970, without reading the rest of the note. */
function untilOf(stored: Buffer): number {
  return Number.parseFloat(stored.toString('latin1', beginning.length, beginning.length + 24));
}
