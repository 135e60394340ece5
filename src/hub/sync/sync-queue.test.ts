import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Outgoing, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { newRequestedPauses } from '../delivery/pauses-requested-by-partners.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { Sync } from '../sync-report-types.ts';
import { startSyncs } from './sync-queue.ts';
import { startAll } from './sync-schedule.ts';

/** Milliseconds by which a test postpones a sync; it begins when the test lets it. */
const postponed = 50;

/** A hub with a thousand operators that have empty lists; the test lets their requests through one by one. */
function hub() {
  const connections = Array.from({ length: 1000 }, (_, n) => ({
    id: `C${n}`,
    role: 'CPO',
    status: 'REGISTERED',
    parties: [`NL*P${n}`],
    endpoints: [{ identifier: 'locations', url: `https://p${n}.example/locations` }],
    options: { page_limit: 1000 },
  })) as unknown as Connection[];
  const waiting: (() => void)[] = [];
  const later: (() => void)[] = [];
  const seen = { atOnce: 0, most: 0, asked: new Set<string>() };
  const empty: Reply = {
    outcome: 'answered',
    success: true,
    http: 200,
    code: 1000,
    message: '',
    data: [],
    headers: {},
  };
  const send = async ({ url }: Outgoing) => {
    seen.asked.add(new URL(url).host);
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    await new Promise<void>((go) => waiting.push(go));
    seen.atOnce -= 1;
    return empty;
  };
  const kept = new Map<string, unknown>();
  /** A hook that lets the test delay the note of a finished sync. */
  const finished = { before: async () => undefined as void };
  const notes = {
    get: async (kind: string, key: string) => structuredClone(kept.get(`${kind} ${key}`)),
    put: async (kind: string, key: string, value: unknown) => {
      const copy = structuredClone(value);
      const { sync } = value as { sync?: Sync };
      if (sync && sync.status !== 'RUNNING') await finished.before();
      kept.set(`${kind} ${key}`, copy);
    },
    all: async (kind: string) =>
      [...kept].filter(([key]) => key.startsWith(kind)).map(([key, value]) => ({ key, value })),
  };
  const registry = { connections, agreements: agreementsOf([]) };
  const made = {
    store: {
      registry: { read: () => registry },
      objects: { present: () => Promise.resolve(0), list: () => Promise.resolve({ objects: [], total: 0 }) },
      notes,
      processes: { isMine: () => true },
    },
    rests: newRequestedPauses(() => 0),
    syncTimeout: 1000,
    now: () => 0,
    after: (milliseconds: number, call: () => void) => {
      if (milliseconds === postponed) return later.push(call), () => undefined;
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    newId: randomUUID,
    random: Math.random,
    send,
    log: console,
  } as unknown as Hub;
  made.syncs = startSyncs(() => made);
  return { made, seen, waiting, later, finished };
}

test('a thousand syncs that begin at the same hour are spread over the minutes after it @SYNC-22', async () => {
  const { made } = hub();
  const delays: number[] = [];
  const start: Hub['syncs']['start'] = async (_id, _given, delay) => (delays.push(delay ?? 0), {}) as Sync;
  await startAll({ ...made, syncs: { ...made.syncs, start } }, 'delta', 15 * 60_000, new Set());
  assert.equal(delays.length, 1000);
  const perMinute = Array.from(
    { length: 15 },
    (_, n) => delays.filter((one) => Math.floor(one / 60_000) === n).length,
  );
  assert.equal(
    perMinute.reduce((sum, count) => sum + count),
    1000,
  );
  assert.ok(Math.max(...perMinute) < 150, `in one minute: ${Math.max(...perMinute)}`);
});

test('of a thousand syncs started at once four run, and all come to their end', async () => {
  const { made, seen, waiting } = hub();
  await startAll(made, 'delta', 0, new Set());
  const isOver = async () => (await made.syncs.list()).every(({ status }) => status !== 'RUNNING');
  for (; waiting.length > 0 || !(await isOver()); await new Promise(setImmediate)) waiting.shift()?.();
  assert.equal(seen.most, 4);
  assert.equal(seen.asked.size, 1000);
  const states = new Set((await made.syncs.list()).map(({ status }) => status));
  assert.deepEqual([...states], ['DONE']);
});

test('a partner is read as a whole once at a time: a second full sync waits for the first, a third is the second', async () => {
  const { made, waiting, later: timers } = hub();
  const start = (id: string, type: 'full' | 'delta', delay = 0) => made.syncs.start(id, { type }, delay);
  const later = await start('C1', 'full', postponed);
  const [first, second, third] = [
    await start('C1', 'full'),
    await start('C1', 'full'),
    await start('C1', 'full'),
  ];
  const others = [await start('C1', 'delta'), await start('C2', 'full')];
  assert.deepEqual([second.id !== first.id, third.id], [true, second.id]);
  assert.ok(![later, first, second].some(({ id }) => others.some((other) => other.id === id)));
  const asked = async (id: string) => (await made.syncs.find(id)).modules.some(({ pages }) => pages > 0);
  const isOver = async (id: string) => (await made.syncs.find(id)).status !== 'RUNNING';
  const turn = () => new Promise(setImmediate);
  for (; waiting.length < 3; ) await turn();
  assert.equal(await asked(second.id), false);
  for (const begin of timers) begin();
  for (; !(await isOver(first.id)); await turn()) {
    assert.equal(await asked(second.id), false);
    waiting.shift()?.();
  }
  for (const { id } of [second, later, ...others])
    for (; !(await isOver(id)); await turn()) waiting.shift()?.();
  assert.notEqual((await start('C1', 'full')).id, second.id);
  for (; (await made.syncs.list()).some(({ status }) => status === 'RUNNING'); await turn())
    waiting.shift()?.();
});

test('who confirms a sync that reads as finished and is not kept yet waits for that; a running one is refused', async () => {
  const { made, waiting, finished } = hub();
  const { id } = await made.syncs.start('C1', { type: 'full' });
  while (waiting.length === 0) await new Promise(setImmediate);
  await assert.rejects(made.syncs.confirm(id), /has not finished yet/);
  let goOn = () => undefined as void;
  finished.before = () => new Promise((go) => (goOn = go));
  waiting.shift()?.();
  while ((await made.syncs.find(id)).status === 'RUNNING') await new Promise(setImmediate);
  const confirmed = assert.rejects(made.syncs.confirm(id), /nothing waits for this sync/);
  await new Promise(setImmediate);
  finished.before = async () => undefined;
  goOn();
  await confirmed;
});
