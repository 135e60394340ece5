import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { Refusal } from '../refusal-error.ts';
import { startSchedule } from './sync-schedule.ts';

/** A hub at a moment, with notes of the last scheduled hours, and the syncs that it starts; `pass` lets time pass. */
function hub(now: string, last: { delta?: string; full?: string } = {}, mine = true) {
  const notes = new Map(Object.entries(last).map(([type, time]) => [type, { at: Date.parse(time) }]));
  const started: string[] = [];
  const moments: string[] = [];
  const moved: (() => Promise<unknown>)[] = [];
  const state = { mine, refusing: false, dies: false, failing: [] as string[] };
  const time = { now: Date.parse(now), timers: [] as { at: number; call: () => void }[] };
  const connections = [
    { id: 'C1', status: 'REGISTERED' },
    { id: 'C2', status: 'PENDING' },
    { id: 'C3', status: 'SUSPENDED' },
    { id: 'C4', status: 'REGISTERED' },
  ] as unknown as Connection[];
  const made = {
    store: {
      registry: { read: () => ({ connections, agreements: agreementsOf([]) }) },
      notes: {
        get: async (_: string, type: string) => notes.get(type),
        put: async (_: string, type: string, value: { at: number }) => void notes.set(type, value),
      },
      processes: {
        isMine: () => state.mine,
        onMoved: (call: () => Promise<unknown>) => void moved.push(call),
      },
    },
    syncs: {
      start: async (id: string, { type }: { type: string }, delay: number) => {
        started.push(`${type} ${id}`);
        moments.push(`${new Date(time.now).toISOString().slice(0, 16)} + ${delay / 60_000} ${type} ${id}`);
        if (state.refusing) throw new Refusal('conflict', 'not registered any more');
        if (state.failing.includes(id)) throw new Error('the store does not answer');
        if (state.dies) await new Promise(() => {});
      },
    },
    now: () => time.now,
    after: (milliseconds: number, call: () => void) => {
      const timer = { at: time.now + milliseconds, call };
      time.timers.push(timer);
      return () => void (time.timers = time.timers.filter((one) => one !== timer));
    },
    random: () => 0.5,
    log: { error: () => assert.ok(state.failing.length > 0), warn: () => {} },
  } as unknown as Hub;
  const pass = async (until: string) => {
    for (;;) {
      const [next] = time.timers.sort((a, b) => a.at - b.at);
      if (!next || next.at > Date.parse(until)) break;
      time.timers.shift();
      time.now = next.at;
      next.call();
      for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    }
    time.now = Date.parse(until);
  };
  return { made, started, moments, notes, state, moved, time, pass };
}

/** Schedules for nightly at one o'clock and weekly on Saturday at one: 2026-02-28 is a Saturday. */
const hours = { delta: '0 1 * * 0-5', full: '0 1 * * 6' };

async function begin(made: Hub): Promise<void> {
  startSchedule(made, hours)();
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
}

const both = (type: string) => [`${type} C1`, `${type} C4`];

/**
 * Cases of a hub that starts late: the time of its start, the last begin of each type of sync, and the syncs that it
 * makes up for.
 */
const starts: [what: string, now: string, delta: string, full: string, started: string[]][] = [
  ['in time', '2026-03-02T12:00:00Z', '2026-03-02T01:00:00Z', '2026-02-28T01:00:00Z', []],
  [
    'after a missed night',
    '2026-03-02T01:05:00Z',
    '2026-03-01T01:00:00Z',
    '2026-02-28T01:00:00Z',
    both('delta'),
  ],
  ['after many', '2026-03-06T12:00:00Z', '2026-03-01T01:00:00Z', '2026-02-28T01:00:00Z', both('delta')],
  [
    'after a missed Saturday',
    '2026-03-07T09:00:00Z',
    '2026-03-06T01:00:00Z',
    '2026-02-28T01:00:00Z',
    both('full'),
  ],
  [
    'after both',
    '2026-03-08T09:00:00Z',
    '2026-03-05T01:00:00Z',
    '2026-02-28T01:00:00Z',
    [...both('delta'), ...both('full')],
  ],
  ['just before the hour', '2026-03-02T00:59:59Z', '2026-03-01T01:00:00Z', '2026-02-28T01:00:00Z', []],
];

for (const [what, now, delta, full, expected] of starts)
  test(`a hub that is started ${what} makes up for ${expected.join(', ') || 'nothing'}`, async () => {
    const { made, started } = hub(now, { delta, full });
    await begin(made);
    assert.deepEqual(started, expected);
    await begin(made);
    assert.deepEqual(started, expected, 'once');
  });

test('a hub that is started for the first time has missed nothing, and notes when that was', async () => {
  const { made, started, notes } = hub('2026-03-02T12:00:00Z');
  await begin(made);
  assert.deepEqual(started, []);
  assert.deepEqual([...notes.keys()].sort(), ['delta', 'full']);
});

test('a process that does not answer for the schedule makes up for nothing until it does', async () => {
  const { made, started, state, moved } = hub(
    '2026-03-02T01:05:00Z',
    { delta: '2026-03-01T01:00:00Z' },
    false,
  );
  await begin(made);
  assert.deepEqual(started, []);
  state.mine = true;
  await moved[0]?.();
  assert.deepEqual(started, both('delta'));
});

test('a connection that cannot be pulled from keeps no other from it', async () => {
  const { made, started, state } = hub('2026-03-02T01:05:00Z', { delta: '2026-03-01T01:00:00Z' });
  state.refusing = true;
  await begin(made);
  assert.deepEqual(started, both('delta'));
});

test('syncs that a process has not lived to begin are begun by the next one', async () => {
  const { made, started, state } = hub('2026-03-02T01:05:00Z', { delta: '2026-03-01T01:00:00Z' });
  state.dies = true;
  await begin(made);
  assert.deepEqual(started, ['delta C1']);
  state.dies = false;
  await begin(made);
  assert.deepEqual(started, ['delta C1', 'delta C1', 'delta C4']);
  await begin(made);
  assert.equal(started.length, 3, 'once they have begun, no more');
});

test('syncs that the store does not take are begun half a minute later, and no others again', async () => {
  const { made, started, state, pass } = hub('2026-03-02T00:59:00Z', { full: '2026-02-28T01:00:00Z' });
  startSchedule(made, hours);
  state.failing = ['C1'];
  await pass('2026-03-02T01:00:20Z');
  assert.deepEqual(started, both('delta'));
  state.failing = [];
  await pass('2026-03-02T01:10:00Z');
  assert.deepEqual(started, [...both('delta'), 'delta C1']);
});

test('a process that is given more work while it begins syncs does not begin them twice', async () => {
  const { made, started, moved, pass } = hub('2026-03-02T01:05:00Z', { delta: '2026-03-01T01:00:00Z' });
  startSchedule(made, hours);
  void moved[0]?.();
  void moved[0]?.();
  await pass('2026-03-02T01:06:00Z');
  assert.deepEqual(started, both('delta'));
});

test('each type begins at its hours in UTC, each partner at its own moment after them @SYNC-02 @SYNC-04 @SYNC-22', async () => {
  const { made, moments, pass } = hub('2026-02-27T12:00:00Z');
  const stop = startSchedule(made, { delta: '0 1 * * 0-5', full: '0 1 * * 6' });
  await pass('2026-03-02T00:59:59Z');
  assert.deepEqual(moments, [
    '2026-02-28T01:00 + 7.5 full C1',
    '2026-02-28T01:00 + 7.5 full C4',
    '2026-03-01T01:00 + 7.5 delta C1',
    '2026-03-01T01:00 + 7.5 delta C4',
  ]);
  stop();
  await pass('2026-03-09T00:00:00Z');
  assert.equal(moments.length, 4, 'none after its end');
});

test('syncs of a type that come every ten minutes begin within a minute @SYNC-22', async () => {
  const { made, moments, pass } = hub('2026-03-02T12:05:00Z');
  startSchedule(made, { delta: '*/10 * * * *', full: '0 1 * * 6' });
  await pass('2026-03-02T12:25:00Z');
  assert.deepEqual(moments, [
    '2026-03-02T12:10 + 0.5 delta C1',
    '2026-03-02T12:10 + 0.5 delta C4',
    '2026-03-02T12:20 + 0.5 delta C1',
    '2026-03-02T12:20 + 0.5 delta C4',
  ]);
});

test('a clock that somebody sets forward is followed within half a minute', async () => {
  const { made, moments, time, pass } = hub('2026-03-01T12:00:00Z');
  startSchedule(made, hours);
  await pass('2026-03-01T12:01:10Z');
  for (const timer of time.timers) timer.at += 13 * 3600 * 1000;
  time.now = Date.parse('2026-03-02T01:01:10Z');
  await pass('2026-03-02T01:01:40Z');
  assert.deepEqual(moments, ['2026-03-02T01:01 + 7.5 delta C1', '2026-03-02T01:01 + 7.5 delta C4']);
});

test('hours that never come begin nothing', async () => {
  const { made, moments, pass } = hub('2026-03-01T12:00:00Z');
  startSchedule(made, { delta: '0 1 30 2 *', full: '0 1 30 2 *' });
  await pass('2027-03-01T12:00:00Z');
  assert.deepEqual(moments, []);
});
