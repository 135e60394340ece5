import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tariff } from '../../src/ocpi/types.generated.ts';
import { costOf, type Usage } from './cost.ts';
import { tariffs } from './tariffs.ts';

const all = tariffs('2026-03-01T08:00:00Z');

function named(id: string): Tariff {
  const tariff = all.find((one) => one.id === id);
  assert.ok(tariff, id);
  return tariff;
}

/** On Wednesday 4 March 2026 at that UTC time, in Madrid (one hour ahead). */
function usage(time: string, wattHours: number, charging: number, parking = 0): Usage {
  return {
    start: Date.parse(`2026-03-04T${time}:00Z`),
    zone: 'Europe/Madrid',
    wattHours,
    chargingSeconds: charging,
    parkingSeconds: parking,
    power: 11,
  };
}

// Worked by hand.
// biome-ignore format: a table
const cases: [tariff: string, usage: Usage, cost: number, because: string][] = [
  ['TAR-ENERGY',    usage('10:00', 10_000, 3600),       3.9,     '10 kWh * 0.39'],
  ['TAR-ENERGY',    usage('10:00', 1, 1),               0.0004,  '0.001 kWh * 0.39 = 0.00039'],
  ['TAR-ENERGY',    usage('10:00', 0, 0),               0,       'nothing used'],
  ['TAR-TIME',      usage('10:00', 5000, 3600),         1.8,     '1 hour * 1.80'],
  ['TAR-TIME',      usage('10:00', 5000, 3601),         1.83,    '61 minutes begun: 3660 s * 1.80 / 3600'],
  ['TAR-TIME',      usage('10:00', 5000, 1800, 7200),   0.9,     'parking has no price'],
  ['TAR-FAST',      usage('10:00', 20_000, 1500),       11.5,    '0.50 + 20 * 0.55'],
  ['TAR-FAST',      usage('10:00', 20_000, 1500, 301),  12.5,    '0.50 + 11.00 + two steps of 300 s * 6.00 / 3600'],
  ['TAR-ULTRA',     usage('10:00', 10_001, 300),        6.9069,  'steps of 10 Wh: 10.010 kWh * 0.69'],
  ['TAR-STREET',    usage('10:00', 5000, 1800, 1),      1.8,     'half an hour * 1.20 + one step of 900 s * 4.80 / 3600'],
  ['TAR-DAY-NIGHT', usage('06:00', 10_000, 3600),       4.5,     '7 h in Madrid is day'],
  ['TAR-DAY-NIGHT', usage('05:59', 10_000, 3600),       2.9,     '6:59 h in Madrid is night'],
  ['TAR-DAY-NIGHT', usage('21:00', 10_000, 3600),       2.9,     '22 h in Madrid is night'],
  ['TAR-LONDON',    usage('10:00', 10_000, 3600),       4.9,     'a Wednesday: 10 * 0.49, no start fee'],
  ['TAR-LONDON',    { ...usage('10:00', 10_000, 3600), start: Date.parse('2026-03-07T10:00:00Z') }, 4.45, 'a Saturday: 0.25 + 10 * 0.42'],
  ['TAR-FREE',      usage('10:00', 10_000, 3600, 3600), 0,       'free'],
];

for (const [id, used, cost, because] of cases)
  test(`${id} costs ${cost}: ${because}`, () => assert.equal(costOf(named(id), used), cost));

test('each dimension has the first element with a price for it', () => {
  const tariff: Tariff = {
    ...named('TAR-ENERGY'),
    elements: [
      { price_components: [{ type: 'FLAT', price: 1, step_size: 1 }] },
      {
        price_components: [
          { type: 'FLAT', price: 5, step_size: 1 },
          { type: 'ENERGY', price: 0.2, step_size: 1 },
        ],
      },
    ],
  };
  assert.equal(costOf(tariff, usage('10:00', 10_000, 3600)), 3);
});

test('a restriction over midnight holds on both sides of it', () => {
  const tariff: Tariff = {
    ...named('TAR-ENERGY'),
    elements: [
      {
        price_components: [{ type: 'FLAT', price: 1, step_size: 1 }],
        restrictions: { start_time: '22:00', end_time: '07:00' },
      },
    ],
  };
  assert.equal(costOf(tariff, usage('22:30', 1000, 60)), 1);
  assert.equal(costOf(tariff, usage('03:00', 1000, 60)), 1);
  assert.equal(costOf(tariff, usage('12:00', 1000, 60)), 0);
});

test('dates, energy, power and duration restrict too', () => {
  const restricted = (restrictions: object): Tariff => ({
    ...named('TAR-ENERGY'),
    elements: [{ price_components: [{ type: 'FLAT', price: 1, step_size: 1 }], restrictions }],
  });
  const used = usage('10:00', 10_000, 3600, 600);
  const costs = (restrictions: object) => costOf(restricted(restrictions), used);
  assert.equal(costs({ start_date: '2026-03-04', end_date: '2026-03-05' }), 1);
  assert.equal(costs({ end_date: '2026-03-04' }), 0);
  assert.equal(costs({ min_kwh: 10, max_kwh: 10.1 }), 1);
  assert.equal(costs({ max_kwh: 10 }), 0);
  assert.equal(costs({ min_power: 11, max_power: 22 }), 1);
  assert.equal(costs({ min_power: 22 }), 0);
  assert.equal(costs({ min_duration: 4200 }), 1);
  assert.equal(costs({ max_duration: 4200 }), 0);
});
