import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tariff } from '../../src/ocpi/types/2.1.1.generated.ts';
import { hours, periodsOf } from './charging-periods.ts';
import type { Plan } from './charging-power-over-time.ts';

const start = Date.parse('2026-03-04T21:30:00Z');
/** A plan of 16 A at 230 V on one phase, 3.68 kW: after an hour the car is full, and it stays ten minutes. */
const plan: Plan = { voltsOfAll: 230, amperes: 16, taper: [], wattHours: 3680, parkingSeconds: 600 };
const price = (from: string, until: string, amount: number) => ({
  price_components: [{ type: 'ENERGY' as const, price: amount, step_size: 1 }],
  restrictions: { start_time: from, end_time: until },
});
const night = {
  ...{ id: 'T1', currency: 'EUR', last_updated: '2026-01-01T00:00:00Z' },
  elements: [price('06:00', '22:10', 0.5), price('22:10', '06:00', 0.3)],
} as Tariff;

const begins = (seconds: number, tariff?: Tariff) =>
  periodsOf(plan, { start, zone: 'Etc/UTC', ...(tariff ? { tariff } : {}) }, seconds).map(
    ({ start_date_time }) => start_date_time.slice(11, 16),
  );

test('a period begins every quarter of an hour, and where the current changes', () => {
  assert.deepEqual(begins(4200), ['21:30', '21:45', '22:00', '22:15', '22:30']);
  assert.deepEqual(begins(1000), ['21:30', '21:45']);
});

test('and where other prices hold, so that one price holds within each', () => {
  assert.deepEqual(begins(3600, night), ['21:30', '21:45', '22:00', '22:10', '22:15']);
});

test('while the car stays full its time is parking time, and nothing flows', () => {
  const last = periodsOf(plan, { start, zone: 'Etc/UTC' }, 4200).at(-1);
  assert.deepEqual(last?.dimensions, [{ type: 'PARKING_TIME', volume: 0.1667 }]);
  const first = periodsOf(plan, { start, zone: 'Etc/UTC' }, 4200)[0];
  assert.deepEqual(first?.dimensions, [
    { type: 'ENERGY', volume: 0.92 },
    { type: 'TIME', volume: 0.25 },
    { type: 'MIN_CURRENT', volume: 16 },
    { type: 'MAX_CURRENT', volume: 16 },
  ]);
});

test('hours have four decimals', () => {
  assert.deepEqual([hours(1), hours(3600), hours(1200)], [0.0003, 1, 0.3333]);
});
