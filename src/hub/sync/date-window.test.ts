import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Mark, markOf, windowOf } from './date-window.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const at = (now: number, last?: Mark, needsFrom = false) =>
  windowOf(last, { now, overlap: 60_000, needsFrom });

test('the end of a window is the next full second @SYNC-17', () => {
  assert.equal(at(noon + 1).to, '2026-03-01T12:00:01Z');
  assert.equal(at(noon + 999).to, '2026-03-01T12:00:01Z');
  assert.equal(at(noon).to, '2026-03-01T12:00:00Z');
});

test('without a mark a window has no beginning, or that of all time where one is asked for @SYNC-02 @SYNC-03', () => {
  assert.equal(at(noon).from, null);
  assert.equal(at(noon, undefined, true).from, '1970-01-01T00:00:00Z');
});

/** Pulls that start at noon by the hub's clock: the times from the partner, and the beginning of the next window. */
const clocks: [what: string, timestamps: (string | undefined)[], from: string][] = [
  ['a clock that agrees', ['2026-03-01T12:00:00Z'], '2026-03-01T11:59:00Z'],
  ['a clock ten minutes behind', ['2026-03-01T11:50:00Z'], '2026-03-01T11:49:00Z'],
  ['a clock ten minutes ahead', ['2026-03-01T12:10:00Z'], '2026-03-01T11:59:00Z'],
  ['fractions', ['2026-03-01T11:50:00.987Z'], '2026-03-01T11:49:00Z'],
  ['no Z', ['2026-03-01T11:50:00'], '2026-03-01T11:49:00Z'],
  ['an offset', ['2026-03-01T12:50:00+01:00'], '2026-03-01T11:49:00Z'],
  [
    'two parties, the second behind',
    ['2026-03-01T12:00:00Z', '2026-03-01T11:58:30Z'],
    '2026-03-01T11:57:30Z',
  ],
  ['no time at all', [undefined], '2026-03-01T11:59:00Z'],
  ['words', ['noon'], '2026-03-01T11:59:00Z'],
];

for (const [what, timestamps, from] of clocks)
  test(`after a partner with ${what} the next window begins at ${from} @SYNC-17`, () => {
    assert.equal(at(noon + 3_600_000, markOf(noon, timestamps)).from, from);
  });

test('a mark of an earlier version is the end of its window', () => {
  assert.equal(at(noon, { date_to: '2026-03-01T01:00:00Z' }).from, '2026-03-01T00:59:00Z');
});
