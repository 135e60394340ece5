import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ToHeaders, toHeadersBy } from './detect-to-header-support.ts';

const old = (id: string, more: object = {}) => ({ id, last_updated: '2026-01-01T00:00:00Z', ...more });
const young = (id: string, more: object = {}) => ({ id, last_updated: '2026-03-01T12:00:05Z', ...more });
const since = Date.parse('2026-03-01T12:00:00Z');

/** The first pages of two parties of a platform, and the expected result of their comparison. */
const rows: [what: string, one: unknown[], other: unknown[], is: ToHeaders | undefined][] = [
  ['the same', [old('A'), old('B')], [old('A'), old('B')], 'ignores'],
  ['the same in another order', [old('A'), old('B')], [old('B'), old('A')], 'ignores'],
  [
    'the same, one changed in between',
    [old('A'), old('B'), old('C')],
    [old('A'), young('B'), old('C')],
    'ignores',
  ],
  ['the same, the only one changed in between', [old('A')], [young('A')], 'ignores'],
  ['the same, one new in between', [old('A')], [old('A'), young('B')], 'ignores'],
  ['other objects', [old('A')], [old('B')], 'heeds'],
  ['the same id with other contents', [old('A', { name: 1 })], [old('A', { name: 2 })], 'heeds'],
  ['the same id of another owner', [old('A', { party_id: 'ABC' })], [old('A', { party_id: 'ABD' })], 'heeds'],
  ['one in common of two', [old('A'), old('B')], [old('A'), old('C')], 'heeds'],
  ['one in common of three', [old('A'), old('B')], [old('A'), old('C'), old('D')], 'heeds'],
  ['something, and nothing', [old('A')], [], 'heeds'],
  ['nothing, and something', [], [old('A')], 'heeds'],
  ['nothing, twice', [], [], undefined],
  ['nothing, and what is new in between', [], [young('A')], undefined],
  ['new ones, different each time', [young('A')], [young('B')], undefined],
  ['no objects at all', [null, 5], [null, 5], 'ignores'],
];

for (const [what, one, other, is] of rows)
  test(`a platform that lists ${what} for two parties ${is ? `${is} To headers` : 'may do either'} @SYNC-18`, () => {
    assert.equal(toHeadersBy(one, other, since, 'id'), is);
  });
