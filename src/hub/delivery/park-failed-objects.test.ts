import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Parked, Passed } from '../push-types.ts';
import { startParking } from './park-failed-objects.ts';
import type { ParkingOptions } from './parked-object-types.ts';

const minute = 60_000;

/**
 * Parking with a clock of the test, and a partner that answers as the test says; it is `down` where the test says
 * nothing.
 */
function world(known: Parked[] = [], more: Partial<ParkingOptions> = {}) {
  const time = { now: 0, rest: 0 };
  const timers: { at: number; call: () => void }[] = [];
  const tried: { object: string; at: number }[] = [];
  const kept = new Map<string, Parked>(known.map((entry) => [entry.object, entry]));
  const answers: (Passed | undefined | Promise<Passed>)[] = [];
  const parking = startParking({
    known,
    send: async (object) => {
      tried.push({ object, at: time.now });
      return answers.length > 0 ? answers.shift() : { down: true, error: 'HTTP 500' };
    },
    rest: () => time.rest,
    told: () => {},
    keep: async (entry) => void kept.set(entry.object, { ...entry }),
    drop: async (object) => void kept.delete(object),
    now: () => time.now,
    after: (milliseconds, call) => {
      const timer = { at: time.now + milliseconds, call };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    ...more,
  });
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
  };
  /** Runs the timer that is due next; false where there is none. */
  const step = async () => {
    const next = timers.sort((one, other) => one.at - other.at).shift();
    if (!next) return false;
    time.now = Math.max(time.now, next.at);
    next.call();
    await settle();
    return true;
  };
  return { ...{ time, timers, tried, kept, answers, parking, settle, step } };
}

const item = (object: string, changed = 1) => ({ object, changed });

test('pauses between attempts are doubled from a second to ten minutes @TRANS-75', async () => {
  const { parking, tried, step } = world();
  await parking.park(item('locations NL*ABC L1'), 'HTTP 500');
  for (let attempt = 0; attempt < 14; attempt += 1) await step();
  const pauses = tried.map(({ at }, nth) => (at - (tried[nth - 1]?.at ?? 0)) / 1000);
  assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600, 600]);
});

test('of one owner one object is tried at a time, of two owners two side by side', async () => {
  const { parking, tried, answers, step } = world();
  answers.push(new Promise(() => {}), new Promise(() => {}));
  await parking.park(item('locations NL*ABC L1'), null);
  await parking.park(item('locations NL*ABC L2'), null);
  await parking.park(item('locations NL*XYZ L3'), null);
  while (await step());
  parking.resend(() => true);
  assert.deepEqual(tried.map(({ object }) => object).sort(), ['locations NL*ABC L1', 'locations NL*XYZ L3']);
});

test('nothing is tried before the pause is over that the partner has asked for @TRANS-75', async () => {
  const { parking, tried, time, timers } = world();
  time.rest = 5 * minute;
  await parking.park(item('locations NL*ABC L1'), 'HTTP 429');
  assert.deepEqual([tried.length, timers.map(({ at }) => at)], [0, [5 * minute]]);
});

test('an object is parked only once that is kept: what cannot be kept is not', async () => {
  const { parking } = world([], { keep: async () => Promise.reject(new Error('the disk is full')) });
  await assert.rejects(parking.park(item('locations NL*ABC L1'), null), /the disk is full/);
  assert.equal(parking.takes(item('locations NL*ABC L1', 2)), false);
  assert.equal(parking.count(), 0);
});

test('the owner of what is parked is suspected for ten minutes, and nobody else', async () => {
  const { parking, time } = world();
  await parking.park(item('locations NL*ABC L1'), null);
  assert.equal(parking.suspects('tariffs NL*ABC T1'), true);
  assert.equal(parking.suspects('tariffs NL*XYZ T1'), false);
  time.now = 10 * minute;
  assert.equal(parking.suspects('tariffs NL*ABC T1'), false);
});

test('a newer change of a parked object is its work, and it stays parked where that came on the way', async () => {
  const { parking, answers, kept, tried, step } = world();
  await parking.park(item('locations NL*ABC L1', 5), null);
  assert.equal(parking.takes(item('locations NL*ABC L1', 9)), true);
  assert.equal(parking.takes(item('locations NL*ABC L1', 7)), true);
  let answer: (passed: Passed) => void = () => {};
  answers.push(new Promise<Passed>((resolve) => (answer = resolve)), {});
  await step();
  parking.takes(item('locations NL*ABC L1', 11));
  answer({});
  await step();
  await parking.idle();
  assert.deepEqual([tried.length, kept.size, parking.count()], [2, 0, 0]);
  assert.equal(parking.takes(item('locations NL*ABC L1', 12)), false);
});

const said = (dialect: string, content = 'a') => ({ dialect: () => dialect, content: () => content });

test('a change that was refused is remembered with its dialect and its content, and no other one is @TRANS-76', async () => {
  const { parking } = world();
  await parking.refuse(item('locations NL*ABC L1', 5), 'HTTP 400', said('all'));
  const refusals: [object: string, changed: number, dialect: string, content: string, is: boolean][] = [
    ['locations NL*ABC L1', 5, 'all', 'b', true],
    ['locations NL*ABC L1', 6, 'all', 'a', true],
    ['locations NL*ABC L1', 5, 'none', 'a', false],
    ['locations NL*ABC L1', 6, 'none', 'a', false],
    ['locations NL*ABC L1', 6, 'all', 'b', false],
    ['locations NL*ABC L2', 5, 'all', 'a', false],
  ];
  for (const [object, changed, dialect, content, is] of refusals)
    assert.equal(
      parking.isRefused(item(object, changed), said(dialect, content)),
      is,
      `${object} ${changed}`,
    );
  parking.resend(() => true);
  assert.equal(parking.isRefused(item('locations NL*ABC L1', 6), said('all')), false);
});

test('of refusals a thousand are remembered: the oldest gives way', async () => {
  const { parking, kept } = world();
  for (let n = 0; n <= 1000; n += 1) await parking.refuse(item(`locations NL*ABC L${n}`), null, said('all'));
  assert.equal(kept.size, 1000);
  assert.equal(parking.isRefused(item('locations NL*ABC L0'), said('all')), false);
  assert.equal(parking.isRefused(item('locations NL*ABC L1'), said('all')), true);
});

test('what the partner has by another way is settled, but for what is parked: that is tried to its end', async () => {
  const { parking, kept } = world();
  await parking.refuse(item('locations NL*ABC L1'), null, said('all'));
  await parking.giveBack(item('cdrs NL*ABC C1'), null);
  await parking.park(item('locations NL*XYZ L2'), null);
  for (const object of ['locations NL*ABC L1', 'cdrs NL*ABC C1', 'locations NL*XYZ L2'])
    parking.settle(object, true);
  assert.deepEqual([...kept.keys()], ['locations NL*XYZ L2']);
  assert.equal(parking.count(), 1);
});

test('what went back to its sender is not forgotten for a part of it that was taken', async () => {
  const { parking, kept } = world();
  await parking.giveBack(item('locations NL*ABC L1'), null);
  parking.settle('locations NL*ABC L1', false);
  assert.deepEqual([...kept.keys()], ['locations NL*ABC L1']);
});

test('a resend tries at once what fits, refused or given back, and tells how many these are', async () => {
  const { parking, tried, answers, settle, kept } = world();
  await parking.refuse(item('locations NL*ABC L1'), null, said('all'));
  await parking.giveBack(item('cdrs NL*XYZ C1'), null);
  answers.push({}, {});
  assert.equal(
    parking.resend(({ object }) => object.startsWith('locations')),
    1,
  );
  await settle();
  assert.deepEqual(
    [tried.map(({ object }) => object), [...kept.keys()]],
    [['locations NL*ABC L1'], ['cdrs NL*XYZ C1']],
  );
});
