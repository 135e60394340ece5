import { strict as assert } from 'node:assert';
import { type TestContext, test } from 'node:test';
import { exchange, ids, numbered } from '../contract/sample-objects.ts';
import { openPostgresStore, type PostgresOptions } from './open-postgres-store.ts';
import { asked, emptyDatabase, forTests } from './test-database.ts';

test('what a process of the release before writes is found whole, by party and finding too', async (t) => {
  const { store, url } = await opened(t);
  const findings = [{ pointer: '', message: 'a', requirement: 'LOC-27' }];
  const old = exchange('old', { from: 'NL*OLD', to: 'DE*HUB', findings });
  await asked(
    url,
    `INSERT INTO hub.journal (id, time, direction, connection, module, http_status, ocpi_status, request_id, correlation_id,
                              exchange, appended)
     VALUES ('old', ${Date.parse(old.time)}, 'IN', 'k3', 'locations', 200, 1000, 'r-old', 'c-old', '${JSON.stringify(old)}', 1)`,
  );
  store.journal.append(exchange('new', { findings }));
  assert.deepEqual(await store.journal.get('old'), old);
  assert.deepEqual(await store.journal.find({ party: 'NL*OLD', limit: 1 }), [old]);
  assert.deepEqual(ids(await store.journal.find({ finding: 'LOC-27', limit: 9 })), ['new', 'old']);
  assert.deepEqual(await store.journal.find({ party: 'NL*OTH', limit: 9 }), []);
});

test('a process of the release before reads what this one writes, without headers and bodies', async (t) => {
  const { store, url } = await opened(t);
  store.journal.append(exchange('new'));
  await store.journal.get('new');
  const message = { headers: {}, body: null };
  assert.deepEqual(await asked(url, 'SELECT exchange FROM hub.journal'), [
    { exchange: { ...exchange('new'), request: message, response: message } },
  ]);
});

test('a page of exchanges goes with the last of them', async (t) => {
  const { store, url } = await opened(t, { journalSize: 10 });
  const count = async () => {
    const rows = await asked<{ page: string }>(url, 'SELECT page FROM hub.journal_pages ORDER BY page');
    const used = await asked<{ page: string }>(url, 'SELECT DISTINCT page FROM hub.journal ORDER BY page');
    assert.deepEqual(rows, used);
    return rows.length;
  };
  for (const id of numbered('', 30)) {
    store.journal.append(exchange(id));
    assert.equal((await store.journal.get(id))?.id, id);
  }
  assert.ok((await count()) <= 11);
  assert.deepEqual(ids(await store.journal.find({ limit: 99 })), numbered('', 30).slice(-10).reverse());
});

async function opened(t: TestContext, options: Partial<PostgresOptions> = {}) {
  const database = await emptyDatabase();
  const store = await openPostgresStore({ ...forTests, ...options, url: database.url });
  t.after(async () => {
    await store.close();
    await database.drop();
  });
  return { store, url: database.url };
}
