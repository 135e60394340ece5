import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TariffRestrictions } from '../../src/ocpi/types/2.1.1.generated.ts';
import { costOf, turnsOf } from './cost-of-session.ts';
import { course, type Part, type Prices, tariff } from './sample-tariffs.ts';

type Case = [
  because: string,
  elements: [Prices, TariffRestrictions?][],
  start: string,
  parts: Part[],
  cost: number,
  zone?: string,
];

const day: TariffRestrictions = { start_time: '07:00', end_time: '22:00' };
const night: TariffRestrictions = { start_time: '22:00', end_time: '06:00' };
const weekdays: TariffRestrictions['day_of_week'] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
const hour = 3600;

// The expected costs are computed by hand; the working stands in the row. In winter Madrid is an hour ahead of UTC, in
// summer two. 4 March 2026 is a Wednesday, 6 March a Friday, 7 March a Saturday.
// biome-ignore format: a table
const cases: Case[] = [
  // ENERGY
  ['10 kWh * 0.39',                                            [['ENERGY 0.39']], '2026-03-04T10:00:00Z', [[hour, 10_000]], 3.9],
  ['0.001 kWh * 0.39 = 0.00039, rounded to four decimals',     [['ENERGY 0.39']], '2026-03-04T10:00:00Z', [[1, 1]], 0.0004],
  ['nothing was used',                                         [['ENERGY 0.39']], '2026-03-04T10:00:00Z', [[0, 0]], 0],
  ['10.001 kWh in steps of 10 Wh: 10.010 * 0.69',              [['ENERGY 0.69 /10']], '2026-03-04T10:00:00Z', [[hour, 10_001]], 6.9069],
  ['5 kWh in steps of 5 kWh: just one, 5 * 0.3',               [['ENERGY 0.3 /5000']], '2026-03-04T10:00:00Z', [[hour, 5000]], 1.5],
  ['1.1 * 3 = 3.3, not the 3.3000000000000003 of binary',      [['ENERGY 1.1']], '2026-03-04T10:00:00Z', [[hour, 3000]], 3.3],
  // TIME and PARKING_TIME
  ['an hour * 1.80',                                           [['TIME 1.8 /60']], '2026-03-04T10:00:00Z', [[hour, 5000]], 1.8],
  ['61 minutes begun: 3660 s * 1.80 / 3600',                   [['TIME 1.8 /60']], '2026-03-04T10:00:00Z', [[3601, 5000]], 1.83],
  ['6 minutes in blocks of 5 are 10: 600 s * 2 / 3600',        [['TIME 2 /300']], '2026-03-04T10:00:00Z', [[360, 1000]], 0.3333],
  ['parking has no price here: half an hour * 1.80',           [['TIME 1.8 /60']], '2026-03-04T10:00:00Z', [[1800, 5000], [7200, null]], 0.9],
  ['charging has none: 1 s of parking is a quarter * 4.80',    [['PARKING_TIME 4.8 /900']], '2026-03-04T10:00:00Z', [[1800, 5000], [1, null]], 1.2],
  ['step_size 0 is billed by the second: 3599 * 3.6 / 3600',   [['TIME 3.6 /0']], '2026-03-04T10:00:00Z', [[3599, 5000]], 3.599],
  ['two pauses add up before the steps: 2 * 100 s are 300 s',  [['PARKING_TIME 12 /300']], '2026-03-04T10:00:00Z', [[60, 9], [100, null], [60, 9], [100, null]], 1],
  // FLAT
  ['2.50 once, however long and in however many parts',        [['FLAT 2.5']], '2026-03-04T10:00:00Z', [[hour, 5000], [hour, null], [hour, 5000]], 2.5],
  ['free of charge',                                           [['FLAT 0 /0']], '2026-03-04T10:00:00Z', [[hour, 10_000], [hour, null]], 0],
  ['0.50 + 20 * 0.55 + two steps of 300 s * 6 / 3600',         [['FLAT 0.5, ENERGY 0.55, PARKING_TIME 6 /300']], '2026-03-04T10:00:00Z', [[1500, 20_000], [301, null]], 12.5],
  ['5 when it lasts an hour or more, and so it does',          [['FLAT 5', { min_duration: hour }], ['ENERGY 0.1']], '2026-03-04T10:00:00Z', [[hour, 1000], [1, 0]], 5.1],
  ['5 when it lasts an hour or more, which it does not',       [['FLAT 5', { min_duration: hour }], ['ENERGY 0.1']], '2026-03-04T10:00:00Z', [[hour, 1000]], 0.1],
  // several elements
  ['the first with a price for a dimension: 1 + 10 * 0.2',     [['FLAT 1'], ['FLAT 5, ENERGY 0.2']], '2026-03-04T10:00:00Z', [[hour, 10_000]], 3],
  ['an element that does not hold leaves its dimensions',      [['ENERGY 9', { max_kwh: 0 }], ['ENERGY 0.2']], '2026-03-04T10:00:00Z', [[hour, 10_000]], 2],
  ['a tariff without fallback: outside its hours it is free',  [['ENERGY 1', day]], '2026-03-04T22:00:00Z', [[hour, 10_000]], 0],
  // time of day, in the zone of the place
  ['7 h in Madrid is day: 10 * 0.45',                          [['ENERGY 0.45', day], ['ENERGY 0.29']], '2026-03-04T06:00:00Z', [[hour, 10_000]], 4.5],
  ['22 h in Madrid is night: 10 * 0.29',                       [['ENERGY 0.45', day], ['ENERGY 0.29']], '2026-03-04T21:00:00Z', [[hour, 10_000]], 2.9],
  ['half before 22 h, half after: 5 * 0.45 + 5 * 0.29',        [['ENERGY 0.45', day], ['ENERGY 0.29']], '2026-03-04T20:30:00Z', [[hour, 10_000]], 3.7],
  ['in London, an hour behind, all of it is day: 10 * 0.45',   [['ENERGY 0.45', day], ['ENERGY 0.29']], '2026-03-04T20:30:00Z', [[hour, 10_000]], 4.5, 'Europe/London'],
  ['over midnight, 21:30 to 6:30: 8 of 9 hours * 3',           [['TIME 3', night]], '2026-03-04T20:30:00Z', [[9 * hour, 9000]], 24],
  ['until 8 h only: half an hour * 2',                         [['TIME 2', { end_time: '08:00' }]], '2026-03-04T06:30:00Z', [[hour, 1000]], 1],
  ['from 8 h only, to midnight: half an hour * 2',             [['TIME 2', { start_time: '08:00' }]], '2026-03-04T06:30:00Z', [[hour, 1000]], 1],
  ['each price in blocks of its own: 100 s of 22:00 and 100 s after it are an hour each', [['TIME 2 /3600', day], ['TIME 1 /3600']], '2026-03-04T20:58:20Z', [[200, 500]], 3],
  // DST: on 29 March 2026 2:00 is 3:00 in Madrid, on 25 October 3:00 is 2:00 again
  ['spring: 1:30 to 3:30 is one hour; 30 min * 2 + 30 min * 4', [['TIME 2', { end_time: '02:00' }], ['TIME 4']], '2026-03-29T00:30:00Z', [[hour, 1000]], 3],
  ['spring: the hour from 2 to 3 never comes',                 [['TIME 100', { start_time: '02:00', end_time: '03:00' }], ['TIME 1']], '2026-03-29T00:30:00Z', [[hour, 1000]], 1],
  ['autumn: the hour from 2 to 3 comes twice: 2 h * 3 + 1 h * 1', [['TIME 3', { start_time: '02:00', end_time: '03:00' }], ['TIME 1']], '2026-10-24T23:30:00Z', [[3 * hour, 1000]], 7],
  // weekdays and dates
  ['Wednesday: 10 * 0.49, no fee',                             [['FLAT 0.25, ENERGY 0.42', { day_of_week: ['SATURDAY', 'SUNDAY'] }], ['ENERGY 0.49']], '2026-03-04T10:00:00Z', [[hour, 10_000]], 4.9],
  ['Saturday: 0.25 + 10 * 0.42',                               [['FLAT 0.25, ENERGY 0.42', { day_of_week: ['SATURDAY', 'SUNDAY'] }], ['ENERGY 0.49']], '2026-03-07T10:00:00Z', [[hour, 10_000]], 4.45],
  ['Friday to Saturday at midnight in Madrid: 5 * 0.49 + 5 * 0.42 + 0.25', [['FLAT 0.25, ENERGY 0.42', { day_of_week: ['SATURDAY', 'SUNDAY'] }], ['ENERGY 0.49']], '2026-03-06T22:30:00Z', [[hour, 10_000]], 4.8],
  ['from 4 March on and before 5 March: the second half hour * 2', [['TIME 2', { start_date: '2026-03-04', end_date: '2026-03-05' }]], '2026-03-03T22:30:00Z', [[hour, 1000]], 1],
  ['before 4 March, that day excluded: the first half hour * 2', [['TIME 2', { end_date: '2026-03-04' }]], '2026-03-03T22:30:00Z', [[hour, 1000]], 1],
  ['nights that begin on Friday are over at midnight: the day is that of the moment', [['TIME 2', { ...night, day_of_week: ['FRIDAY'] }]], '2026-03-06T22:30:00Z', [[hour, 1000]], 1],
  // energy so far
  ['10 kWh * 0.3, what is above * 0.5: 3 + 6',                 [['ENERGY 0.3', { max_kwh: 10 }], ['ENERGY 0.5']], '2026-03-04T10:00:00Z', [[hour, 22_000]], 9],
  ['the first 5 kWh are free: 17 * 0.5',                       [['ENERGY 0.5', { min_kwh: 5 }]], '2026-03-04T10:00:00Z', [[hour, 22_000]], 8.5],
  ['10 of 22 kWh are there after 3600 * 10 / 22 = 1636.36 s, that is 1637 s begun, and 1963.64 s, 1964 s begun: 1.637 + 2 * 1.964', [['TIME 3.6', { max_kwh: 10 }], ['TIME 7.2']], '2026-03-04T10:00:00Z', [[hour, 22_000]], 5.565],
  ['exactly 10 kWh is not below 10: no fee for less',          [['FLAT 1', { min_kwh: 10 }]], '2026-03-04T10:00:00Z', [[hour, 10_000], [1, null]], 1],
  // power
  ['11 kW are not below 11: 2 an hour',                        [['TIME 1', { max_power: 11 }], ['TIME 2', { min_power: 11 }]], '2026-03-04T10:00:00Z', [[hour, 11_000]], 2],
  ['an hour at 10 kW * 1, one at 50 kW * 2',                   [['TIME 1', { max_power: 11 }], ['TIME 2', { min_power: 11 }]], '2026-03-04T10:00:00Z', [[hour, 10_000], [hour, 50_000]], 3],
  ['parking is 0 kW: half an hour * 6',                        [['PARKING_TIME 6', { max_power: 1 }]], '2026-03-04T10:00:00Z', [[hour, 10_000], [1800, null]], 3],
  // duration
  ['two hours * 1, the third * 6',                             [['TIME 1', { max_duration: 7200 }], ['TIME 6']], '2026-03-04T10:00:00Z', [[3 * hour, 9000]], 8],
  ['parking counts from the start of the session: from 90 min on, 60 of 90 min * 6', [['PARKING_TIME 6', { min_duration: 5400 }]], '2026-03-04T10:00:00Z', [[hour, 9000], [5400, null]], 6],
];

for (const [because, elements, start, parts, cost, zone] of cases)
  test(`${cost}: ${because}`, () =>
    assert.equal(costOf(course(tariff(elements), start, parts, zone)).cost, cost));

/** The complex example of mod_tariffs.md, 3.1: 2.50 to start, then by power and weekday, then by parking. */
const complex = tariff([
  ['FLAT 2.5'],
  ['TIME 1 /900', { max_power: 32 }],
  ['TIME 2 /600', { min_power: 32, day_of_week: weekdays }],
  ['TIME 1.25 /600', { min_power: 32, day_of_week: ['SATURDAY', 'SUNDAY'] }],
  ['PARKING_TIME 5 /300', { start_time: '09:00', end_time: '18:00', day_of_week: weekdays }],
  ['PARKING_TIME 6 /300', { start_time: '10:00', end_time: '17:00', day_of_week: ['SATURDAY'] }],
]);

// biome-ignore format: a table
const examples: [start: string, parts: Part[], cost: number, because: string][] = [
  ['2026-03-04T10:00:00Z', [[1000, 5000]],                 3,       '2.50 + two quarters at 18 kW * 1 = 0.50'],
  ['2026-03-04T10:00:00Z', [[1000, 14_000]],               3.1667,  '2.50 + 20 min at 50.4 kW * 2 = 0.66667'],
  ['2026-03-07T10:00:00Z', [[1000, 14_000]],               2.9167,  '2.50 + 20 min at 50.4 kW * 1.25 = 0.41667'],
  ['2026-03-04T16:00:00Z', [[1800, 20_000], [3600, null]], 6,       '17:00, a Wednesday: 2.50 + 30 min * 2 = 1; parked 17:30 to 18:30, of which 30 min * 5 = 2.50'],
  ['2026-03-07T15:00:00Z', [[1800, 20_000], [3600, null]], 6.125,   '16:00, a Saturday: 2.50 + 30 min * 1.25 = 0.625; parked 16:30 to 17:30, of which 30 min * 6 = 3'],
  ['2026-03-08T15:00:00Z', [[1800, 20_000], [3600, null]], 3.125,   'a Sunday: 2.50 + 0.625, parking is free'],
];

for (const [start, parts, cost, because] of examples)
  test(`the complex example of OCPI costs ${cost}: ${because}`, () =>
    assert.equal(costOf(course(complex, start, parts)).cost, cost));

test('the breakdown says what was used, what is billed and why', () => {
  const given = tariff([['FLAT 0.5, ENERGY 0.55, PARKING_TIME 6 /300']], 'FAST');
  const { cost, breakdown } = costOf(
    course(given, '2026-03-04T10:00:00Z', [
      [1500, 20_000],
      [301, null],
    ]),
  );
  const common = { tariff_id: 'FAST', element: 0 };
  assert.deepEqual(breakdown, [
    { ...common, type: 'FLAT', price: 0.5, step_size: 1, used: 1, billed: 1, unit: 'times', cost: 0.5 },
    {
      ...common,
      type: 'ENERGY',
      price: 0.55,
      step_size: 1,
      used: 20_000,
      billed: 20_000,
      unit: 'Wh',
      cost: 11,
    },
    { ...common, type: 'PARKING_TIME', price: 6, step_size: 300, used: 301, billed: 600, unit: 's', cost: 1 },
  ]);
  assert.equal(cost, 12.5);
});

test('other prices hold from 22 h on, from 10 kWh on, and not where nothing changes', () => {
  const turns = (elements: [Prices, TariffRestrictions?][]) =>
    turnsOf(course(tariff(elements), '2026-03-04T20:30:00Z', [[hour, 22_000]]));
  assert.deepEqual(turns([['ENERGY 0.45', day], ['ENERGY 0.29']]), [1800]);
  assert.deepEqual(turns([['ENERGY 0.3', { max_kwh: 10 }], ['ENERGY 0.5']]), [1637]);
  assert.deepEqual(turns([['ENERGY 0.3'], ['ENERGY 0.5', day]]), []);
});
