import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredObject } from '../../hub/ports/object-store.ts';
import { newObjectCache } from './object-content-cache.ts';

const object = (changed: number, size: number) => ({ changed, bytes: Buffer.alloc(size) }) as StoredObject;

test('the cache holds the objects that were put last, within its bytes', () => {
  const cache = newObjectCache(10_000);
  const held = () => [1, 2, 3, 4, 5].filter((changed) => cache.get(changed));
  for (const changed of [1, 2, 3]) cache.put(object(changed, 2000));
  assert.deepEqual(held(), [1, 2, 3]);
  cache.put(object(1, 2000));
  cache.put(object(4, 2000));
  assert.deepEqual(held(), [1, 3, 4]);
  cache.put(object(5, 20_000));
  assert.deepEqual(held(), []);
  cache.put(object(2, 0));
  assert.deepEqual(held(), [2]);
});
