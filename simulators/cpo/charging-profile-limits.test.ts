import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../src/ocpi/schemas/validation.ts';
import type { ChargingProfile, Connector } from '../../src/ocpi/types/2.1.1.generated.ts';
import { lengthOf, type Plan, readingAt } from './charging-power-over-time.ts';
import { activeProfile, curveOf, takeOver } from './charging-profile-limits.ts';

const now = Date.parse('2026-03-04T10:00:00Z');

/** Three phases of 230 V and 32 A: 22 080 W. */
const ac = { voltage: 230, amperage: 32, power_type: 'AC_3_PHASE' } as Connector;
const dc = { voltage: 400, amperage: 125, power_type: 'DC' } as Connector;

/** An hour on three phases of 230 V and 16 A: 11 040 W. */
const plan: Plan = { voltsOfAll: 690, amperes: 16, taper: [], wattHours: 11_040, parkingSeconds: 0 };

const profile = (given: Partial<ChargingProfile>): ChargingProfile => ({
  charging_rate_unit: 'W',
  charging_profile_period: [{ start_period: 0, limit: 5000 }],
  ...given,
});

test('without a start time a profile counts from the start of charging, and stays open without duration', () => {
  assert.deepEqual(curveOf(profile({}), ac, { seconds: 600, now }), {
    limits: [{ from: 0, watts: 5000 }],
    ends: Number.POSITIVE_INFINITY,
  });
});

test('a start time counts from the wall clock of the moment: two minutes ago is two minutes into the profile', () => {
  const given = profile({ start_date_time: '2026-03-04T09:58:00Z', duration: 300 });
  assert.deepEqual(curveOf(given, ac, { seconds: 600, now }), {
    limits: [
      { from: 480, watts: 5000 },
      { from: 780, watts: 22_080 },
    ],
    ends: 780,
  });
});

test('amperes are per phase', () => {
  const given = profile({
    charging_rate_unit: 'A',
    charging_profile_period: [{ start_period: 0, limit: 10 }],
  });
  assert.deepEqual(curveOf(given, ac, { seconds: 0, now }).limits, [{ from: 0, watts: 6900 }]);
  assert.deepEqual(curveOf(given, dc, { seconds: 0, now }).limits, [{ from: 0, watts: 4000 }]);
});

test('periods are taken in order, those beyond the duration not at all', () => {
  const given = profile({
    duration: 900,
    charging_profile_period: [
      { start_period: 600, limit: 2000 },
      { start_period: 0, limit: 3000 },
      { start_period: 900, limit: 1000 },
    ],
  });
  assert.deepEqual(curveOf(given, ac, { seconds: 0, now }).limits, [
    { from: 0, watts: 3000 },
    { from: 600, watts: 2000 },
    { from: 900, watts: 22_080 },
  ]);
});

test('kWh grow slower from the moment of the profile on, and what was charged before stays', () => {
  const limits = takeOver([], [{ from: 0, watts: 5520 }], ac, 1800);
  assert.deepEqual(limits, [{ from: 1800, watts: 5520 }]);
  assert.equal(readingAt({ ...plan, limits }, 1800).wattHours, 5520);
  assert.equal(readingAt({ ...plan, limits }, 3600).wattHours, 5520 + 2760);
});

test('a limited session lasts longer, until the car has what it came for', () => {
  const limits = takeOver([], [{ from: 0, watts: 5520 }], ac, 1800);
  assert.equal(lengthOf(plan), 3600);
  assert.equal(lengthOf({ ...plan, limits }), 1800 + 3600);
  assert.equal(readingAt({ ...plan, limits }, 5400).wattHours, 11_040);
});

test('a pause is time without charging; when it is over the car charges on', () => {
  const limits = curveOf(
    profile({ duration: 600, charging_profile_period: [{ start_period: 0, limit: 0 }] }),
    ac,
    { seconds: 0, now },
  ).limits;
  assert.equal(lengthOf({ ...plan, limits }), 4200);
  const reading = { wattHours: 11_040, chargingSeconds: 3600, parkingSeconds: 600 };
  assert.deepEqual(readingAt({ ...plan, limits }, 4200), reading);
});

test('nobody waits for a car that gets nothing longer than a day', () => {
  assert.equal(lengthOf({ ...plan, limits: [{ from: 600, watts: 0 }] }), 86_400);
});

test('the current is set in tenths of an ampere, never above the limit', () => {
  // 4000 W on 690 V are 5.797 A.
  assert.equal(readingAt({ ...plan, limits: [{ from: 0, watts: 4000 }] }, 3600).wattHours, 3933);
});

test('below min_charging_rate nothing flows', () => {
  const given = profile({
    min_charging_rate: 4200,
    charging_profile_period: [
      { start_period: 0, limit: 4199 },
      { start_period: 600, limit: 4200 },
    ],
  });
  assert.deepEqual(curveOf(given, ac, { seconds: 0, now }).limits, [
    { from: 0, watts: 0 },
    { from: 600, watts: 4200 },
  ]);
});

test('a limit above what the car takes changes nothing', () => {
  const limits = takeOver([], [{ from: 0, watts: 20_000 }], ac, 0);
  assert.equal(lengthOf({ ...plan, limits }), 3600);
});

test('a second profile takes over from the first', () => {
  const first = takeOver([], [{ from: 0, watts: 5520 }], ac, 0);
  const second = takeOver(first, [{ from: 0, watts: 1380 }], ac, 1800);
  assert.equal(readingAt({ ...plan, limits: second }, 3600).wattHours, 2760 + 690);
});

test('the active profile begins now, is cut to the time asked for and never exceeds the EVSE', () => {
  const limits = [
    { from: 0, watts: 50_000 },
    { from: 900, watts: 6900 },
    { from: 1800, watts: 1000 },
  ];
  const active = activeProfile(limits, ac, 'A', { seconds: 600, now }, 900);
  assert.deepEqual(active, {
    start_date_time: '2026-03-04T10:00:00Z',
    charging_profile: {
      start_date_time: '2026-03-04T10:00:00Z',
      duration: 900,
      charging_rate_unit: 'A',
      charging_profile_period: [
        { start_period: 0, limit: 32 },
        { start_period: 300, limit: 10 },
      ],
    },
  });
  assert.deepEqual(check('active-charging-profile', active), []);
});

test('without a profile the active one shows the maximum of the EVSE (@CP-15)', () => {
  const periods = (limits: { from: number; watts: number }[]) =>
    activeProfile(limits, ac, 'W', { seconds: 600, now }, 900).charging_profile.charging_profile_period;
  assert.deepEqual(periods([]), [{ start_period: 0, limit: 22_080 }]);
  const over = curveOf(profile({ duration: 300 }), ac, { seconds: 0, now }).limits;
  assert.deepEqual(periods(over), [{ start_period: 0, limit: 22_080 }]);
});
