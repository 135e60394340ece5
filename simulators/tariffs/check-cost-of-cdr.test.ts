import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CDR, CdrDimension, Location } from '../../src/ocpi/types/2.1.1.generated.ts';
import { checkCdr } from './check-cost-of-cdr.ts';
import { tariff } from './sample-tariffs.ts';

/** The Location of the test CDRs, with only the fields that matter to the cost. */
const nowhere = { id: 'LOC1', address: 'Gran Via 28', city: 'Madrid' } as Location;
const madrid: Location = { ...nowhere, time_zone: 'Europe/Madrid' };

/** A CDR from elsewhere: its periods as `TIME 0.5, ENERGY 5` after their start, on 4 March 2026. */
function cdr(periods: [start: string, dimensions: string, tariff_id?: string][], stated: Partial<CDR>): CDR {
  return {
    id: 'CDR1',
    start_date_time: `2026-03-04T${periods[0]?.[0]}:00Z`,
    stop_date_time: '2026-03-04T12:00:00Z',
    auth_id: 'C1',
    auth_method: 'WHITELIST',
    location: madrid,
    currency: 'EUR',
    charging_periods: periods.map(([start, dimensions, tariff_id]) => ({
      start_date_time: `2026-03-04T${start}:00Z`,
      dimensions: dimensions.split(', ').map((text) => {
        const [type, volume] = text.split(' ');
        return { type, volume: Number(volume) } as CdrDimension;
      }),
      ...(tariff_id ? { tariff_id } : {}),
    })),
    total_cost: 0,
    total_energy: 0,
    total_time: 2,
    last_updated: '2026-03-04T12:00:00Z',
    ...stated,
  };
}

const fast = tariff([['FLAT 0.5, ENERGY 0.55, PARKING_TIME 6 /300']], 'FAST');

test('a CDR that costs what it should agrees, also where it was rounded to the cent', () => {
  // 0.50 + 20.013 * 0.55 = 11.50715, + 30 min * 6 = 14.50715
  const whole = cdr(
    [
      ['10:00', 'TIME 1.5, ENERGY 20.013'],
      ['11:30', 'PARKING_TIME 0.5'],
    ],
    {
      total_energy: 20.013,
      total_parking_time: 0.5,
    },
  );
  for (const total_cost of [14.5072, 14.51]) {
    const found = checkCdr({ ...whole, total_cost }, [fast]);
    assert.deepEqual(
      [found.cost_expected, found.agrees, found.findings],
      [14.5072, true, []],
      `${total_cost}`,
    );
  }
});

test('half a cent apart agrees, more does not', () => {
  const whole = cdr([['10:00', 'TIME 2, ENERGY 20']], { total_energy: 20, tariffs: [fast] });
  const agrees = (total_cost: number) => checkCdr({ ...whole, total_cost }).agrees;
  const costs = [11.494, 11.495, 11.5, 11.505, 11.506, 11.51];
  assert.deepEqual(costs.map(agrees), [false, true, true, true, false, false]);
});

test('a CDR that costs something else tells by how much', () => {
  const whole = cdr([['10:00', 'TIME 2, ENERGY 20']], { total_energy: 20, total_cost: 12, tariffs: [fast] });
  const { cost_expected, cost_stated, difference, agrees, breakdown } = checkCdr(whole);
  assert.deepEqual([cost_expected, cost_stated, difference, agrees], [11.5, 12, 0.5, false]);
  assert.deepEqual(
    breakdown.map(({ type, cost }) => [type, cost]),
    [
      ['FLAT', 0.5],
      ['ENERGY', 11],
    ],
  );
});

test('totals that the periods do not add up to, and another currency, are found (@CDR-15)', () => {
  const whole = cdr(
    [
      ['10:00', 'TIME 1.5, ENERGY 20'],
      ['11:30', 'PARKING_TIME 0.5'],
    ],
    {
      total_energy: 21,
      total_time: 2.5,
      total_parking_time: 0.75,
      currency: 'GBP',
    },
  );
  assert.deepEqual(checkCdr(whole, [fast]).findings, [
    { pointer: '/currency', message: 'is "GBP", that of tariff FAST "EUR"' },
    { pointer: '/total_energy', message: 'is 21, its periods come to 20' },
    { pointer: '/total_time', message: 'is 2.5, its periods come to 2' },
    { pointer: '/total_parking_time', message: 'is 0.75, its periods come to 0.5' },
  ]);
  assert.deepEqual(checkCdr({ ...whole, currency: 'EUR' }, []).findings[0], {
    pointer: '/tariffs',
    message: 'names no tariff to compute with',
  });
});

test('one long period is cut where prices change: 22 h in Madrid is 21 h UTC', () => {
  const given = tariff([['ENERGY 0.45', { start_time: '07:00', end_time: '22:00' }], ['ENERGY 0.29']]);
  const whole = cdr([['20:30', 'ENERGY 10']], { stop_date_time: '2026-03-04T21:30:00Z', total_time: 1 });
  assert.equal(checkCdr(whole, [given]).cost_expected, 3.7);
});

test('a period names its tariff', () => {
  const dear = tariff([['ENERGY 1']], 'DEAR');
  const whole = cdr(
    [
      ['10:00', 'TIME 1, ENERGY 10', 'FAST'],
      ['11:00', 'TIME 1, ENERGY 10', 'DEAR'],
    ],
    {},
  );
  assert.equal(checkCdr(whole, [fast, dear]).cost_expected, 0.5 + 5.5 + 10);
});

test('hours of three decimals are taken to the second: the example of OCPI, 1.973 h at 2.00 in blocks of 5 min', () => {
  const given = tariff([['TIME 2 /300']]);
  const whole = cdr([['10:00', 'TIME 1.973']], { total_cost: 4, total_time: 1.973 });
  assert.equal(checkCdr(whole, [given]).cost_expected, 4);
});

test('without a zone the clock is read in UTC, which is said', () => {
  const given = tariff([['ENERGY 1', { start_time: '10:00', end_time: '12:00' }]]);
  const whole = cdr([['10:00', 'ENERGY 10']], { location: nowhere });
  const { cost_expected, assumptions } = checkCdr(whole, [given]);
  assert.equal(cost_expected, 10);
  assert.deepEqual(assumptions, [
    'times of day and dates are UTC, since the time zone of the Location is not given',
  ]);
});

test('the noise of binary sums begins no step', () => {
  // 1.1 + 2.2 is 3.3000000000000003 in binary: 33 steps of 0.1 kWh, 3.3 * 0.5 = 1.65
  const found = checkCdr(
    cdr([['10:00', `TIME 2, ENERGY ${1.1 + 2.2}`]], { total_energy: 3.3, total_cost: 1.65 }),
    [tariff([['ENERGY 0.5 /100']], 'STEPS')],
  );
  assert.deepEqual([found.breakdown[0]?.billed, found.cost_expected, found.agrees], [3300, 1.65, true]);
});

test('a minute that the times of a tariff leave without a price is told, a longer time is meant', () => {
  const findings = (...windows: [start?: string, end?: string][]) =>
    checkCdr(cdr([['10:00', 'TIME 2']], { total_cost: 12 }), [
      tariff(
        windows.map(([start_time, end_time]) => ['TIME 6 /60', { start_time, end_time }]),
        'DAY',
      ),
    ]).findings.map(({ pointer }) => pointer);
  const end = (element: number) => `/tariffs/0/elements/${element}/restrictions/end_time`;
  assert.deepEqual(findings(['00:00', '23:59']), [end(0)]);
  assert.deepEqual(findings(['00:00', '11:59'], ['12:00', '23:59']), [end(0), end(1)]);
  assert.deepEqual(findings(['07:00', '21:59'], ['22:00', '06:59']), [end(0), end(1)]);
  for (const whole of [
    [['00:00', '00:00']],
    [
      ['07:00', '22:00'],
      ['22:00', '07:00'],
    ],
    [['07:00', '22:00']],
    [[]],
  ])
    assert.deepEqual(findings(...(whole as [string, string][])), [], JSON.stringify(whole));
});

test('a credit is told as such, and compared with what it takes back', () => {
  const given = cdr([['10:00', 'TIME 2, ENERGY 10']], { total_energy: 10, total_cost: -3.9 });
  const found = checkCdr(given, [tariff([['ENERGY 0.39']], 'KWH')]);
  assert.deepEqual([found.credit, found.cost_expected, found.difference, found.agrees], [true, 3.9, 0, true]);
  const other = checkCdr({ ...given, total_cost: -4 }, [tariff([['ENERGY 0.39']], 'KWH')]);
  assert.deepEqual([other.difference, other.agrees], [0.1, false]);
  assert.equal(checkCdr({ ...given, total_cost: 3.9 }, [tariff([['ENERGY 0.39']], 'KWH')]).credit, false);
});
