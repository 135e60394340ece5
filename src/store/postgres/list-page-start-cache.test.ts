import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { listName, newAnchors } from './list-page-start-cache.ts';

test('an anchor is found for its list and offset, until the list is reshaped', () => {
  const anchors = newAnchors();
  anchors.keep('tariffs', 100, 7, 4711);
  assert.equal(anchors.find('tariffs', 100, 7), 4711);
  assert.equal(anchors.find('tariffs', 100, 8), undefined);
  assert.equal(anchors.find('tariffs', 99, 7), undefined);
  assert.equal(anchors.find('tokens', 100, 7), undefined);
  anchors.keep('tariffs', 100, 8, 4712);
  assert.equal(anchors.find('tariffs', 100, 8), 4712);
});

test('of too many anchors those not used for longest are forgotten', () => {
  const anchors = newAnchors(3);
  for (const offset of [1, 2, 3]) anchors.keep('tariffs', offset, 0, offset);
  anchors.find('tariffs', 1, 0);
  anchors.keep('tariffs', 4, 0, 4);
  assert.deepEqual(
    [1, 2, 3, 4].map((offset) => anchors.find('tariffs', offset, 0)),
    [1, undefined, 3, 4],
  );
});

test('lists that see something different have different names', () => {
  const names = [
    listName(['tariffs', { owners: ['NL*ABC'], pairs: [] }]),
    listName(['tariffs', { owners: ['NL*ABC', 'DE*XYZ'], pairs: [] }]),
    listName(['tokens', { owners: ['NL*ABC'], pairs: [] }]),
  ];
  assert.equal(new Set(names).size, 3);
});
