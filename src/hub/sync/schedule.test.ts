import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hub } from '../hub.ts';
import type { Connection } from '../ports/registry.ts';
import { startSchedule } from './schedule.ts';

/** A hub at a moment, what it notes of the last hours, and the syncs that it starts. */
function hub(now: string, last: { delta?: string; full?: string } = {}, mine = true) {
  const notes = new Map(Object.entries(last).map(([type, time]) => [type, { at: Date.parse(time) }]));
  const started: string[] = [];
  const moved: (() => Promise<unknown>)[] = [];
  const state = { mine, failing: false };
  const connections = [
    { id: 'C1', status: 'REGISTERED' },
    { id: 'C2', status: 'PENDING' },
    { id: 'C3', status: 'SUSPENDED' },
    { id: 'C4', status: 'REGISTERED' },
  ] as unknown as Connection[];
  const made = {
    store: {
      registry: { read: () => ({ connections, agreements: [] }) },
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
      start: async (id: string, { type }: { type: string }) => {
        started.push(`${type} ${id}`);
        if (state.failing) throw new Error('not registered any more');
      },
    },
    now: () => Date.parse(now),
    log: { error: assert.fail, warn: () => {} },
  } as unknown as Hub;
  return { made, started, notes, state, moved };
}

/** Nightly at one o'clock, weekly on Saturday at one: 2026-02-28 is a Saturday. */
const hours = { delta: '0 1 * * 0-5', full: '0 1 * * 6' };

async function begin(made: Hub): Promise<void> {
  startSchedule(made, hours)();
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
}

const both = (type: string) => [`${type} C1`, `${type} C4`];

/** When the hub is started, when each type was last begun, and what is made up for. */
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
  state.failing = true;
  await begin(made);
  assert.deepEqual(started, both('delta'));
});
