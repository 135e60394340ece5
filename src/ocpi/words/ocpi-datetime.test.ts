import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDay, parseDateTime } from './ocpi-datetime.ts';

test('a fraction of any length is cut to milliseconds @TRANS-63 @TRANS-77', () => {
  for (const [text, time] of [
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T00:00:01', 1000],
    ['1970-01-01T00:00:00.5Z', 500],
    ['1970-01-01T00:00:00.05', 50],
    ['1970-01-01T00:00:00.1239999Z', 123],
    [`1970-01-01T00:00:00.${'9'.repeat(5000)}Z`, 999],
  ] as const)
    assert.equal(parseDateTime(text), time, text.slice(0, 40));
});

test('a day that the calendar has not is no time @TRANS-77', () => {
  for (const day of ['2020-02-29', '2000-02-29', '2026-04-30', '0001-01-01', '9999-12-31']) {
    assert.ok(isDay(day), day);
    assert.equal(parseDateTime(`${day}T08:00:00Z`), Date.parse(`${day}T08:00:00Z`));
  }
  for (const day of [
    '2020-02-30',
    '2021-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
    '0000-01-01',
    '0000-02-29',
  ]) {
    assert.ok(!isDay(day), day);
    assert.equal(parseDateTime(`${day}T08:00:00Z`), undefined, day);
  }
  for (const time of ['T24:00:00Z', 'T08:60:00Z', 'T08:00:60Z', 'T08:00:00+00:00', ' 08:00:00Z'])
    assert.equal(parseDateTime(`2026-01-31${time}`), undefined, time);
});
