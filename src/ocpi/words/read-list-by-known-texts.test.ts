import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { answerLimits } from './read-json-with-limits.ts';
import { type KnownTexts, readListByKnownTexts } from './read-list-by-known-texts.ts';

const seen = (text: Buffer) => text.toString();

/** Recognises texts; `known` says which, `next` which one is expected at each place. */
function recognise(known: (text: string) => object | undefined, next: string[] = []): KnownTexts {
  const order = [...next];
  const element = (text: Buffer, values: number) => {
    const digest = createHash('sha256').update(text).digest('hex');
    return { text, digest, values, known: known(text.toString()) };
  };
  return {
    expected(bytes, at) {
      const text = order[0];
      if (text === undefined || bytes.toString('utf8', at, at + Buffer.byteLength(text)) !== text)
        return undefined;
      order.shift();
      return element(bytes.subarray(at, at + Buffer.byteLength(text)), 1);
    },
    of: element,
  };
}

const nothing = recognise(() => undefined);
const read = (text: string | Buffer, texts = nothing, limits = answerLimits) =>
  readListByKnownTexts(Buffer.from(text), limits, texts);

test('the objects of a list are found as they stand in the text, and the rest is read as it is', () => {
  const text = '{ "status_code" : 1000,"data" :\n[ {"a":"]}\\"{"} ,{"b":[{"c":[]},"é"]}\t], "timestamp":"t"}';
  const found = read(text);
  assert.deepEqual(found?.value, {
    status_code: 1000,
    data: [{ a: ']}"{' }, { b: [{ c: [] }, 'é'] }],
    timestamp: 't',
  });
  assert.deepEqual(
    found.elements.map((one) => [seen(one.text), one.values]),
    [
      ['{"a":"]}\\"{"}', 1],
      ['{"b":[{"c":[]},"é"]}', 5],
    ],
  );
});

test('a known object is not parsed, wherever it stands', () => {
  const text = '{"data":[{"a":1},{"b":"ü"},{"a":1}],"status_code":1000}';
  const stand = { stands: true };
  const one = recognise((own) => (own === '{"a":1}' ? stand : undefined));
  assert.deepEqual(read(text, one)?.value, { data: [stand, { b: 'ü' }, stand], status_code: 1000 });
  const other = recognise((own) => (own === '{"b":"ü"}' ? stand : undefined));
  assert.deepEqual(read(text, other)?.value.data, [{ a: 1 }, stand, { a: 1 }]);
  const all = recognise(() => stand, ['{"a":1}', '{"b":"ü"}']);
  assert.deepEqual(read(text, all)?.value.data, [stand, stand, stand]);
});

// biome-ignore format: a table
const declined: [what: string, text: string | Buffer][] = [
  ['no data',                          '{"status_code":1000}'],
  ['data that is no list',             '{"data":{"0":{}}}'],
  ['data that is null',                '{"data":null}'],
  ['a list of something else',         '{"data":[{},1]}'],
  ['a list of lists',                  '{"data":[[{}]]}'],
  ['data twice',                       '{"data":[{"a":1}],"data":[{"b":1}]}'],
  ['data twice, once as another',      '{"data":[{"a":1}],"data":1}'],
  ['data with an escape',              '{"data":[{"a":1}],"d\\u0061ta":[{"b":1}]}'],
  ['a list without an envelope',       '[{"a":1}]'],
  ['a byte order mark',                '\ufeff{"data":[{"a":1}]}'],
  ['a text that ends in an object',    '{"data":[{"a":1}, {"b":'],
  ['a text that ends in a string',     '{"data":[{"a":1}, {"b":"'],
  ['a text that ends behind an escape', '{"data":[{"a":1}, {"b":"\\'],
  ['a text that ends in the list',     '{"data":[{"a":1}'],
  ['a text that ends behind the list', '{"data":[{"a":1}]'],
  ['a comma behind the last object',   '{"data":[{"a":1},]}'],
  ['no comma between objects',         '{"data":[{"a":1} {"b":1}]}'],
  ['two commas',                       '{"data":[{"a":1},,{"b":1}]}'],
  ['brackets that do not fit',         '{"data":[{"a":[1}]}]}'],
  ['something behind it',              '{"data":[{"a":1}]} {}'],
  ['something before it',              'x{"data":[{"a":1}]}'],
  ['a name without a value',           '{"data":[{"a":1}],"b"}'],
  ['a comma behind the last member',   '{"data":[{"a":1}],}'],
  ['a line feed in a string',          '{"data":[{"a":1}],"b":"\n"}'],
  ['a name of the prototype',          '{"data":[{"__proto__":{"a":1}}]}'],
  ['bytes that are not UTF-8',         Buffer.from('{"data":[{"a":"\xff"}]}', 'latin1')],
  ['nothing',                          ''],
];

for (const [what, text] of declined)
  test(`${what} is left to the parser, however much of it is known`, () => {
    assert.equal(read(text), undefined);
    const stand = {};
    assert.equal(
      read(
        text,
        recognise((own) => (own === '{"a":1}' ? stand : undefined), ['{"a":1}']),
      ),
      undefined,
    );
  });

test('known objects count toward the limits as if they were parsed', () => {
  const text = '{"data":[{"a":[1,2]},{"b":2}],"c":[1]}';
  const stand = {};
  const known = recognise((own) => (own.startsWith('{"a"') ? stand : undefined));
  // Of the text itself, its two lists, both objects, the list in one of them, and four commas.
  for (const texts of [nothing, known]) {
    assert.ok(read(text, texts, { depth: 4, values: 10 }));
    assert.equal(read(text, texts, { depth: 4, values: 9 }), undefined);
    assert.equal(read(text, texts, { depth: 3, values: 10 }), undefined);
  }
});

const anyObject = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
const space = fc.stringMatching(/^[ \t\r\n]{0,2}$/);

test('of any page each object is found, and a page that is broken anywhere is never read as another', () => {
  const page = fc.record({
    objects: fc.array(anyObject, { maxLength: 5 }),
    before: anyObject,
    behind: anyObject,
    spaces: fc.tuple(space, space, space, space),
    indent: fc.nat({ max: 2 }),
    known: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    broken: fc.option(fc.tuple(fc.nat(), fc.constantFrom('', '"', '\\', '{', '}', ']', ',', ' ', '0'))),
  });
  fc.assert(
    fc.property(page, ({ objects, before, behind, spaces: [s, t, u, v], indent, known, broken }) => {
      const members = (of: object) =>
        Object.entries(of).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
      const texts = objects.map((object) => JSON.stringify(object, undefined, indent));
      const data = `"data"${s}:${t}[${texts.map((text) => u + text + v).join(',')}]`;
      let text = `${s}{${[...members(before), data, ...members(behind)].map((one) => t + one).join(u + ',')}${v}}`;
      if (broken) {
        const at = broken[0] % text.length;
        // Half of a surrogate pair is no text.
        text = Buffer.from(text.slice(0, at) + broken[1] + text.slice(at + 1)).toString();
      }
      const isKnown = new Map(texts.map((own, at) => [own, known[at] ? { own } : undefined]));
      for (const order of [[], texts]) {
        const found = read(
          text,
          recognise((own) => isKnown.get(own), order),
        );
        if (!found) continue;
        const whole = {
          ...found.value,
          data: found.value.data.map((one, at) =>
            found.elements[at]?.known ? JSON.parse(found.elements[at].text.toString()) : one,
          ),
        };
        assert.deepEqual(whole, JSON.parse(text));
        assert.deepEqual(
          found.elements.map((one) => JSON.parse(seen(one.text))),
          JSON.parse(text).data,
        );
        for (const { text: own, asWritten } of found.elements)
          if (asWritten) assert.equal(JSON.stringify(JSON.parse(seen(own))), seen(own));
      }
      const isUsual =
        !broken &&
        members({ ...before, ...behind }).every((one) => !/\\|^"data"|__proto__|constructor/.test(one)) &&
        !/__proto__|constructor/.test(text);
      if (isUsual) assert.ok(read(text));
    }),
    { numRuns: 2000 },
  );
});
