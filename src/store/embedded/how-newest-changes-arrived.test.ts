import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newArrivals } from './how-newest-changes-arrived.ts';
import { nameKey } from './keys-of-objects-in-leveldb.ts';
import type { Step } from './leveldb-operations-of-change.ts';

const form = { method: 'PUT' };

/** A change of a Tariff whose record has so many bytes. */
function step(changed: number, bytes: number, more: Partial<Step> = {}): Step {
  const key = { module: 'tariffs', owner: 'NL*ABC', id: `T${changed}` } as const;
  return {
    key,
    name: nameKey(key),
    changed,
    supersedes: undefined,
    record: Buffer.alloc(bytes),
    form,
    ...more,
  };
}

test('the forms of the newest changes are kept within a limit of bytes, and those of older ones forgotten', () => {
  const arrivals = newArrivals(10_000);
  for (const changed of [1, 2, 3]) arrivals.begin(step(changed, 2000));
  assert.deepEqual(arrivals.of(1), { form, previous: 0 });
  arrivals.begin(step(4, 2000, { supersedes: 3 }));
  assert.deepEqual(arrivals.of(1), {});
  assert.deepEqual(arrivals.of(2), { form, previous: 0 });
  assert.deepEqual(arrivals.of(4), { form, previous: 3 });
  arrivals.begin(step(5, 20_000));
  for (const changed of [2, 3, 4, 5]) assert.deepEqual(arrivals.of(changed), {});
});

test('a change that could not be stored leaves no form, and one without a form takes no room', () => {
  const arrivals = newArrivals(4000);
  arrivals.begin(step(1, 2000));
  arrivals.begin(step(2, 2000, { form: undefined }));
  assert.deepEqual([arrivals.of(1), arrivals.of(2)], [{ form, previous: 0 }, {}]);
  arrivals.forget(step(1, 2000));
  arrivals.begin(step(3, 2500));
  assert.deepEqual([arrivals.of(1), arrivals.of(3)], [{}, { form, previous: 0 }]);
});
