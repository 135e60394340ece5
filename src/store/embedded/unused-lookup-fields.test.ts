import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { StoredObject } from '../../hub/ports/object-store.ts';
import { unusedFields } from './unused-lookup-fields.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const key = { module: 'cdrs', owner: 'NL*ABC', id: '1' } as const;
const withFields = (lookups: Record<string, string>) => ({
  key,
  after: { lookups } as unknown as StoredObject,
});

/** Fields over a database whose answers to questions for keys come when `answer` or `fail` is called. */
function over() {
  const asked: object[] = [];
  let answer = (_keys: string[]) => undefined as void;
  let fail = () => undefined as void;
  const fields = unusedFields({
    keys(range) {
      asked.push(range);
      return new Promise((done, failed) => {
        answer = (keys) => done(keys);
        fail = () => failed(new Error('a damaged file'));
      });
    },
  });
  const settle = () => new Promise(setImmediate);
  return {
    ...fields,
    asked,
    answer: async (...keys: string[]) => (answer(keys), settle()),
    fail: async () => (fail(), settle()),
  };
}

test('a field is unused once LevelDB has no key with it, and LevelDB is asked once', async () => {
  const { isUnused, answer, asked } = over();
  assert.equal(isUnused('cdrs', 'unsaid'), false);
  assert.equal(isUnused('cdrs', 'unsaid'), false, 'nobody knows yet');
  await answer();
  assert.equal(isUnused('cdrs', 'unsaid'), true);
  assert.deepEqual(asked, [{ gte: 'l!["cdrs","unsaid",', lt: 'l!["cdrs","unsaid"-', limit: 1 }]);
});

test('a field with a key is used for good', async () => {
  const { isUnused, answer, asked } = over();
  isUnused('cdrs', 'unsaid');
  await answer('l!["cdrs","unsaid","2.2.1","NL*ABC","1"]');
  assert.equal(isUnused('cdrs', 'unsaid'), false);
  assert.equal(asked.length, 1);
});

test('an object makes its fields used ones: after the answer and while it is awaited', async () => {
  const { isUnused, apply, answer } = over();
  isUnused('cdrs', 'unsaid');
  await answer();
  apply(withFields({ id: '1' }));
  assert.equal(isUnused('cdrs', 'unsaid'), true, 'the object has another field');
  apply(withFields({ unsaid: '2.2.1' }));
  assert.equal(isUnused('cdrs', 'unsaid'), false);
  isUnused('cdrs', 'visit');
  apply(withFields({ visit: 'x' }));
  await answer();
  assert.equal(isUnused('cdrs', 'visit'), false);
});

test('a field that an object had before the first question is found in LevelDB', async () => {
  const { isUnused, apply, answer, asked } = over();
  apply(withFields({ alike: 'x' }));
  assert.equal(isUnused('cdrs', 'alike'), false);
  assert.equal(asked.length, 1);
  await answer('l!["cdrs","alike","x","NL*ABC","1"]');
  assert.equal(isUnused('cdrs', 'alike'), false);
});

test('fields for which nobody asks take no memory, however many names partners give them', () => {
  const { isUnused, apply } = over();
  isUnused('cdrs', 'alike');
  const before = process.memoryUsage().heapUsed;
  for (let nth = 0; nth < 200_000; nth += 1)
    apply(withFields({ [`alike ["${'E'.repeat(30)}${nth}"]`]: 'NL*ABC' }));
  collectGarbage();
  const grown = process.memoryUsage().heapUsed - before;
  assert.ok(grown < 10_000_000, `${grown} bytes more`);
});

test('fields of one module say nothing of another, and a deletion uses none', async () => {
  const { isUnused, apply, answer } = over();
  apply(withFields({ unsaid: '2.2.1' }));
  isUnused('tariffs', 'unsaid');
  await answer();
  apply({ key: { ...key, module: 'tariffs' } });
  assert.equal(isUnused('tariffs', 'unsaid'), true);
});

test('a question that fails is asked again, and does not undo what an object has made used', async () => {
  const { isUnused, apply, answer, fail, asked } = over();
  isUnused('cdrs', 'unsaid');
  await fail();
  assert.equal(isUnused('cdrs', 'unsaid'), false);
  await answer();
  assert.equal(isUnused('cdrs', 'unsaid'), true);
  isUnused('cdrs', 'visit');
  apply(withFields({ visit: 'x' }));
  await fail();
  assert.equal(isUnused('cdrs', 'visit'), false);
  assert.equal(asked.length, 3, 'the field stays a used one, about which nobody asks');
});
