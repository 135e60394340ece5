import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { endOfWritten } from './json-as-written.ts';
import { isTooDeep } from './json-nesting-depth.ts';
import { answerLimits, endOfNested } from './read-json-with-limits.ts';

const is = (text: string, levels = 64) => {
  const json = Buffer.from(`[${text},{}]`);
  const own = { values: 0, depth: 0, limits: answerLimits };
  const used = { values: 0 };
  const end = endOfWritten(json, 1, used, levels);
  if (end < 0) return false;
  assert.deepEqual([end, used.values], [endOfNested(json, 1, own), own.values]);
  return end === json.length - 4;
};

const name = fc.constantFrom('"a"', '"b"', '"ab"', '"1"', '"-1"', '""', '"é"', '"\\u0061"', '"last_updated"');
const blank = fc.constantFrom(...Array.from({ length: 12 }, () => ':'), ' :', ':\t');

/** A member or an entry of a JSON text, spelt in one of many ways. */
const text = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('null', 'true', '""', '"\u{1F600}"', '"\\n"', '"{\\"a\\":["', '"\u2028"', '"\u007f"'),
    fc.constantFrom('0', '-0', '1.0', '1.50', '-7', '0.5', '1e3', '1E-7', '0.0000001', '9007199254740993'),
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()).map(String),
    fc.string({ unit: 'binary' }).map((one) => JSON.stringify(one)),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }).map((all) => `[${all.join(',')}]`),
  object: fc
    .array(fc.tuple(name, blank, tie('value')), { maxLength: 4 })
    .map((all) => `{${all.map((one) => one.join('')).join(',')}}`),
}));
test('a text that counts as written has the bytes of its value and is not too deep', () => {
  fc.assert(
    fc.property(text.object, fc.integer({ min: 1, max: 5 }), (json, levels) => {
      const value = JSON.parse(json) as unknown;
      if (!is(json, levels)) return;
      assert.equal(JSON.stringify(value), json);
      assert.equal(isTooDeep(value, levels), false);
    }),
    { numRuns: 2000 },
  );
});

test('what is written by JSON.stringify counts as written, save what needs a closer look', () => {
  for (const folder of ['2.1.1', '2.2.1'])
    for (const file of readdirSync(`schemas/golden/${folder}`).filter((one) => one.endsWith('.json'))) {
      const json = JSON.stringify(JSON.parse(readFileSync(`schemas/golden/${folder}/${file}`, 'utf8')));
      assert.equal(is(json), !json.includes('\\'), file);
    }
  for (const json of [
    '{"a":-7.25,"b":[0,10,0.5],"c":{"a":{}}}',
    '[]',
    '{"é":"\u2028"}',
    '{"a":{"a":1},"b":[{"a":2}]}',
  ])
    assert.equal(is(json), true, json);
  for (const json of [
    ...['{"a":1,"a":1}', '{"a":{"b":1},"c":[],"a":1}', '{"1":1}', '{"a": 1}', '{"a":"\\/"}'],
    ...['[1.0]', '[-0]', '[1e2]', '[1.5E1]', '[0.0000001]', '[1234567890123456]', '[0.1234567890123456]'],
  ])
    assert.equal(is(json), false, json);
  assert.deepEqual([is('[[[]]]', 3), is('[[[]]]', 2), is('{"a":[{}]}', 2)], [true, false, false]);
});

test('a text with anything before its list or object does not count as written', () => {
  for (const before of ['\ufeff', ' ', '"a",', '1,', 'null', ','])
    for (const text of ['{"a":1}', '[{}]'])
      assert.equal(endOfWritten(Buffer.from(before + text), 0, { values: 0 }, 64), -1, before + text);
});

test('many names that begin alike do not count as written, since to compare them takes long', () => {
  const object = (many: number, like: number) =>
    `{${Array.from({ length: many }, (_, nth) => `"${'a'.repeat(like)}${nth}":{}`).join(',')}}`;
  assert.equal(is(object(40, 2)), true);
  for (const json of [object(8000, 60), `[${Array.from({ length: 2000 }, () => object(64, 60)).join(',')}]`])
    assert.equal(is(json), false);
});
