import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JsonProblem, readJson, requestLimits } from './read-json-with-limits.ts';

const read = (text: string, limits = requestLimits) => readJson(Buffer.from(text), limits);
const problem = (text: string, limits = requestLimits): JsonProblem => {
  try {
    read(text, limits);
  } catch (error) {
    if (error instanceof JsonProblem) return error;
  }
  throw new Error(`${text.slice(0, 80)} was read`);
};

test('JSON is read as it is', () => {
  assert.deepEqual(read('{"a":[1,"[[[{{{\\"",null,true,"é"]}'), { a: [1, '[[[{{{"', null, true, 'é'] });
  assert.deepEqual(read('\ufeff{"a":1}'), { a: 1 });
});

test('what is nested too deeply is refused before it is built', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  assert.deepEqual(read(nested(3)), [[[]]]);
  assert.equal(problem(nested(65)).message, 'is nested too deeply');
  assert.equal(problem('{"a":'.repeat(500_000)).message, 'is nested too deeply');
});

test('more values than anybody needs are refused, wherever they stand', () => {
  const limits = { depth: 64, values: 10 };
  assert.equal((read('[1,2,3,4,5,6,7,8]', limits) as unknown[]).length, 8);
  assert.equal(problem('[1,2,3,4,5,6,7,8,9,10]', limits).message, 'has more than 10 values');
  assert.equal(problem('{"a":[{},{},{},{},{},{}]}', limits).message, 'has more than 10 values');
  assert.equal(read('"1,2,3,4,5,6,7,8,9,10,11,[{"', limits), '1,2,3,4,5,6,7,8,9,10,11,[{');
});

test('keys that reach for the prototype of everything are refused, in whichever way they are written', () => {
  for (const text of [
    '{"__proto__":{"admin":true}}',
    '{"a":[{"\\u005f_proto__":1}]}',
    '{"constructor":{"prototype":{"admin":true}}}',
  ])
    assert.equal(problem(text).kind, 'refused', text);
  assert.deepEqual(read('{"constructor":"Müller & Sons"}'), { constructor: 'Müller & Sons' });
  assert.equal(({} as { admin?: boolean }).admin, undefined);
});

test('what is no JSON is told without a word of it', () => {
  for (const text of [
    '{"token":"secret-4711"',
    '{"token":"secret-4711',
    'secret-4711',
    '{"a":secret-4711}',
  ]) {
    const { kind, message } = problem(text);
    assert.equal(kind, 'malformed');
    assert.ok(!message.includes('secret'), message);
  }
  assert.throws(() => readJson(Buffer.from([0x22, 0xff, 0x22]), requestLimits), /is not UTF-8/);
});
