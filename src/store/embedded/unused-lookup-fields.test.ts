import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { StoredObject } from '../../hub/ports/object-store.ts';
import { unusedFields } from './unused-lookup-fields.ts';

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

test('an object makes its fields used ones before it is written: after the answer, while it is awaited and before the question', async () => {
  const { isUnused, begin, answer } = over();
  isUnused('cdrs', 'unsaid');
  await answer();
  begin(withFields({ id: '1' }));
  assert.equal(isUnused('cdrs', 'unsaid'), true, 'the object has another field');
  begin(withFields({ unsaid: '2.2.1' }));
  assert.equal(isUnused('cdrs', 'unsaid'), false);
  isUnused('cdrs', 'visit');
  begin(withFields({ visit: 'x' }));
  await answer();
  assert.equal(isUnused('cdrs', 'visit'), false);
  begin(withFields({ alike: 'x' }));
  assert.equal(isUnused('cdrs', 'alike'), false);
});

test('fields of one module say nothing of another, and a deletion uses none', async () => {
  const { isUnused, begin, answer } = over();
  begin(withFields({ unsaid: '2.2.1' }));
  isUnused('tariffs', 'unsaid');
  await answer();
  begin({ key: { ...key, module: 'tariffs' } });
  assert.equal(isUnused('tariffs', 'unsaid'), true);
});

test('a question that fails is asked again, and does not undo what an object has made used', async () => {
  const { isUnused, begin, answer, fail, asked } = over();
  isUnused('cdrs', 'unsaid');
  await fail();
  assert.equal(isUnused('cdrs', 'unsaid'), false);
  await answer();
  assert.equal(isUnused('cdrs', 'unsaid'), true);
  isUnused('cdrs', 'visit');
  begin(withFields({ visit: 'x' }));
  await fail();
  assert.equal(isUnused('cdrs', 'visit'), false);
  assert.equal(asked.length, 3, 'the field stays a used one, about which nobody asks');
});
