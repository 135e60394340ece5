import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRequestedPauses } from '../../src/hub/delivery/pauses-requested-by-partners.ts';
import { agreementsOf } from '../../src/hub/fake-agreements.ts';
import type { Hub } from '../../src/hub/hub-dependencies.ts';
import { newMemory } from '../../src/hub/in-memory-state.ts';
import { defaultOptions } from '../../src/hub/partners/connections.ts';
import type { Connection } from '../../src/hub/ports/connection-registry.ts';
import { startSyncs } from '../../src/hub/sync/sync-queue.ts';
import { startSchedule } from '../../src/hub/sync/sync-schedule.ts';
import type { Outgoing, Reply } from '../../src/ocpi/messages/request-and-answer-types.ts';
import { type Timeline, timeline } from './time/simulated-clock.ts';

// This test lets two hubs live through one day on one virtual clock: the hours and numbers below are typed by hand from
// their settings.

const day = '2026-03-02';
const midnight = Date.parse(`${day}T00:00:00Z`);
const minute = 60_000;

const page: Reply = {
  ...{ outcome: 'answered', success: true, http: 200, code: 1000, message: '' },
  data: [],
  headers: { 'x-total-count': '0' },
};
const outage: Reply = {
  ...{ outcome: 'garbage', success: false, http: 503, code: null, message: 'Service Unavailable' },
  data: undefined,
  headers: {},
};

/**
 * The hours of a hub's scheduled syncs, and how far they are spread after these: from 0 for not at all to 1 for as far
 * as possible.
 */
interface Ways {
  delta: string;
  full: string;
  chance: number;
}

/**
 * A hub with one operator and one provider. It adds each request that leaves to `asked`: `01:00:00 tariffs of ABC`;
 * `fails` makes an answer an outage.
 */
function hubOn(time: Timeline, ways: Ways, parties: string[], fails: (moment: string) => boolean) {
  const asked: string[] = [];
  const notes = new Map<string, object>();
  const connections = [
    partner('CPO', parties[0] ?? '', ['locations', 'tariffs']),
    partner('EMSP', parties[1] ?? '', ['tokens']),
  ];
  let ids = 0;
  const hub = {
    party: 'DE*HUB',
    store: {
      registry: { read: () => ({ connections, agreements: agreementsOf([]) }), onChange: () => {} },
      objects: { present: async () => 0, position: () => 0, list: async () => ({ objects: [], total: 0 }) },
      notes: {
        get: async (kind: string, key: string) => notes.get(`${kind} ${key}`),
        put: async (kind: string, key: string, value: object) =>
          void notes.set(`${kind} ${key}`, structuredClone(value)),
        all: async (kind: string) =>
          [...notes].filter(([key]) => key.startsWith(`${kind} `)).map(([key, value]) => ({ key, value })),
        take: async (kind: string, key: string) => void notes.delete(`${kind} ${key}`),
      },
      processes: { isMine: () => true, count: () => 1, subscribe: () => {}, onMoved: () => {} },
    },
    ...{
      pullPause: 1000,
      pullTimeout: 10_000,
      syncAgain: minute,
      syncOverlap: minute,
      syncTimeout: 60 * minute,
    },
    now: time.now,
    after: time.after,
    newId: () => `${++ids}`,
    random: () => ways.chance,
    memory: newMemory(),
    rests: newRequestedPauses(time.now),
    send: async ({ url, module }: Outgoing) => {
      const moment = new Date(time.now()).toISOString().slice(11, 19);
      asked.push(`${moment} ${module} of ${new URL(url).hostname.split('.')[0]?.toUpperCase()}`);
      return fails(moment) ? outage : page;
    },
    log: { error: assert.fail, warn: assert.fail },
  } as unknown as Hub;
  hub.syncs = startSyncs(() => hub);
  const stop = startSchedule(hub, ways);
  return { hub, asked, stop };
}

function partner(role: 'CPO' | 'EMSP', id: string, modules: string[]): Connection {
  const party = `NL*${id}`;
  const endpoints = modules.map((identifier) => ({
    ...{ identifier, url: `https://${id.toLowerCase()}.example/${identifier}` },
  }));
  return {
    ...{ id, role, party, parties: [party], name: id, status: 'REGISTERED', tokenToThem: 'a', endpoints },
    options: defaultOptions,
  } as unknown as Connection;
}

/** The requests of a moment for all lists of both partners. */
const all = (moment: string, cpo: string, emsp: string) => [
  `${moment} locations of ${cpo}`,
  `${moment} tariffs of ${cpo}`,
  `${moment} tokens of ${emsp}`,
];

/** All syncs of a hub, counted, as `type status number`. */
async function tally(hub: Hub): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const { type, status } of await hub.syncs.list())
    counts.set(`${type} ${status}`, (counts.get(`${type} ${status}`) ?? 0) + 1);
  return [...counts].map(([what, count]) => `${what} ${count}`).sort();
}

test('two hubs pull from their partners for a day, each at its own hours', async () => {
  const time = timeline(midnight);
  const one = hubOn(
    time,
    { delta: '0 1,7,13,19 * * *', full: '30 3 * * 1', chance: 0.5 },
    ['ABC', 'EMP'],
    () => false,
  );
  const other = hubOn(
    time,
    { delta: '0 */2 * * *', full: '0 5 * * 0', chance: 0 },
    ['XYZ', 'FOR'],
    () => false,
  );
  await time.run(Date.parse(`${day}T23:59:59Z`));
  // The syncs begin half of a quarter of an hour after the hour, by chance.
  assert.deepEqual(sorted(one.asked), [
    ...all('01:07:30', 'ABC', 'EMP'),
    ...all('03:37:30', 'ABC', 'EMP'),
    ...all('07:07:30', 'ABC', 'EMP'),
    ...all('13:07:30', 'ABC', 'EMP'),
    ...all('19:07:30', 'ABC', 'EMP'),
  ]);
  const hours = ['02', '04', '06', '08', '10', '12', '14', '16', '18', '20', '22'];
  assert.deepEqual(
    sorted(other.asked),
    hours.flatMap((hour) => all(`${hour}:00:00`, 'XYZ', 'FOR')),
  );
  assert.deepEqual(await tally(one.hub), ['delta DONE 8', 'full DONE 2']);
  assert.deepEqual(await tally(other.hub), ['delta DONE 22']);
});

test("an outage of one hub's partners is waited for, and changes nothing at the other", async () => {
  const time = timeline(midnight);
  const down = (moment: string) => moment >= '07:00:00' && moment < '07:09:00';
  const ways = { delta: '0 7,19 * * *', full: '0 5 * * 0', chance: 0 };
  const one = hubOn(time, ways, ['ABC', 'EMP'], down);
  const other = hubOn(time, ways, ['XYZ', 'FOR'], () => false);
  await time.run(Date.parse(`${day}T12:00:00Z`));
  one.stop();
  await time.run(Date.parse(`${day}T23:59:59Z`));
  const ofTokens = one.asked
    .filter((request) => request.includes('tokens'))
    .map((request) => request.slice(0, 8));
  // The hub asks for a page six times within 31 s; the sync begins anew a minute later, then after two, then after
  // four.
  assert.deepEqual(ofTokens, [
    ...['07:00:00', '07:00:01', '07:00:03', '07:00:07', '07:00:15', '07:00:31'],
    ...['07:01:31', '07:01:32', '07:01:34', '07:01:38', '07:01:46', '07:02:02'],
    ...['07:04:02', '07:04:03', '07:04:05', '07:04:09', '07:04:17', '07:04:33'],
    ...['07:08:33', '07:08:34', '07:08:36', '07:08:40', '07:08:48', '07:09:04'],
  ]);
  assert.deepEqual(sorted(other.asked), [...all('07:00:00', 'XYZ', 'FOR'), ...all('19:00:00', 'XYZ', 'FOR')]);
});

/** Requests in the order of their times, those of one time by their names. */
function sorted(asked: string[]): string[] {
  return [...asked].sort();
}
