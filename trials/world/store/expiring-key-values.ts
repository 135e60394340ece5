import type { NoteKind, Notes, Replacement } from '../../../src/hub/ports/expiring-key-values.ts';
import type { Made, Transactions } from './database-transactions.ts';
import type { Database, Note } from './simulated-database.ts';

/** Opens the notes (keyed values with an expiry) of the world's database for one process. */
export function openNotes({ durable }: Database, { run, read }: Transactions, now: () => number): Notes {
  const kindOf = (kind: NoteKind) => {
    const known = durable.notes.get(kind) ?? new Map<string, Note>();
    durable.notes.set(kind, known);
    return known;
  };
  const live = (kind: NoteKind, key: string): Note | undefined => {
    const note = kindOf(kind).get(key);
    return note && note.until > now() ? note : undefined;
  };
  const alone = <T>(kind: NoteKind, key: string, body: () => Made<T>) =>
    run(`note ${JSON.stringify([kind, key])}`, body);
  const valueOf = <T>(note: Note | undefined) => (note ? (JSON.parse(note.text) as T) : undefined);
  const within = <T>(kind: NoteKind, prefix: string) =>
    read(() => {
      const found: { key: string; value: T; until: number }[] = [];
      for (const [key, { text, until }] of kindOf(kind))
        if (key.startsWith(prefix) && until > now()) found.push({ key, value: JSON.parse(text) as T, until });
      return found;
    });

  const inOrder = <T extends { key: string }>(notes: T[]) =>
    notes.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));

  return {
    put: (kind, key, value, until) => {
      const note = { text: JSON.stringify(value), until };
      return alone<void>(kind, key, () => ({ apply: () => void kindOf(kind).set(key, note) }));
    },
    keep: <T extends object>(kind: NoteKind, key: string, value: T, until: number) =>
      alone<T>(kind, key, () => {
        const note = live(kind, key);
        if (note) return { result: valueOf<T>(note) as T };
        const text = JSON.stringify(value);
        return {
          apply: () => {
            kindOf(kind).set(key, { text, until });
            return value;
          },
        };
      }),
    get: <T extends object>(kind: NoteKind, key: string) => read(() => valueOf<T>(live(kind, key))),
    take: <T extends object>(kind: NoteKind, key: string) =>
      alone<T | undefined>(kind, key, () => {
        const note = live(kind, key);
        if (!note) return { result: undefined };
        return {
          apply: () => {
            kindOf(kind).delete(key);
            return valueOf<T>(note);
          },
        };
      }),
    replace: <T extends object>(kind: NoteKind, key: string, by: Replacement) =>
      alone<T | undefined>(kind, key, () => {
        const note = live(kind, key);
        if (!note) return { result: undefined };
        const text = JSON.stringify(by.value);
        return {
          apply: () => {
            kindOf(kind).delete(key);
            kindOf(by.kind).set(key, { text, until: by.until });
            return valueOf<T>(note);
          },
        };
      }),
    swap: (kind, key, was, value, until) =>
      alone<boolean>(kind, key, () => {
        if (live(kind, key)?.text !== JSON.stringify(was)) return { result: false };
        const text = JSON.stringify(value);
        return {
          apply: () => {
            kindOf(kind).set(key, { text, until });
            return true;
          },
        };
      }),
    all: <T extends object>(kind: NoteKind) => within<T>(kind, ''),
    under: <T extends object>(kind: NoteKind, prefix: string) => within<T>(kind, prefix),
    beyond: async <T extends object>(kind: NoteKind, prefix: string, left: number) => {
      const notes = inOrder(await within<T>(kind, prefix));
      const beyond = notes.slice(0, Math.max(0, notes.length - left)).map(({ value }) => value);
      return { count: notes.length, beyond };
    },
  };
}
