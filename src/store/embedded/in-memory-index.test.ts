import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { StoredObject } from '../../hub/ports/object-store.ts';
import { memory } from './in-memory-index.ts';
import { nameKey } from './keys-of-objects-in-leveldb.ts';
import type { Step } from './leveldb-operations-of-change.ts';

const key = { module: 'tariffs', owner: 'NL*ABC', id: 'T1' } as const;
const name = nameKey(key);
const megabyte = 1_000_000;

test('while a change is under way memory tells of the object before it, then of the object after it', () => {
  const { begin, apply, named, recall } = memory(megabyte);
  const [first, second] = [object(1), object(2)];
  begin(step(undefined, first));
  assert.deepEqual([named(name), recall(1)], [{ object: undefined }, undefined]);
  apply(step(undefined, first));
  assert.deepEqual([named(name), recall(1)], [{ object: first }, first]);
  begin(step(first, second));
  assert.deepEqual([named(name), recall(1)], [{ object: first }, first]);
  apply(step(first, second));
  assert.deepEqual([named(name), recall(1)], [{ object: second }, second]);
});

test('after a change has failed memory tells of the object before it', () => {
  const { begin, apply, forget, named } = memory(megabyte);
  apply(step(undefined, object(1)));
  begin(step(object(1), object(2)));
  forget(step(object(1), object(2)));
  assert.deepEqual(named(name), { object: object(1) });
});

test('what was read from disk before a change, or of one not yet durable, is not kept', () => {
  const all = memory(megabyte);
  const none = memory(0);
  for (const { apply } of [all, none]) apply(step(undefined, object(2)));
  for (const changed of [1, 3]) {
    all.remember(object(changed));
    assert.deepEqual(all.recall(1), object(2));
  }
  all.apply(step(object(2), undefined, 4));
  all.remember(object(2));
  assert.equal(all.recall(1), undefined);
});

test('no more is kept than allowed, and what was used last is', () => {
  const { apply, recall } = memory(10_000);
  const bytes = Buffer.alloc(2_000);
  for (let created = 1; created <= 10; created++) {
    apply(step(undefined, { ...object(created), id: `T${created}`, created, bytes }));
    recall(1);
  }
  const kept = Array.from({ length: 10 }, (_, nth) => nth + 1).filter((created) => recall(created));
  assert.deepEqual(kept, [1, 9, 10]);
});

function object(changed: number): StoredObject {
  const rest = {
    lastUpdated: 0,
    recipient: null,
    gone: false,
    lookups: {},
    bytes: Buffer.from(String(changed)),
  };
  return { ...key, created: 1, changed, ...rest };
}

function step(
  before: StoredObject | undefined,
  after: StoredObject | undefined,
  changed = after?.changed ?? 0,
): Step {
  return {
    key: after ?? key,
    name: nameKey(after ?? key),
    changed,
    supersedes: before?.changed,
    before,
    after,
  };
}
