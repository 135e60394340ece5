import assert from 'node:assert/strict';
import { test } from 'node:test';
import { powerOf } from './power-of-charging-periods.ts';

test('a session is as strong as its energy by its time, period by period', () => {
  const start_date_time = '2026-01-01T00:00:00Z';
  const steps = powerOf([
    {
      start_date_time,
      dimensions: [
        { type: 'ENERGY', volume: 2.75 },
        { type: 'TIME', volume: 0.25 },
      ],
    },
    { start_date_time, dimensions: [{ type: 'PARKING_TIME', volume: 0.5 }] },
    {
      start_date_time,
      dimensions: [
        { type: 'ENERGY', volume: 0 },
        { type: 'TIME', volume: 0 },
      ],
    },
  ]);
  assert.deepEqual(steps, [
    { hours: 0.25, kw: 11 },
    { hours: 0.5, kw: 0 },
  ]);
});
