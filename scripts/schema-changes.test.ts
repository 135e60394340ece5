import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Schema } from '../src/ocpi/schemas/json-schema-type.ts';
import { changesSinceRelease, promisedNow, unlisted } from './changes-since-release.ts';
import { schemaChanges } from './schema-changes.ts';

const tariff = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'string', maxLength: 36 },
    text: { type: 'string' },
    kind: { enum: ['A', 'B'] },
    parts: { type: 'array', items: { $ref: '#/$defs/Part' }, minItems: 1 },
  },
};
const { properties } = tariff;

// biome-ignore format: a table
const rows: [words: string, now: object, breaking: boolean][] = [
  ['Tariff.price is new',                              { ...tariff, properties: { ...properties, price: { type: 'number' } } },               false],
  ['Tariff.price is new, and required',                { ...tariff, required: ['id', 'price'], properties: { ...properties, price: { type: 'number' } } }, true],
  ['Tariff.text is gone',                              { ...tariff, properties: { ...properties, text: undefined } },                         true],
  ['Tariff.text is required now',                      { ...tariff, required: ['id', 'text'] },                                               true],
  ['Tariff.id is optional now',                        { ...tariff, required: [] },                                                           true],
  ['Tariff.id maxLength is 20, was 36',                { ...tariff, properties: { ...properties, id: { type: 'string', maxLength: 20 } } },   true],
  ['Tariff.id maxLength is 39, was 36',                { ...tariff, properties: { ...properties, id: { type: 'string', maxLength: 39 } } },   false],
  ['Tariff.id has no maxLength any more',              { ...tariff, properties: { ...properties, id: { type: 'string' } } },                  false],
  ['Tariff.text pattern is "^a$" now',                 { ...tariff, properties: { ...properties, text: { type: 'string', pattern: '^a$' } } }, true],
  ['Tariff.text was "string", is "number"',            { ...tariff, properties: { ...properties, text: { type: 'number' } } },                true],
  ['Tariff.kind has C too',                            { ...tariff, properties: { ...properties, kind: { enum: ['A', 'B', 'C'] } } },         false],
  ['Tariff.kind has no B any more',                    { ...tariff, properties: { ...properties, kind: { enum: ['A'] } } },                   true],
  ['Tariff.parts[] was #/$defs/Part, is #/$defs/Bit',  { ...tariff, properties: { ...properties, parts: { ...properties.parts, items: { $ref: '#/$defs/Bit' } } } }, true],
  ['Tariff.parts minItems is 2, was 1',                { ...tariff, properties: { ...properties, parts: { ...properties.parts, minItems: 2 } } }, true],
];

for (const [words, now, breaking] of rows)
  test(`${words}: ${breaking ? 'breaking' : 'additive'}`, () => {
    const found = schemaChanges({ Tariff: tariff }, { Tariff: JSON.parse(JSON.stringify(now)) as Schema });
    assert.deepEqual(
      found.map((change) => [`${change.place} ${change.words}`, change.breaking]),
      [[words, breaking]],
    );
  });

test('objects come and go, and what stays the same is no change', () => {
  assert.deepEqual(schemaChanges({ A: tariff, B: tariff }, { B: tariff, C: tariff }), [
    { place: 'A', words: 'is gone', breaking: true },
    { place: 'C', words: 'is new', breaking: false },
  ]);
});

test('a breaking change has to stand in the newest section of the changelog', () => {
  const changes = [
    { place: '2.1.1 hub Location.name', words: 'is gone', breaking: true },
    { place: '2.1.1 hub Location.nick', words: 'is new', breaking: false },
  ];
  const older = '# Changelog\n\n## 0.2.0\n\n- More.\n\n## 0.1.0\n\n- `Location.name` goes.\n';
  assert.equal(unlisted(changes, older).length, 1);
  assert.match(unlisted(changes, older)[0] ?? '', /^2\.1\.1 hub Location\.name is gone: .*`Location\.name`/);
  assert.deepEqual(unlisted(changes, older.replace('More.', '`Location.name` is gone: read `title`.')), []);
});

test('the promise has every object of every version at both levels', () => {
  const { schemas } = promisedNow([]);
  assert.deepEqual(Object.keys(schemas), ['2.1.1 hub', '2.1.1 strict', '2.2.1 hub', '2.2.1 strict']);
  assert.ok('party_id' in (schemas['2.1.1 hub']?.Tariff?.properties ?? {}));
  assert.ok(!('party_id' in (schemas['2.1.1 strict']?.Tariff?.properties ?? {})));
});

test('a sentence of a step that changes breaks features, a new one does not', () => {
  const sentences = ['there is at least one', 'the operator accepts'];
  const changes = changesSinceRelease(
    { schemas: {}, sentences: ['there is at least one', 'the operator agrees'] },
    { schemas: {}, sentences },
  );
  assert.deepEqual(changes, [
    { place: 'the operator accepts', words: 'is no step any more', breaking: true },
    { place: 'the operator agrees', words: 'is a step now', breaking: false },
  ]);
  assert.equal(unlisted(changes, '# C\n\n## 1\n\n- New.\n').length, 1);
  assert.deepEqual(
    unlisted(changes, '# C\n\n## 1\n\n- `the operator accepts` is `the operator agrees` now.\n'),
    [],
  );
});
