import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf, put } from '../contract/sample-objects.ts';
import { inFolder } from './embedded-store-for-tests.ts';

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
