import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startMissedObjects } from './objects-that-partner-lacks.ts';

test('beyond the count of objects that a partner lacks, a change whose sender has the answer is sent from the store too @HUB-29', () => {
  const lacking = startMissedObjects(2);
  lacking.add({ object: 'A', changed: 1 }, false);
  lacking.add({ object: 'B', changed: 2, once: true }, false);
  assert.equal(lacking.isSettled({ object: 'B', changed: 2 }), true);
  for (const [object, changed] of [
    ['C', 3],
    ['D', 4],
  ] as const)
    lacking.add({ object, changed }, false);
  assert.equal(lacking.size(), 2);
  lacking.add({ object: 'D', changed: 5, once: true }, false);
  assert.equal(lacking.isSettled({ object: 'D', changed: 5 }), false);
});

test('a bounded number of answered changes is remembered, the oldest is forgotten first @TRANS-75', () => {
  const lacking = startMissedObjects(2);
  for (const changed of [1, 2, 3]) lacking.answered(changed);
  const settled = [1, 2, 3].filter((changed) => lacking.isSettled({ object: 'A', changed }));
  assert.deepEqual(settled, [2, 3]);
  lacking.clear();
  assert.equal(lacking.isSettled({ object: 'A', changed: 3 }), true);
  lacking.add({ object: 'A', changed: 3 }, false);
  assert.equal(lacking.isSettled({ object: 'A', changed: 3 }), false);
  lacking.got('A');
  assert.equal(lacking.isSettled({ object: 'A', changed: 3 }), false);
});
