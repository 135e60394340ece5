import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { ClassicLevel } from 'classic-level';
import type { ObjectKey } from '../../hub/ports/object-store.ts';
import type { Store } from '../../hub/ports/store.ts';
import { keyOf, put } from '../contract/sample-objects.ts';
import { inFolder } from './embedded-store-for-tests.ts';
import { nameKey } from './keys-of-objects-in-leveldb.ts';

test('bytes of an object that is missing or older in the store are not made for a comparison', async () => {
  const { store, destroy } = await inFolder()({});
  const [one, never] = [keyOf('S1'), keyOf('S2')];
  await put(store.objects, one, '{}', { lastUpdated: 5 });
  const bytes = () => assert.fail('made');
  const wanted = [
    { key: never, lastUpdated: 0, bytes },
    { key: one, lastUpdated: 6, bytes },
  ];
  assert.deepEqual(await store.objects.same(wanted), [undefined, undefined]);
  await destroy();
});

test('of two names with one checksum each leads to its own object, after deletions and restarts too', async () => {
  const { store, reopen, destroy } = await inFolder(0)({});
  const [one, other] = ['8a9e0b75eccc318e', 'c4c2e7143c8d44b7'].map((id) => keyOf(id)) as [
    ObjectKey,
    ObjectKey,
  ];
  assert.equal(crc32(nameKey(one)), crc32(nameKey(other)));
  const texts = async ({ objects }: Store) => {
    const found = await Promise.all([one, other].map(objects.get));
    return found.map((object) => object?.bytes.toString());
  };
  const remove = ({ objects }: Store, key: ObjectKey) => objects.change(key, () => ({ to: 'delete' }));
  const lastOf = async ({ objects }: Store) => {
    let ended: number | undefined;
    await objects.change(one, (_, last) => {
      ended = last;
      return { to: 'keep' };
    });
    return ended;
  };
  await put(store.objects, one, '{"n":1}');
  assert.deepEqual(await texts(store), ['{"n":1}', undefined]);
  await put(store.objects, other, '{"n":2}');
  assert.deepEqual(await texts(store), ['{"n":1}', '{"n":2}']);
  await remove(store, one);
  assert.deepEqual(await texts(store), [undefined, '{"n":2}']);
  assert.equal(await lastOf(store), 3);
  const again = await reopen();
  assert.deepEqual(await texts(again), [undefined, '{"n":2}']);
  assert.equal(await lastOf(again), 3);
  await remove(again, other);
  await put(again.objects, one, '{"n":5}');
  assert.deepEqual(await texts(again), ['{"n":5}', undefined]);
  await destroy();
});

test('an object that is not in memory is read from the database alone, and an unknown one is not asked for', async (t) => {
  const { store, destroy } = await inFolder(0)({});
  const get = t.mock.method(ClassicLevel.prototype, 'getSync');
  await put(store.objects, keyOf('S1'));
  await store.objects.get(keyOf('S1'));
  await store.objects.get(keyOf('S2'));
  assert.deepEqual(
    get.mock.calls.map(({ arguments: [key] }) => key),
    ['o!tariffs!0000000000000001'],
  );
  await destroy();
});
