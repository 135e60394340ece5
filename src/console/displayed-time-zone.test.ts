import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, dateTime } from './display-text.ts';
import { calendarTime, fromCalendar, zoneLabel } from './displayed-time-zone.ts';

const iso = '2026-07-01T22:30:05.007Z';

/** Chooses a time zone by writing the browser's storage. */
function choose(zone: string): void {
  const localStorage = { getItem: (key: string) => (key === 'ocpi-hub zone' ? zone : null) };
  Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });
}

// biome-ignore format: a table
const zones: [zone: string, label: string, whole: string, ofDay: string, field: string][] = [
  ['utc',   'UTC',  '1 Jul 2026, 22:30:05 UTC',  '22:30:05.007', '2026-07-01T22:30'],
  ['local', 'CEST', '2 Jul 2026, 00:30:05 CEST', '00:30:05.007', '2026-07-02T00:30'],
];

test('all times are in the chosen zone, and say which one it is', (t) => {
  const browsers = process.env.TZ;
  process.env.TZ = 'Europe/Madrid';
  t.after(() => {
    if (browsers === undefined) delete process.env.TZ;
    else process.env.TZ = browsers;
  });
  for (const [zone, label, whole, ofDay, field] of zones) {
    choose(zone);
    assert.deepEqual(
      [zoneLabel(Date.parse(iso)), dateTime(iso), clock(iso), calendarTime(iso)],
      [label, whole, ofDay, field],
    );
    assert.equal(fromCalendar(field), '2026-07-01T22:30:00.000Z');
  }
});

test('an empty field is no time', () => {
  assert.equal(fromCalendar(''), null);
  assert.equal(calendarTime(null), '');
});
