import type { Client } from 'pg';
import type { ChangeRecord, Objects } from '../../hub/ports/object-store.ts';
import { connect, explained, settingsOf } from './connect-to-postgres.ts';
import { lookupsOf, remember } from './lookup-rows.ts';
import { keyColumns, transposed } from './object-keys-as-columns.ts';

/** Number of changes of the copied store that are read and written at a time. */
const batchSize = 500;

/**
 * Copies the objects of another store into a PostgreSQL database with their numbers, tombstones included, in one
 * transaction: all of them or, on failure, none. It accepts only an empty database, or one that was filled before and
 * that no hub has changed since. `progress` receives numbers of changes. Rejects with a message for the operator.
 */
export async function fillObjects(
  url: string,
  source: Pick<Objects, 'since' | 'position'>,
  progress: (position: number) => void,
): Promise<void> {
  const client = await connect({ ...settingsOf(url), query_timeout: 0 }).catch((error: unknown) => {
    throw explained(error);
  });
  try {
    await client.query('BEGIN');
    await refuseUnlessOurs(client);
    await client.query('TRUNCATE hub.objects, hub.lookups, hub.totals, hub.parts, hub.notes');
    for (let position = 0; ; ) {
      const records = await source.since(position, batchSize);
      position = records.at(-1)?.changed ?? position;
      if (records.length === 0) break;
      await put(client, records);
      progress(position);
    }
    const last = source.position();
    await client.query(addUp);
    await client.query(`SELECT setval('hub.changes', greatest($1::bigint, 1), $1::bigint > 0)`, [last]);
    await client.query(`INSERT INTO hub.notes VALUES ('moved', 'here', $1, $2)`, [
      { position: last },
      8.64e15,
    ]);
    await client.query('COMMIT');
    await client.query('ANALYZE hub.objects');
  } catch (error) {
    throw explained(error);
  } finally {
    await client.end();
  }
}

/** Records that the registry has been copied too: after a change of it by a hub the database cannot be filled again. */
export async function noteMoved(url: string): Promise<void> {
  const client = await connect(settingsOf(url));
  try {
    await client.query(`
      UPDATE hub.notes SET value = json_build_object('position', value -> 'position', 'revision', revision)
      FROM hub.registry_state WHERE kind = 'moved'`);
  } finally {
    await client.end();
  }
}

async function refuseUnlessOurs(client: Client): Promise<void> {
  const { rows } = await client.query<{
    newest: number;
    revision: number;
    moved: { position: number; revision?: number } | null;
  }>(`
    SELECT (SELECT coalesce(max(changed), 0) FROM hub.objects) AS newest,
           (SELECT revision FROM hub.registry_state) AS revision,
           (SELECT value FROM hub.notes WHERE kind = 'moved') AS moved`);
  const { newest, revision, moved } = rows[0]!;
  if (newest + revision === 0) return;
  if (moved === null) throw new RangeError('The database holds a hub already; an empty one is needed');
  if (newest > moved.position || revision > (moved.revision ?? revision))
    throw new RangeError('A hub has changed the database since a store was moved there');
}

async function put(client: Client, records: ChangeRecord[]): Promise<void> {
  const objects = records.map(({ object }) => object);
  await client.query(insert, [
    ...keyColumns(records),
    records.map(({ changed }) => changed),
    objects.map((object) => object?.created ?? null),
    objects.map((object) => object?.lastUpdated ?? null),
    objects.map((object) => object?.recipient ?? null),
    objects.map((object) => object?.gone ?? null),
    objects.map((object) => (object ? JSON.stringify(object.lookups) : null)),
    objects.map((object) => object?.bytes.toString() ?? null),
    objects.map((object) => object?.edition ?? null),
  ]);
  const present = objects.flatMap((object) => (object ? [{ key: object, content: object }] : []));
  const { gained } = lookupsOf(present);
  if (gained.length > 0) await client.query({ ...remember, values: transposed(gained, 5) });
}

const insert = `
  INSERT INTO hub.objects (module, owner, id, changed, created, last_updated, recipient, gone, lookups, content, edition)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[],
                       $8::boolean[], $9::json[], $10::text[], $11::text[])`;

const addUp = `
  INSERT INTO hub.totals (module, owner, recipient, gone, n, reshaped)
  SELECT module, coalesce(owner, ''), coalesce(recipient, ''), gone, count(*), 0
  FROM (SELECT module, owner, coalesce(recipient, '') AS recipient, gone FROM hub.objects WHERE created IS NOT NULL) AS o
  GROUP BY GROUPING SETS ((module, owner, recipient, gone), (module, gone))`;
