import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAt, dayBeside, isZone, startOfDay } from './days-in-time-zone.ts';

/**
 * Days and the moments at which they begin, from the tables of time zones: offsets before and after the clocks change.
 */
// biome-ignore format: a table
const days: [day: string, zone: string, start: string][] = [
  ['2026-01-31', 'UTC',                 '2026-01-31T00:00:00.000Z'],
  ['2026-01-31', 'Europe/Amsterdam',    '2026-01-30T23:00:00.000Z'],
  ['2026-07-01', 'Europe/Amsterdam',    '2026-06-30T22:00:00.000Z'],
  ['2026-03-29', 'Europe/Amsterdam',    '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Amsterdam',    '2026-03-29T22:00:00.000Z'],
  ['2026-06-01', 'America/Los_Angeles', '2026-06-01T07:00:00.000Z'],
  ['2026-01-01', 'Asia/Kathmandu',      '2025-12-31T18:15:00.000Z'],
  ['2026-01-01', 'Pacific/Kiritimati',  '2025-12-31T10:00:00.000Z'],
  // Clocks go from 0:00 to 1:00, so that the day begins at 1:00; or from 1:00 back to 0:00, so that midnight comes
  // twice.
  ['2018-11-04', 'America/Sao_Paulo',   '2018-11-04T03:00:00.000Z'],
  ['2026-11-01', 'America/Havana',      '2026-11-01T04:00:00.000Z'],
];

for (const [day, zone, start] of days)
  test(`${day} begins in ${zone} at ${start}`, () => {
    assert.equal(new Date(startOfDay(day, zone)).toISOString(), start);
    assert.equal(dayAt(Date.parse(start), zone), day);
    assert.equal(dayAt(Date.parse(start) - 1, zone), dayBeside(day, -1));
  });

test('days follow each other over the ends of months and years', () => {
  assert.deepEqual([dayBeside('2028-02-28', 1), dayBeside('2026-12-31', 1)], ['2028-02-29', '2027-01-01']);
  assert.equal(dayBeside('2026-03-01', -1), '2026-02-28');
});

test('a zone is known by its name', () => {
  for (const name of ['Europe/Amsterdam', 'UTC', 'Asia/Kathmandu']) assert.equal(isZone(name), true);
  for (const name of ['', 'Europe', 'Mars/Olympus', 'NL*ABC', '+01:00']) assert.equal(isZone(name), false);
});
