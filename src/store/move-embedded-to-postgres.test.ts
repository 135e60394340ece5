import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Store } from '../hub/ports/store.ts';
import { abc, emp, ids, keyOf, numbered, put, query, remove, text, xyz } from './contract/sample-objects.ts';
import { openEmbeddedStore } from './embedded/open-embedded-store.ts';
import { type Holding, moveStore } from './move-embedded-to-postgres.ts';
import { openPostgresStore } from './postgres/open-postgres-store.ts';
import { asked, emptyDatabase, forTests } from './postgres/test-database.ts';

const forEver = Number.MAX_SAFE_INTEGER;

test('everything but the trace is moved, in the order of creation and of changes, and may be moved again', async (t) => {
  const { from, to, move } = await stores(t);
  const source = await openEmbeddedStore({ folder: from });
  for (const id of numbered('T', 1200)) await put(source.objects, keyOf(id), `first ${id}`);
  await put(source.objects, keyOf('T7'), 'second', { edition: '2.2.1' });
  await put(source.objects, keyOf('"odd\0'), 'odd', { lookups: { uid: 'a"b' } });
  await put(source.objects, { module: 'sessions', owner: xyz, id: 'S1' }, 'one', { recipient: emp });
  await remove(source.objects, keyOf('T3'));
  await source.registry.change(() => ({ connections: [{ id: 'c1' } as never] }));
  await source.registry.agree(() => [{ id: 'a1' } as never]);
  await source.notes.put('position', 'c1', { position: 1201 }, forEver);
  const { objects } = source;
  const wanted = {
    list: await objects.list(query()),
    since: await objects.since(0, 9999),
    at: objects.position(),
  };
  await source.close();

  const first = await move();
  assert.deepEqual(
    { ...first, digest: '' },
    {
      objects: 1201,
      tombstones: 1,
      connections: 1,
      agreements: 1,
      notes: 1,
      digest: '',
    },
  );
  assert.equal((await move()).digest, first.digest);

  const target = await openPostgresStore({ ...forTests, url: to });
  t.after(() => target.close());
  assert.deepEqual(await target.objects.list(query()), wanted.list);
  assert.deepEqual(await target.objects.since(0, 9999), wanted.since);
  assert.equal(target.objects.position(), wanted.at);
  assert.deepEqual(ids(await target.objects.find('tariffs', 'uid', 'a"b')), ['"odd\0']);
  assert.deepEqual([...target.registry.read().agreements], [{ id: 'a1' }]);
  assert.deepEqual(await target.notes.get('position', 'c1'), { position: 1201 });
  const mine = await target.objects.list({
    ...query(),
    module: 'sessions',
    visible: [{ owner: xyz, recipient: emp }],
  });
  assert.equal(mine.total, 1);
  const next = await put(target.objects, keyOf('T5'), 'after');
  assert.equal(next.changed, wanted.at + 1);
  assert.equal(text(next.before!), 'first T5');
});

test('an empty store is moved too', async (t) => {
  const { from, move } = await stores(t);
  await (await openEmbeddedStore({ folder: from })).close();
  assert.equal((await move()).objects, 0);
});

test('a database that a hub has used is refused', async (t) => {
  const { from, to, move } = await stores(t);
  const source = await openEmbeddedStore({ folder: from });
  await put(source.objects, keyOf('T1', { owner: abc }), 'kept');
  await source.close();
  const target = await openPostgresStore({ ...forTests, url: to });
  await put(target.objects, keyOf('T9'), 'of a hub');
  await target.close();
  await assert.rejects(move(), { message: 'The database holds a hub already; an empty one is needed' });
});

test('a database whose objects or registry a hub has changed since they were moved there is refused', async (t) => {
  for (const change of [changeObject, changeRegistry]) {
    const { from, to, move } = await stores(t);
    await (await openEmbeddedStore({ folder: from })).close();
    await move();
    const target = await openPostgresStore({ ...forTests, url: to });
    await change(target);
    await target.close();
    await assert.rejects(move(), {
      message: 'A hub has changed the database since a store was moved there',
    });
  }
});

/** SQL triggers that alter data on its way into PostgreSQL, so that the target differs from the source. */
const changing: [what: string, table: string, change: string][] = [
  ['one byte of an object', 'hub.objects', "NEW.content := replace(NEW.content, 'kept', 'kepT')"],
  ['the receiver of an object', 'hub.objects', 'NEW.recipient := NULL'],
  ['a note', 'hub.notes', `NEW.value := '{"position":4712}'`],
];

for (const [what, table, change] of changing)
  test(`a target that differs in ${what} is refused, though it holds as many`, async (t) => {
    const { from, to, move } = await stores(t);
    const source = await openEmbeddedStore({ folder: from });
    await put(source.objects, { module: 'sessions', owner: abc, id: 'S1' }, 'kept', { recipient: emp });
    await source.notes.put('position', 'c1', { position: 4711 }, forEver);
    await source.close();
    await (await openPostgresStore({ ...forTests, url: to })).close();
    await asked(
      to,
      `CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${change}; RETURN NEW; END $$;
       CREATE TRIGGER change BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION change()`,
    );
    await assert.rejects(move(), { message: /^The stores differ: / });
  });

test('a folder without a store, and a database that a hub is running on, are refused', async (t) => {
  const { from, to, move } = await stores(t);
  await assert.rejects(move(), { message: `There is no embedded store in ${from}` });
  await (await openEmbeddedStore({ folder: from })).close();
  const running = await openPostgresStore({ ...forTests, url: to });
  t.after(() => running.close());
  await assert.rejects(move(), { message: 'A hub is running on the database: end it first' });
});

const changeObject = ({ objects }: Store) => put(objects, keyOf('T1'));
const changeRegistry = ({ registry }: Store) => registry.agree(() => [{ id: 'a1' } as never]);

async function stores(t: TestContext): Promise<{ from: string; to: string; move: () => Promise<Holding> }> {
  const from = await mkdtemp(join(tmpdir(), 'ocpi-hub-move-'));
  const { url: to, drop } = await emptyDatabase();
  t.after(async () => {
    await drop();
    await rm(from, { recursive: true });
  });
  return { from, to, move: () => moveStore({ from, to, progress: () => undefined, warn: () => undefined }) };
}
