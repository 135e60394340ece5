import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { keyOf, put } from '../contract/sample-objects.ts';
import { openPostgresStore } from './open-postgres-store.ts';
import { asked, emptyDatabase, forTests } from './test-database.ts';

const files = readdirSync(new URL('./migrations/', import.meta.url)).sort();

test('every migration has a number of its own, without gaps, and a name', () => {
  for (const [nth, file] of files.entries())
    assert.match(file, new RegExp(`^${String(nth + 1).padStart(4, '0')}-[a-z-]+\\.sql$`));
});

test('of processes that start at once on an empty database one makes the tables, and all work', async (t) => {
  const url = await database(t);
  const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ ...forTests, url })));
  for (const { objects } of stores) await put(objects, keyOf('T1'));
  for (const store of stores) await store.close();
  const applied = await asked<{ number: number; name: string }>(url, 'SELECT * FROM hub.migrations');
  assert.deepEqual(
    applied.map(({ number, name }) => `${String(number).padStart(4, '0')}-${name}.sql`),
    files,
  );
});

test('a database in which a newer version has been is refused', async (t) => {
  const url = await database(t);
  await (await openPostgresStore({ ...forTests, url })).close();
  await asked(url, `INSERT INTO hub.migrations (number, name) VALUES (9999, 'better-tables')`);
  const known = `this version of the hub knows those up to ${files.length}`;
  await assert.rejects(openPostgresStore({ ...forTests, url }), {
    message: `The database has had migration 9999 (better-tables); ${known}`,
  });
});

test('a migration that fails leaves nothing behind, and says what is wrong', async (t) => {
  const url = await database(t);
  await asked(url, 'CREATE SCHEMA hub; CREATE TABLE hub.journal (number integer)');
  await assert.rejects(openPostgresStore({ ...forTests, url }), {
    message: 'Migration 1 (the-store) failed: relation "journal" already exists',
  });
  const tables = await asked(
    url,
    `SELECT FROM pg_tables WHERE schemaname = 'hub' AND tablename <> 'migrations'`,
  );
  assert.equal(tables.length, 1);
});

test('a database that cannot hold every character is refused', async (t) => {
  const url = await database(t, 'SQL_ASCII');
  await assert.rejects(openPostgresStore({ ...forTests, url }), {
    message: 'The database has the encoding SQL_ASCII; the hub needs UTF8',
  });
});

async function database(t: TestContext, encoding?: string): Promise<string> {
  const { url, drop } = await emptyDatabase(encoding);
  t.after(drop);
  return url;
}
