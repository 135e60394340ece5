import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { newRequestedPauses } from '../delivery/pauses-requested-by-partners.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { startSyncs } from './sync-queue.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const minute = 60_000;
const page: Reply = {
  ...{ outcome: 'answered', success: true, http: 200, code: 1000, message: '' },
  data: [],
  headers: { 'x-total-count': '0' },
};
const failure = (http: number): Reply => ({ ...page, outcome: 'garbage', success: false, http, code: null });

/**
 * A hub whose timers the test runs by hand, one operator whose list of Tariffs answers as the test sets it, and 30
 * stored Tariffs.
 */
function hub(answers: Reply[]) {
  let now = noon;
  const timers: { at: number; call: () => void }[] = [];
  const asked: { at: number; url: URL }[] = [];
  const notes = new Map<string, object>();
  const deleted: string[] = [];
  const stored = Array.from({ length: 30 }, (_, n) => ({
    ...{
      module: 'tariffs',
      owner: 'NL*ABC',
      id: `T${n}`,
      changed: 1,
      created: n,
      lastUpdated: 0,
      lookups: {},
    },
  }));
  const connection = {
    ...{ id: 'C1', role: 'CPO', status: 'REGISTERED', party: 'NL*ABC', parties: ['NL*ABC'] },
    endpoints: [{ identifier: 'tariffs', url: 'https://abc.example/tariffs' }],
    options: { page_limit: 1000 },
  } as unknown as Connection;
  const made = {
    store: {
      registry: { read: () => ({ connections: [connection], agreements: agreementsOf([]) }) },
      objects: {
        present: async () => 7,
        list: async () => ({ total: 30, objects: stored }),
        change: async ({ id }: { id: string }) => (deleted.push(id), { outcome: 'unchanged' }),
      },
      notes: {
        get: async (kind: string, key: string) => notes.get(`${kind} ${key}`),
        put: async (kind: string, key: string, value: object) =>
          void notes.set(`${kind} ${key}`, structuredClone(value)),
        all: async (kind: string) =>
          [...notes].filter(([key]) => key.startsWith(kind)).map(([key, value]) => ({ key, value })),
        take: async () => undefined,
      },
      processes: { isMine: () => true, subscribe: () => {}, onMoved: () => {} },
    },
    deliver: { offer: async () => undefined },
    ...{ pullPause: 1000, syncAgain: minute, syncOverlap: minute, syncTimeout: 60 * minute },
    now: () => now,
    after: (milliseconds: number, call: () => void) => {
      const timer = { at: now + milliseconds, call };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    newId: randomUUID,
    random: () => 0.5,
    rests: newRequestedPauses(() => now),
    send: async ({ url }: { url: string }) => {
      asked.push({ at: now, url: new URL(url) });
      return answers.shift() ?? page;
    },
    log: { error: assert.fail, warn: () => {} },
  } as unknown as Hub;
  made.syncs = startSyncs(() => made);
  /** Runs the timer that is due next, and everything that follows from it at once. */
  const step = async () => {
    const next = timers.sort((a, b) => a.at - b.at).shift();
    if (!next) return false;
    now = Math.max(now, next.at);
    next.call();
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    return true;
  };
  const run = async (steps = Number.POSITIVE_INFINITY) => {
    for (let n = 0; n < steps && (await step()); n += 1);
  };
  return { made, run, asked, notes, deleted };
}

const times = (count: number, reply: Reply) => Array.from({ length: count }, () => reply);

test('a sync that failed for the moment begins anew after a pause, then after one twice as long @SYNC-16', async () => {
  const { made, run, asked } = hub(times(12, failure(502)));
  const first = await made.syncs.start('C1', { type: 'full' });
  await run();
  const ends = new Set(asked.map(({ url }) => url.searchParams.get('date_to')));
  assert.deepEqual([asked.length, ends.size], [13, 3]);
  const [one, two, three] = [asked[5], asked[6], asked[12]].map((request) => request?.at ?? 0);
  assert.equal(one, noon + 31_000);
  const [pause, longer] = [(two ?? 0) - (one ?? 0), (three ?? 0) - (asked[11]?.at ?? 0)];
  // The pause before the next attempt is longer by half of a quarter, since chance gives one half here.
  assert.deepEqual([pause, longer], [67_500, 135_000]);
  const { status, again_at } = await made.syncs.find(first.id);
  assert.deepEqual([status, Date.parse(again_at ?? '')], ['FAILED', Math.floor(two ?? 0)]);
  assert.deepEqual((await made.syncs.list()).map((sync) => sync.status).sort(), ['DONE', 'FAILED', 'FAILED']);
});

test('one that was refused waits for the next night @SYNC-16', async () => {
  const { made, run, asked } = hub([failure(404)]);
  const { id } = await made.syncs.start('C1', { type: 'full' });
  await run();
  assert.equal(asked.length, 1);
  const { status, again_at } = await made.syncs.find(id);
  assert.deepEqual([status, again_at], ['FAILED', null]);
});

test('a full sync that began anew retires nothing, one that did not what must go @SYNC-16 @SYNC-19', async () => {
  const again = hub(times(6, failure(502)));
  await again.made.syncs.start('C1', { type: 'full' });
  await again.run();
  const [done] = (await again.made.syncs.list()).filter(({ status }) => status === 'DONE');
  assert.deepEqual([done?.modules[0]?.held, again.deleted], [0, []]);
  const straight = hub([]);
  const { id } = await straight.made.syncs.start('C1', { type: 'full' });
  await straight.run();
  assert.equal((await straight.made.syncs.find(id)).modules[0]?.held, 30);
});

test('one that a process left half done is resumed, and retires nothing @SYNC-16', async () => {
  const { made, run, notes } = hub([]);
  const { id } = await made.syncs.start('C1', { type: 'full' });
  // The stored note of the sync is as it was when the process died: the sync had read a page.
  const kept = notes.get(`pull ${id}`) as { sync: { modules: { pages: number }[] } };
  for (const module of kept.sync.modules) module.pages = 1;
  made.syncs = startSyncs(() => made);
  await made.syncs.resume();
  await run();
  const { status, modules } = await made.syncs.find(id);
  assert.deepEqual([status, modules[0]?.held], ['DONE', 0]);
});

test('what failed does not begin anew where another sync is to bring it anyway @SYNC-16', async () => {
  const { made, run, asked } = hub(times(6, failure(502)));
  await made.syncs.start('C1', { type: 'delta' });
  await made.syncs.start('C1', { type: 'full' }, 10 * minute);
  await run();
  // The full sync looks a second time at its list, which lacks stored objects.
  assert.equal(asked.length, 8);
});
