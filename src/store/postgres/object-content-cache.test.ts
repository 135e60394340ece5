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

test('a page is known by its changes for as long as all of its objects are held', () => {
  const cache = newObjectCache(10_000);
  const [one, two] = [object(1, 2000), object(2, 2000)];
  for (const each of [one, two]) cache.put(each);
  cache.putPage('1,2', [one, two]);
  assert.deepEqual(cache.page('1,2'), [one, two]);
  assert.equal(cache.page('1'), undefined);
  cache.put(object(3, 9000));
  assert.equal(cache.page('1,2'), undefined);
  cache.putPage('1,2', [one, two]);
  assert.equal(cache.page('1,2'), undefined);
});

test('no more than 64 pages are known', () => {
  const cache = newObjectCache();
  const one = object(1, 10);
  cache.put(one);
  const texts = Array.from({ length: 65 }, (_, at) => '1'.padStart(at + 1, '0'));
  for (const text of texts) cache.putPage(text, [one]);
  assert.equal(texts.filter((text) => cache.page(text)).length, 64);
  assert.equal(cache.page(texts[0]!), undefined);
});
