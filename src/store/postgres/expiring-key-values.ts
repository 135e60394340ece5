import type { NoteKind, Notes, Replacement } from '../../hub/ports/expiring-key-values.ts';
import { oneAtATime } from '../common/queue-by-name.ts';
import type { Statement } from './connect-to-postgres.ts';
import type { Database } from './connection-pool.ts';
import { fromName, toName } from './escape-text-for-postgres.ts';
import { grouped } from './write-in-groups.ts';

interface Note {
  kind: NoteKind;
  key: string;
  value: object;
  until: number;
}

/** A note to be stored where the stored one still is `was`; `swapped` tells whether it was. */
interface Swap extends Note {
  was: object;
  swapped: boolean;
}

/** Number of notes stored by this process after which it removes expired ones. */
const sweepEvery = 10_000;

/**
 * Opens the notes (keyed values that expire) in PostgreSQL; `ended` refuses new ones and resolves when writes under way
 * have ended.
 */
export async function openNotes(
  { ask }: Database,
  now: () => number,
): Promise<Notes & { ended(): Promise<void> }> {
  const perName = oneAtATime();
  const putInGroups = grouped(putAll);
  const swapInGroups = grouped(swapAll);
  let closed = false;
  let left = sweepEvery;
  let sweeping: Promise<unknown> | undefined = ask(sweep, [now()]);
  await sweeping;

  async function put(kind: NoteKind, key: string, value: object, until: number): Promise<void> {
    await alone(kind, key, () => putInGroups({ kind, key, value, until }));
    if (--left > 0) return;
    left = sweepEvery;
    // An error of removing expired notes is ignored: it also fails the next note, which reports it.
    sweeping = ask(sweep, [now()]).catch(() => undefined);
  }

  async function putAll(notes: Note[]): Promise<void> {
    await ask(upsert, [
      notes.map(({ kind }) => kind),
      notes.map(({ key }) => toName(key)),
      notes.map(({ value }) => JSON.stringify(value)),
      notes.map(({ until }) => until),
    ]);
  }

  function swap(kind: NoteKind, key: string, was: object, value: object, until: number): Promise<boolean> {
    return alone(kind, key, async () => {
      const note = { kind, key, value, until, was, swapped: false };
      await swapInGroups(note);
      return note.swapped;
    });
  }

  async function swapAll(notes: Swap[]): Promise<void> {
    const places = await ask<{ place: number }>(swapIn, [
      notes.map(({ kind }) => kind),
      notes.map(({ key }) => toName(key)),
      notes.map(({ was }) => JSON.stringify(was)),
      notes.map(({ value }) => JSON.stringify(value)),
      notes.map(({ until }) => until),
      now(),
    ]);
    for (const { place } of places) notes[place - 1]!.swapped = true;
  }

  function keep<T extends object>(kind: NoteKind, key: string, value: T, until: number): Promise<T> {
    return alone(kind, key, async () => {
      const [note] = await ask<{ value: T }>(insert, [
        kind,
        toName(key),
        JSON.stringify(value),
        until,
        now(),
      ]);
      return note!.value;
    });
  }

  async function get<T extends object>(kind: NoteKind, key: string): Promise<T | undefined> {
    const [note] = await ask<{ value: T }>(byKey, [kind, toName(key), now()]);
    return note?.value;
  }

  function take<T extends object>(kind: NoteKind, key: string): Promise<T | undefined> {
    return alone(kind, key, async () => {
      const [note] = await ask<{ value: T }>(remove, [kind, toName(key), now()]);
      return note?.value;
    });
  }

  function replace<T extends object>(kind: NoteKind, key: string, by: Replacement): Promise<T | undefined> {
    return alone(kind, key, async () => {
      const value = JSON.stringify(by.value);
      const [note] = await ask<{ value: T }>(removeAndKeep, [
        kind,
        toName(key),
        now(),
        by.kind,
        value,
        by.until,
      ]);
      return note?.value;
    });
  }

  async function under<T extends object>(
    kind: NoteKind,
    prefix: string,
  ): Promise<{ key: string; value: T; until: number }[]> {
    const beginning = toName(prefix);
    const values = [kind, now(), beginning, `${beginning}\u{10FFFF}`];
    const notes = await ask<{ key: string; value: T; until: number }>(ofPrefix, values);
    return notes.map((note) => ({ ...note, key: fromName(note.key) }));
  }

  async function beyond<T extends object>(
    kind: NoteKind,
    prefix: string,
    left: number,
  ): Promise<{ count: number; beyond: T[] }> {
    const beginning = toName(prefix);
    const range = [kind, beginning, `${beginning}\u{10FFFF}`];
    const [counted] = await ask<{ count: number }>(countOfPrefix, range);
    const count = counted?.count ?? 0;
    if (count <= left) return { count, beyond: [] };
    const found = await ask<{ value: T }>(beyondLast, [...range, left, now()]);
    return { count, beyond: found.map(({ value }) => value) };
  }

  async function all<T extends object>(kind: NoteKind): Promise<{ key: string; value: T; until: number }[]> {
    const notes = await ask<{ key: string; value: T; until: number }>(ofKind, [kind, now()]);
    return notes.map((note) => ({ ...note, key: fromName(note.key) }));
  }

  async function alone<T>(kind: NoteKind, key: string, work: () => Promise<T>): Promise<T> {
    if (closed) throw new Error('The store is closed');
    return perName.run(`${kind} ${key}`, work);
  }

  async function ended(): Promise<void> {
    closed = true;
    await sweeping;
    await perName.ended();
  }

  return { put, keep, get, take, replace, swap, under, beyond, all, ended };
}

/** SQL statement: stores notes; the rows are sorted, so that no two processes that store the same notes deadlock. */
const upsert: Statement = {
  name: 'put notes',
  text: `
    INSERT INTO hub.notes (kind, key, value, until)
    SELECT * FROM unnest($1::text[], $2::text[], $3::json[], $4::bigint[]) AS given (kind, key, value, until)
    ORDER BY kind COLLATE "C", key COLLATE "C"
    ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value, until = excluded.until`,
};

/**
 * SQL statement: inserts a note unless it exists, and returns the stored one; of two processes that insert at once, one
 * waits for the other.
 */
const insert: Statement = {
  name: 'keep note',
  text: `
    INSERT INTO hub.notes AS n (kind, key, value, until) VALUES ($1::text, $2::text, $3::json, $4::bigint)
    ON CONFLICT (kind, key) DO UPDATE SET
      value = CASE WHEN n.until > $5 THEN n.value ELSE excluded.value END,
      until = CASE WHEN n.until > $5 THEN n.until ELSE excluded.until END
    RETURNING value`,
};

const byKey: Statement = {
  name: 'get note',
  text: 'SELECT value FROM hub.notes WHERE kind = $1 AND key = $2 AND until > $3',
};

const remove: Statement = {
  name: 'take note',
  text: 'DELETE FROM hub.notes WHERE kind = $1 AND key = $2 AND until > $3 RETURNING value',
};

/**
 * SQL statement: replaces a note by one of the same or another kind. It is an update for the same kind: one statement
 * cannot delete a row and insert it again.
 */
const removeAndKeep: Statement = {
  name: 'replace note',
  text: `
    WITH found AS (
      SELECT value FROM hub.notes WHERE kind = $1 AND key = $2 AND until > $3 FOR UPDATE
    ), kept AS (
      INSERT INTO hub.notes (kind, key, value, until)
      SELECT $4::text, $2::text, $5::json, $6::bigint FROM found
      ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value, until = excluded.until
    ), gone AS (
      DELETE FROM hub.notes WHERE kind = $1 AND key = $2 AND kind <> $4 AND EXISTS (SELECT FROM found)
    )
    SELECT value FROM found`,
};

/**
 * SQL statement: stores notes where the stored ones are those that were read, and returns the places of these in the
 * list. The notes are locked in order, so that no two processes deadlock.
 */
const swapIn: Statement = {
  name: 'swap notes',
  text: `
    WITH given AS (
      SELECT kind, key, was, value, until, place::integer
      FROM unnest($1::text[], $2::text[], $3::text[], $4::json[], $5::bigint[])
        WITH ORDINALITY AS given (kind, key, was, value, until, place)
    ), found AS MATERIALIZED (
      SELECT n.kind, n.key, n.value::text AS is FROM hub.notes AS n JOIN given USING (kind, key)
      WHERE n.until > $6
      ORDER BY n.kind COLLATE "C", n.key COLLATE "C" FOR UPDATE OF n
    )
    UPDATE hub.notes AS n SET value = given.value, until = given.until
    FROM found JOIN given USING (kind, key)
    WHERE n.kind = found.kind AND n.key = found.key AND found.is = given.was
    RETURNING given.place`,
};

const ofKind: Statement = {
  name: 'all notes',
  text: 'SELECT key, value, until FROM hub.notes WHERE kind = $1 AND until > $2',
};

const ofPrefix: Statement = {
  name: 'notes under',
  text: `
    SELECT key, value, until FROM hub.notes
    WHERE kind = $1 AND until > $2 AND key >= $3 AND key < $4
    ORDER BY key`,
};

const countOfPrefix: Statement = {
  name: 'count notes',
  text: 'SELECT count(*)::int AS count FROM hub.notes WHERE kind = $1 AND key >= $2 AND key < $3',
};

/** SQL statement: the notes under a prefix but the last of them, which it skips in the index. */
const beyondLast: Statement = {
  name: 'notes beyond',
  text: `
    SELECT n.value FROM hub.notes AS n JOIN (
      SELECT key FROM hub.notes WHERE kind = $1 AND key >= $2 AND key < $3 ORDER BY key DESC OFFSET $4
    ) AS beyond USING (key)
    WHERE n.kind = $1 AND n.until > $5
    ORDER BY key`,
};

/** SQL statement: deletes expired notes, except those that another process is storing again. */
const sweep: Statement = {
  name: 'sweep notes',
  text: `
    DELETE FROM hub.notes WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM hub.notes WHERE until <= $1 FOR UPDATE SKIP LOCKED))`,
};
