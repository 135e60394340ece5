import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from './charging-plan-of-car.ts';
import { flowOf, type Plan, wattsAt } from './charging-power-over-time.ts';
import { sharesOf } from './shared-grid-connection.ts';

test('a grid connection is shared evenly, and what a car cannot take goes to the others', () => {
  for (const [watts, demands, shares] of [
    [17_250, [22_080, 11_040], [8625, 8625]],
    [17_250, [3000, 11_040, 22_080], [3000, 7125, 7125]],
    [17_250, [11_040, 3000], [12_645, 4605]],
    [17_250, [22_080], [17_250]],
    [17_250, [0, 22_080], [0, 17_250]],
    [17_250, [], []],
  ] as const)
    assert.deepEqual(sharesOf(watts, [...demands]), shares, JSON.stringify(demands));
});

const dc = {
  id: '1',
  standard: 'IEC_62196_T2_COMBO',
  format: 'CABLE',
  power_type: 'DC',
  voltage: 400,
  amperage: 125,
  last_updated: '2026-01-01T00:00:00Z',
} as const;
const ac = {
  ...dc,
  standard: 'IEC_62196_T2',
  format: 'SOCKET',
  power_type: 'AC_3_PHASE',
  voltage: 230,
  amperage: 32,
} as const;

test('a car ramps up, stays on a plateau, and tapers off where it charges by direct current', () => {
  const amperes = flowOf(planOf(dc, 0)).map((flow) => flow.amperes);
  assert.deepEqual(amperes.slice(0, 4), [12.5, 50, 93.7, 125]);
  const plan = { ...planOf(dc, 0), wattHours: 60_000 };
  const tail = flowOf(plan)
    .filter((flow) => flow.amperes > 0)
    .slice(4)
    .map((flow) => flow.amperes);
  assert.ok(
    tail.every((one) => one < 125),
    String(tail),
  );
  assert.deepEqual(
    tail,
    [...tail].sort((a, b) => b - a),
  );
});

test('a car takes as many amperes on each of three phases, less in its first seconds', () => {
  const plan = planOf(ac, 0);
  assert.equal(wattsAt(plan, 5), Math.round(6.4 * 3 * 230));
  assert.equal(wattsAt(plan, 30), 16 * 3 * 230);
});

test('every third car pauses for two minutes, and charges no more for it', () => {
  const pauses = (turn: number) =>
    flowOf({ ...planOf(ac, turn), parkingSeconds: 0 })
      .filter((flow) => flow.amperes === 0)
      .map(({ from, to }) => to - from);
  assert.deepEqual([0, 1, 2, 4].map(pauses), [[], [120], [], [120]]);
});

test('the grid holds a car back from a moment on, and what was before stays', () => {
  const plan: Plan = { voltsOfAll: 690, amperes: 32, taper: [], wattHours: 20_000, parkingSeconds: 0 };
  const held = {
    ...plan,
    grid: [
      { from: 600, watts: 8625 },
      { from: 1200, watts: 17_250 },
    ],
  };
  assert.deepEqual(
    [599, 600, 1199, 1200].map((second) => wattsAt(held, second)),
    [22_080, 8625, 8625, 17_250],
  );
  assert.deepEqual(flowOf(held)[0], { ...flowOf(plan)[0], to: 600, after: 22_080 * 600 });
});
