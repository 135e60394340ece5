import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkIn, sandboxPlaceOf } from './url-hash.ts';

const key = { id: 'w1', secret: 's-1_x' };

test('a link to a page of a workspace leads to that place', () => {
  const link = linkIn(key, 'exchanges', ['a/b %'], { to: 'DE*EMP' });
  const { query, ...place } = sandboxPlaceOf(link);
  assert.deepEqual(place, { key, page: 'exchanges', rest: ['a/b %'] });
  assert.equal(query.get('to'), 'DE*EMP');
});

test('an address that is cut off in the middle of a letter is a place too', () => {
  assert.deepEqual(sandboxPlaceOf('#/w1/s-1_x/exchanges/x%E2').rest, ['x%E2']);
});

test('without a workspace there is only the beginning', () => {
  for (const hash of ['', '#', '#/', '#/w1'])
    assert.deepEqual([sandboxPlaceOf(hash).key, sandboxPlaceOf(hash).page], [undefined, 'start']);
});
