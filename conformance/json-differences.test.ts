import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences } from './json-differences.ts';

const evse = (uid: string, status = 'AVAILABLE') => ({ uid, status });

// biome-ignore format: a table
const rows: [what: string, wanted: unknown, got: unknown, pointers: string[]][] = [
  ['the same',                             { id: 'L1', name: 'x' },                  { id: 'L1', name: 'x' },              []],
  ['another text',                         { id: 'L1', name: 'x' },                  { id: 'L1', name: 'y' },              ['/name']],
  ['a field that is missing',              { id: 'L1', name: 'x' },                  { id: 'L1' },                         ['/name']],
  ['fields beyond those wanted',           { id: 'L1' },                             { id: 'L1', name: 'x' },              []],
  ['a field that was cleared, and stands', { name: null },                           { name: 'x' },                        ['/name']],
  ['null, an empty list, and nothing',     { a: null, b: [], c: undefined },         { b: null, c: [] },                   []],
  ['a list that is longer',                { evses: [evse('1')] },                   { evses: [evse('1'), evse('2')] },    ['/evses']],
  ['a list that is shorter',               { evses: [evse('1'), evse('2')] },        { evses: [evse('1')] },               ['/evses']],
  ['EVSEs in another order',               { evses: [evse('1'), evse('2')] },        { evses: [evse('2'), evse('1')] },    []],
  ['an EVSE that has changed',             { evses: [evse('1'), evse('2')] },        { evses: [evse('2', 'CHARGING'), evse('1')] }, ['/evses/0/status']],
  ['texts in another order',               { facilities: ['WIFI', 'MALL'] },         { facilities: ['MALL', 'WIFI'] },     ['/facilities/0', '/facilities/1']],
  ['an instant written otherwise',         { at: '2026-03-01T12:00:00Z' },           { at: '2026-03-01T12:00:00.000' },    []],
  ['another instant',                      { at: '2026-03-01T12:00:00Z' },           { at: '2026-03-01T12:00:01Z' },       ['/at']],
  ['a degree with more digits',            { latitude: '52.37310' },                 { latitude: '52.3731000' },           []],
  ['another degree',                       { latitude: '52.37310' },                 { latitude: '52.37311' },             ['/latitude']],
  ['a number as text',                     { price: 2 },                             { price: '2' },                       ['/price']],
  ['no object',                            { a: { b: 1 } },                          { a: [1] },                           ['/a']],
];

for (const [what, wanted, got, pointers] of rows)
  test(`${what}: ${pointers.length === 0 ? 'says the same' : pointers.join(', ')}`, () => {
    assert.deepEqual(
      differences(wanted, got).map(({ pointer }) => pointer),
      pointers,
    );
  });

test('what is told apart otherwise is left out', () => {
  assert.deepEqual(differences({ a: { status: 1 } }, { a: { status: 2 } }, ['status']), []);
});
