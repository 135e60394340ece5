import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryAt, membersAt, withWordsAt } from './positions-in-json-text.ts';

const said = (json: Buffer, { from, to }: { from: number; to: number }) => json.toString('utf8', from, to);

// biome-ignore format: a table
const members: [text: string, names: string[], values: string[] | undefined][] = [
  ['{}',                                  ['a'],      undefined],
  ['{"a":1}',                             ['a'],      ['1']],
  ['{"ab":1,"b":2}',                      ['a'],      undefined],
  ['{"a":-1.5e3,"b":null}',               ['b', 'a'], ['null', '-1.5e3']],
  ['{"b":{"a":1},"a":[1,{"a":2}]}',       ['a', 'b'], ['[1,{"a":2}]', '{"a":1}']],
  ['{"x":"\\"a\\":1,","a":"}"}',          ['a', 'x'], ['"}"', '"\\"a\\":1,"']],
  ['{"x":"\\\\","a":"é"}',                ['a'],      ['"é"']],
  ['{"x":[],"y":{},"a":""}',              ['a', 'y'], ['""', '{}']],
  ['{ "a":1}',                            ['a'],      undefined],
  ['{"a" :1}',                            ['a'],      undefined],
  ['[{"a":1}]',                           ['a'],      undefined],
  ['{"b":1',                              ['a'],      undefined],
  ['{"a',                                 ['a'],      undefined],
];

for (const [text, names, values] of members)
  test(`the members ${names.join()} of ${text}`, () => {
    const json = Buffer.from(text);
    assert.deepEqual(
      membersAt(json, 0, names)?.map((place) => said(json, place)),
      values,
    );
  });

// biome-ignore format: a table
const lists: [text: string, entries: string[]][] = [
  ['[]',                           []],
  ['[1]',                          ['1']],
  ['["],[",{"a":[1,2]},[[]],true]', ['"],["', '{"a":[1,2]}', '[[]]', 'true']],
  ['[1, 2]',                       ['1', ' 2']],
  ['{"a":1}',                      []],
];

for (const [text, entries] of lists)
  test(`the entries of ${text}`, () => {
    const json = Buffer.from(text);
    const seen: number[] = [];
    assert.equal(
      entryAt(json, 0, (from) => seen.push(from) < 0),
      undefined,
    );
    const places = seen.map((from) => entryAt(json, 0, (one) => one === from)!);
    assert.deepEqual(
      places.map((place) => said(json, place)),
      entries,
    );
  });

test('words are put into places in any order', () => {
  const edits = [
    { at: { from: 4, to: 5 }, words: 'four' },
    { at: { from: 1, to: 2 }, words: '' },
  ];
  assert.equal(withWordsAt(Buffer.from('012345'), edits).toString(), '023four5');
  assert.equal(withWordsAt(Buffer.from('012345'), []).toString(), '012345');
});
