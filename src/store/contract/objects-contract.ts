import { strict as assert } from 'node:assert';
import type { ObjectKey, StoredObject } from '../../hub/ports/object-store.ts';
import { abc, emp, ids, keyOf, numbered, put, query, remove, text, xyz } from './sample-objects.ts';
import { type Prove, restarting } from './store-under-test.ts';

/** Tests that every store passes, of the fields that it stores of an object, and for how long it stores them. */
export function objectContract(it: Prove): void {
  it('gives an object back as it was given', async ({ store, reopen }) => {
    const key: ObjectKey = { module: 'sessions', owner: abc, id: '101' };
    const rest = {
      lastUpdated: 1_700_000_000_123,
      recipient: emp,
      gone: true,
      lookups: { auth_id: 'NL-1 é' },
    };
    const { changed } = await put(store.objects, key, '{"name":"Straße 北京"}', rest);
    const bytes = Buffer.from('{"name":"Straße 北京"}');
    const expected: StoredObject = {
      ...key,
      ...rest,
      lookups: { id: '101', auth_id: 'NL-1 é' },
      created: 1,
      changed,
      bytes,
    };
    for await (const { objects } of restarting({ store, reopen })) {
      const object = await objects.get(key);
      assert.deepEqual({ ...object, created: 1 }, expected);
    }
  });

  it('tells which objects have exactly the bytes that are named, and are not older', async ({
    store,
    reopen,
  }) => {
    const [one, two, gone, never] = [keyOf('S1'), keyOf('S2'), keyOf('S3'), keyOf('S4')];
    await put(store.objects, one, '{"name":"Straße 北京"}', { lookups: { auth_id: 'A' }, lastUpdated: 5 });
    await put(store.objects, two, '{"a":1}', { edition: '2.2.1' });
    await put(store.objects, gone, '{}');
    await remove(store.objects, gone);
    const wanted = [
      { key: never, text: '{}' },
      { key: two, text: '{"a":1}' },
      { key: two, text: '{"a": 1}' },
      { key: gone, text: '{}' },
      { key: keyOf('S1', { owner: xyz }), text: '{"name":"Straße 北京"}' },
      { key: one, text: '{"name":"Straße 北京"}', lastUpdated: 5 },
      { key: one, text: '{"name":"Straße 北京"}', lastUpdated: 4 },
      { key: one, text: '{"name":"Straße 北京"}', lastUpdated: 6 },
    ].map(({ key, text, lastUpdated = 0 }) => ({ key, lastUpdated, bytes: () => Buffer.from(text) }));
    for await (const { objects } of restarting({ store, reopen })) {
      const found = await objects.same(wanted);
      assert.deepEqual(
        found.map((same) => same && [same.id, same.edition, same.lookups, same.lastUpdated]),
        [
          undefined,
          ['S2', '2.2.1', { id: 'S2' }, 0],
          undefined,
          undefined,
          undefined,
          ['S1', undefined, { id: 'S1', auth_id: 'A' }, 5],
          ['S1', undefined, { id: 'S1', auth_id: 'A' }, 5],
          undefined,
        ],
      );
      assert.deepEqual(await objects.same([]), []);
    }
  });

  it('tells which objects are as a change left them', async ({ store, reopen }) => {
    const [one, two, gone, again] = [keyOf('S1'), keyOf('S2'), keyOf('S3'), keyOf('S4')];
    const states = [];
    for (const key of [one, two, gone, again]) {
      const { after, changed } = await put(store.objects, key, '{}');
      states.push({ ...key, created: after!.created, changed });
    }
    await put(store.objects, two, '{"a":1}');
    await remove(store.objects, gone);
    await remove(store.objects, again);
    await put(store.objects, again, '{}');
    const [first] = states;
    const other = { ...first!, changed: first!.changed + 1 };
    for await (const { objects } of restarting({ store, reopen })) {
      assert.deepEqual(await objects.stand([...states, other, first!]), [
        true,
        false,
        false,
        false,
        false,
        true,
      ]);
      assert.deepEqual(await objects.stand([]), []);
    }
  });

  it('keeps the version of OCPI that an object is in, and none where none is said', async ({
    store,
    reopen,
  }) => {
    const keys = [keyOf('T1'), keyOf('T2'), keyOf('T3')];
    const [said, unsaid, taken] = keys as [ObjectKey, ObjectKey, ObjectKey];
    const { after } = await put(store.objects, said, '{}', { edition: '2.2.1' });
    assert.equal(after?.edition, '2.2.1');
    await put(store.objects, unsaid, '{}');
    await put(store.objects, taken, '{}', { edition: '2.2.1' });
    await put(store.objects, taken, '{}');
    for await (const { objects } of restarting({ store, reopen })) {
      const found = await Promise.all(keys.map((key) => objects.get(key)));
      const changed = await objects.since(0, 10);
      for (const objects of [found, changed.map(({ object }) => object)])
        assert.deepEqual(
          objects.map((object) => object && [object.id, object.edition, 'edition' in object]),
          [
            ['T1', '2.2.1', true],
            ['T2', undefined, false],
            ['T3', undefined, false],
          ],
        );
    }
  });

  it('keeps an object apart from those of other owners, other modules and other ids', async ({ store }) => {
    const keys = [
      keyOf('T1'),
      keyOf('t1'),
      keyOf('T1 '),
      keyOf('T1', { owner: xyz }),
      keyOf('T1', { module: 'locations' }),
      keyOf('T"1'),
      keyOf('T!1'),
      keyOf('T1","T2'),
      keyOf('RFID|T1'),
      keyOf('T%1'),
      keyOf('T\\1'),
      keyOf('é'),
      keyOf('e\u0301'),
      keyOf('😀'),
      keyOf('\0'),
      keyOf('\ud800'),
      keyOf('\ufffd'),
      keyOf('x'.repeat(300)),
    ];
    for (const [nth, key] of keys.entries()) await put(store.objects, key, String(nth));
    for (const [nth, key] of keys.entries()) {
      assert.equal(text((await store.objects.get(key))!), String(nth));
      assert.deepEqual(
        ids(await store.objects.find(key.module, 'id', key.id)).filter((id) => id !== key.id),
        [],
      );
    }
  });

  it('keeps the place of an object when it changes, and not when it is made again', async ({
    store: { objects },
  }) => {
    const first = await put(objects, keyOf('T1'));
    const second = await put(objects, keyOf('T2'));
    assert.ok(second.after!.created > first.after!.created);
    assert.equal((await put(objects, keyOf('T1'))).after!.created, first.after!.created);
    await remove(objects, keyOf('T1'));
    const again = await put(objects, keyOf('T1'));
    assert.equal(again.outcome, 'created');
    assert.ok(again.after!.created > second.after!.created);
  });

  it('still knows all of it after a restart', async ({ store, reopen }) => {
    for (const id of numbered('T', 20)) await put(store.objects, keyOf(id), id, { lastUpdated: 7 });
    await put(store.objects, keyOf('T3'), 'changed');
    await remove(store.objects, keyOf('T19'));
    const before = await store.objects.list(query());
    const changes = await store.objects.since(0, 100);
    const position = store.objects.position();
    const { objects } = await reopen();
    assert.deepEqual(await objects.list(query()), before);
    assert.deepEqual(await objects.since(0, 100), changes);
    assert.equal(objects.position(), position);
    assert.equal(await objects.present(), position);
    assert.equal(text((await objects.get(keyOf('T3')))!), 'changed');
  });

  it('goes on counting after a restart, also where the newest object was deleted', async ({
    store,
    reopen,
  }) => {
    const { after } = await put(store.objects, keyOf('T1'));
    await put(store.objects, keyOf('T2'));
    const newest = await put(store.objects, keyOf('T3'));
    const { changed } = await remove(store.objects, keyOf('T3'));
    const { objects } = await reopen();
    const next = await put(objects, keyOf('T3'));
    assert.ok(next.changed > changed);
    assert.ok(next.after!.created > newest.after!.created);
    assert.equal((await put(objects, keyOf('T1'))).after!.created, after!.created);
  });

  it('gives the newest state in every way of reading, as soon as a change has resolved', async ({
    store,
  }) => {
    const { objects } = store;
    const churn = async (id: string) => {
      for (let nth = 0; nth < 20; nth++) {
        await put(objects, keyOf(id), `${id} ${nth}`);
        const read = await Promise.all([
          objects.get(keyOf(id)),
          objects.list(query()).then((page) => page.objects.find((object) => object.id === id)),
          objects.find('tariffs', 'id', id).then((found) => found[0]),
          objects.since(0, 1000).then((all) => all.find((change) => change.id === id)?.object),
        ]);
        assert.deepEqual(
          read.map((object) => object && text(object)),
          Array(4).fill(`${id} ${nth}`),
        );
      }
    };
    await Promise.all(numbered('T', 10).map(churn));
  });
}
