import type { Client } from 'pg';
import { locks } from './advisory-locks.ts';
import { lookupsIn, type Step } from './change-to-write.ts';
import type { Statement } from './connect-to-postgres.ts';
import { toName } from './escape-text-for-postgres.ts';
import { forget, lookupsOf, remember } from './lookup-rows.ts';
import { shift, shiftsOf } from './object-count-rows.ts';
import { keyColumns, transposed } from './object-keys-as-columns.ts';

/**
 * Writes changes of different objects in the transaction that holds the locks of their keys, commits it, and returns
 * their numbers. All statements are sent at once: the lock of the change order never waits for this process. The pushes of changes before the
 * number `old` are deleted, if there is one.
 */
export async function write(client: Client, steps: Step[], old?: number): Promise<number[]> {
  const { lost, gained } = lookupsOf(steps);
  const shifts = shiftsOf(steps);
  const send = (statement: Statement, values: unknown[] = []) => client.query({ ...statement, values });
  const sent: Promise<unknown>[] = [];
  if (lost.length > 0) sent.push(send(forget, transposed(lost, 5)));
  if (gained.length > 0) sent.push(send(remember, transposed(gained, 5)));
  const stored = client.query<{ changed: number }>({ ...store, values: valuesOf(steps) });
  if (shifts.length > 0) sent.push(send(shift, transposed(shifts, 6)));
  const parts = partsOf(steps);
  if (parts.length > 0) sent.push(send(putParts, transposed(parts, 3)));
  // Under the lock of the change order, so that no two processes delete the same pushes and wait for each other.
  if (old !== undefined) sent.push(send(trimParts, [old]));
  sent.push(stored, send(tell), client.query('COMMIT'));
  await Promise.all(sent);
  return (await stored).rows.map(({ changed }) => changed);
}

/**
 * SQL statement: assigns numbers while the transaction holds the lock of the change order, until the commit is visible,
 * so that changes become visible in the order of their numbers. An object is created by the change with its number; a
 * deletion leaves a tombstone.
 */
const store = {
  name: 'store changes',
  text: `
    WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock($13, $14))
    INSERT INTO hub.objects AS o
      (module, owner, id, changed, created, last_updated, recipient, gone, lookups, content, form, edition)
    SELECT module, owner, id, number,
           CASE WHEN deleted THEN NULL ELSE coalesce(created, number) END,
           last_updated, recipient, gone, lookups,
           convert_from(substring($9::bytea FROM first FOR length), 'UTF8'), form, edition
    FROM (
      SELECT given.*, nextval('hub.changes') AS number
      FROM turn CROSS JOIN unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::boolean[],
                  $8::json[], $10::integer[], $11::integer[], $12::boolean[],
                  $15::json[], $16::text[])
        AS given (module, owner, id, created, last_updated, recipient, gone, lookups, first, length, deleted, form, edition)
    ) AS numbered
    ON CONFLICT (module, owner, id) DO UPDATE SET
      changed = excluded.changed, created = excluded.created, last_updated = excluded.last_updated,
      recipient = excluded.recipient, gone = excluded.gone, lookups = excluded.lookups, content = excluded.content,
      previous = o.changed, form = excluded.form, edition = excluded.edition
    RETURNING o.changed`,
};

function valuesOf(steps: Step[]): unknown[] {
  const contents = steps.map(({ content }) => content);
  const { firsts, lengths } = places(contents.map((content) => content?.bytes.length));
  return [
    ...keyColumns(steps.map(({ key }) => key)),
    steps.map(({ before }) => before?.created ?? null),
    contents.map((content) => content?.lastUpdated ?? null),
    contents.map((content) => content?.recipient ?? null),
    contents.map((content) => content?.gone ?? null),
    steps.map((step) => (step.content ? JSON.stringify(lookupsIn(step)) : null)),
    // The contents are joined in one value: an array would encode each byte as two digits.
    Buffer.concat(contents.flatMap((content) => content?.bytes ?? [])),
    firsts,
    lengths,
    contents.map((content) => content === undefined),
    ...locks.changeOrder,
    steps.map(({ form }) => (form === undefined ? null : JSON.stringify(form))),
    contents.map((content) => content?.edition ?? null),
  ];
}

/** Position, counted from 1, and length of each object's content in the one value that is sent to PostgreSQL. */
function places(lengths: (number | undefined)[]) {
  let next = 1;
  const firsts = lengths.map((length = 0) => {
    next += length;
    return next - length;
  });
  return { firsts, lengths };
}

/**
 * Keys of the objects whose change stays readable, with the push that brought it, after a later change supersedes it.
 */
function partsOf(steps: Step[]): string[][] {
  return steps.flatMap(({ key, before, stands, form }) =>
    stands && form && before ? [[key.module, key.owner, toName(key.id)]] : [],
  );
}

/** SQL statement: copies the pushes that brought the changes which this transaction has just stored. */
const putParts: Statement = {
  name: 'put parts',
  text: `
    INSERT INTO hub.parts (changed, module, owner, id, recipient, previous, form)
    SELECT changed, module, owner, id, recipient, previous, form
    FROM hub.objects JOIN unnest($1::text[], $2::text[], $3::text[]) AS given (module, owner, id) USING (module, owner, id)`,
};

/**
 * SQL statement: deletes the stored pushes of the changes before a number. It has no name, so that PostgreSQL plans it for that number and
 * reads no others.
 */
export const trimParts: Statement = { text: 'DELETE FROM hub.parts WHERE changed < $1' };

/** SQL statement: notifies every process of the newest change's number at commit. */
const tell = { name: 'tell', text: `SELECT pg_notify('hub_changes', currval('hub.changes')::text)` };
