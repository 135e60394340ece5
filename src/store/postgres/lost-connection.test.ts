import { strict as assert } from 'node:assert';
import { type TestContext, test } from 'node:test';
import { exchange, ids, keyOf, numbered, put, query, storing, text } from '../contract/sample-objects.ts';
import { openPostgresStore } from './open-postgres-store.ts';
import { startProxy } from './tcp-proxy.ts';
import { asked, emptyDatabase, forTests, until } from './test-database.ts';

const unusable = /^The database cannot be used at present: /;
const forEver = Number.MAX_SAFE_INTEGER;

test('without a connection everything fails with words, and works again when the database is back', async (t) => {
  const { store, proxy } = await throughProxy(t);
  const { objects, registry, notes, journal } = store;
  const { changed } = await put(objects, keyOf('T1'), 'before');
  await notes.put('question', 'Q1', {}, forEver);
  proxy.cut();
  const failing = [
    put(objects, keyOf('T1'), 'lost'),
    objects.get(keyOf('T1')),
    objects.list(query()),
    objects.find('tariffs', 'id', 'T1'),
    objects.since(0, 10),
    registry.change((state) => ({ ...state })),
    registry.agree(() => [{ id: 'A0' } as never]),
    notes.put('question', 'Q2', {}, forEver),
    notes.get('question', 'Q1'),
    notes.take('question', 'Q1'),
    notes.all('question'),
    journal.find({ limit: 1 }),
  ];
  await Promise.all(failing.map((one) => assert.rejects(one, { message: unusable })));
  assert.equal(objects.position(), changed);
  assert.deepEqual(registry.read().connections, []);
  assert.equal(registry.read().agreements.size, 0);
  proxy.mend();
  assert.equal(text((await put(objects, keyOf('T1'), 'after')).before!), 'before');
  assert.equal(text((await objects.get(keyOf('T1')))!), 'after');
  assert.deepEqual(await notes.take('question', 'Q1'), {});
  await registry.agree(() => [{ id: 'A1' } as never]);
  journal.append(exchange('1'));
  assert.deepEqual(ids(await journal.find({ limit: 1 })), ['1']);
});

for (const [moment, word] of [
  ['it is decided', 'lock keys'],
  ['it is written', 'store changes'],
  ['it is committed', 'COMMIT'],
] as const) {
  test(`a change whose connection breaks before ${moment} is refused and leaves no trace`, async (t) => {
    const { store, proxy, url } = await throughProxy(t);
    const { objects } = store;
    const { changed } = await put(objects, keyOf('T1'), 'before');
    void proxy.cutAt(word);
    const changes = ['T1', 'T2', 'T3'].map((id) => put(objects, keyOf(id), 'lost'));
    await Promise.all(changes.map((change) => assert.rejects(change, { message: unusable })));
    proxy.mend();
    // The server may notice the lost connection later: this change waits for a lock that is still held.
    const next = await objects.change(keyOf('T1'), (old) => storing(`${old && text(old)} after`));
    assert.equal(text(next.after!), 'before after');
    assert.deepEqual(ids((await objects.list(query())).objects), ['T1']);
    assert.deepEqual(ids(await objects.since(changed, 10)), ['T1']);
    const totals = await asked<{ n: string }>(url, `SELECT n FROM hub.totals WHERE owner <> ''`);
    assert.deepEqual(totals, [{ n: '1' }]);
  });
}

test('what other processes did while the connection was lost is known within seconds', async (t) => {
  const { store, proxy, url } = await throughProxy(t);
  const other = await openPostgresStore({ ...forTests, url });
  proxy.cut();
  const { changed } = await put(other.objects, keyOf('T1'));
  await other.registry.agree(() => [{ id: 'A1' } as never]);
  await other.close();
  proxy.mend();
  await until(() => store.objects.position() === changed && store.registry.read().agreements.size === 1);
  assert.deepEqual(ids([...store.registry.read().agreements]), ['A1']);
});

test('the operator is told once that other processes are no longer heard', async (t) => {
  const { store, proxy, warnings } = await throughProxy(t);
  proxy.cut();
  await until(() => warnings.length > 0);
  assert.match(
    warnings[0]!,
    /^The hub does not hear of what other processes do: The database cannot be used/,
  );
  proxy.mend();
  await until(() =>
    put(store.objects, keyOf('T1')).then(
      () => true,
      () => false,
    ),
  );
});

test('the operator is told when the database has lost changes that the hub knows of', async (t) => {
  const { store, url, warnings } = await throughProxy(t);
  for (const id of numbered('T', 3)) await put(store.objects, keyOf(id));
  await asked(url, 'DELETE FROM hub.objects WHERE changed > 1');
  await until(() => warnings.length > 0);
  assert.match(warnings[0]!, /lost changes/);
});

test('the store closes also when the database is gone', async (t) => {
  const { store, proxy } = await throughProxy(t);
  const change = put(store.objects, keyOf('T1')).catch(() => undefined);
  proxy.cut();
  await store.close();
  await change;
  await assert.rejects(store.objects.get(keyOf('T1')), { message: 'The store is closed' });
});

test('a store cannot be opened without its database, and says so', async (t) => {
  const { proxy } = await throughProxy(t);
  proxy.cut();
  await assert.rejects(openPostgresStore({ ...forTests, url: proxy.url }), { message: unusable });
});

test('a URL that is none is refused, without its password in the message', async () => {
  for (const url of ['mysql://hub:secret@localhost/hub', 'postgresql://hub:secret@local host/hub', '']) {
    await assert.rejects(openPostgresStore({ ...forTests, url }), (error: Error) => {
      assert.ok(!error.message.includes('secret'));
      return /must be like postgresql:/.test(error.message);
    });
  }
});

async function throughProxy(t: TestContext) {
  const { url, drop } = await emptyDatabase();
  const proxy = await startProxy(url);
  const warnings: string[] = [];
  const warn = (message: string) => message.includes('fsync') || warnings.push(message);
  const store = await openPostgresStore({ ...forTests, url: proxy.url, warn });
  t.after(async () => {
    await store.close();
    await proxy.close();
    await drop();
  });
  return { store, proxy, url, warnings };
}
