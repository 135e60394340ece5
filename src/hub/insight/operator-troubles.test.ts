import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hub } from '../hub-dependencies.ts';
import { attention, inTrouble, troublesOfPartners } from './operator-troubles.ts';

const now = '2026-03-01T12:00:00.000Z';
const agreement = {
  id: 'a1',
  cpo: 'NL*ABC',
  emsp: 'DE*EMP',
  status: 'ACTIVE',
  valid_from: null,
  deleted: false,
};
const sync = {
  id: 's1',
  connection: 'c1',
  status: 'FAILED',
  started: '2026-03-01T08:00:00.000Z',
  again_at: null,
};
const module = { module: 'locations', held: 0, error: 'page 3: timeout' };
const refusal = {
  method: 'POST',
  module: 'credentials',
  time: '2026-03-01T09:00:00.000Z',
  words: 'HTTP 401',
  request_id: 'r1',
};
const held = {
  id: 'h1',
  owner: 'NL*ABC',
  object_id: 'SES1',
  contract: 'XX-1',
  since: '2026-03-01T07:00:00Z',
  among: [],
};

/** The facts of one case, added to a hub with two partners without trouble. */
interface Case {
  connection?: object;
  state?: object;
  syncs?: object[];
  /** Notes in the store, by kind and key. */
  notes?: Record<string, object>;
  /** Times at which partners failed to take an object, by connection. */
  parked?: [connection: string, since: number][];
  tokens?: object[];
  agreement?: object;
}

/** A hub with operator NL*ABC (c1) and provider DE*EMP (e1), who have an agreement without end. */
function hubWith(given: Case): Hub {
  const abc = {
    id: 'c1',
    role: 'CPO',
    party: 'NL*ABC',
    parties: ['NL*ABC'],
    status: 'REGISTERED',
    tokenToThem: 'secret',
  };
  const emp = { ...abc, id: 'e1', role: 'EMSP', party: 'DE*EMP', parties: ['DE*EMP'], ...given.connection };
  const state = {
    connections: [abc, emp],
    agreements: [{ ...agreement, valid_to: null, ...given.agreement }],
  };
  const live = { state: 'LIVE', pending: 0, behind_since: null, last_error: null };
  const notes = Object.entries(given.notes ?? {}).map(([name, value]) => {
    const at = name.indexOf(' ');
    return { kind: name.slice(0, at), key: name.slice(at + 1), value };
  });
  return {
    now: () => Date.parse(now),
    store: {
      registry: { read: () => state },
      notes: {
        get: async (kind: string, key: string) =>
          notes.find((one) => one.kind === kind && one.key === key)?.value,
        all: async (kind: string) => notes.filter((one) => one.kind === kind),
      },
      objects: { find: async () => given.tokens ?? [] },
    },
    syncs: { list: async () => given.syncs ?? [] },
    deliver: {
      states: async () =>
        new Map([
          ['c1', live],
          ['e1', { ...live, ...given.state }],
        ]),
      allParked: async () =>
        (given.parked ?? []).map(([connection, since]) => ({ connection, entry: { since } })),
    },
  } as unknown as Hub;
}

// biome-ignore format: a table
const cases: [what: string, given: Case, told: string[]][] = [
  ['all is well', {}, []],
  ['an invited partner was refused', { connection: { status: 'PENDING' }, notes: { 'seen e1 IN credentials POST false': refusal } },
    ['registration_failed 1: DE*EMP POST credentials on 2026-03-01T09:00:00.000Z: HTTP 401 (request r1)']],
  ['a registered partner was refused before', { notes: { 'seen e1 IN credentials POST false': refusal } }, []],
  ['the newest sync failed', { syncs: [{ ...sync, modules: [module] }, { ...sync, id: 's0', status: 'DONE', modules: [] }] },
    ['sync_failed 1: NL*ABC locations: page 3: timeout']],
  ['it is tried again', { syncs: [{ ...sync, again_at: now, modules: [module] }] },
    ['sync_failed 1: NL*ABC locations: page 3: timeout, is tried again by itself']],
  ['the newest sync went well after one that failed', { syncs: [{ ...sync, id: 's2', status: 'DONE', modules: [] }, { ...sync, modules: [module] }] }, []],
  ['a full sync lacked much', { syncs: [{ ...sync, status: 'DONE', modules: [{ ...module, held: 400, error: null }] }] },
    ['retirement_waiting 1: NL*ABC 400 locations are missing from its lists']],
  ['a full sync that lacks much still runs', { syncs: [{ ...sync, status: 'RUNNING', modules: [{ ...module, held: 400 }] }] }, []],
  ['a partner is down', { state: { state: 'DOWN', pending: 3, last_error: 'refused secret', behind_since: now } },
    ['behind 1: DE*EMP does not answer, 3 changes wait: refused ***']],
  ['a partner is behind', { state: { state: 'BEHIND', pending: 3 } }, ['behind 1: DE*EMP is being brought up to date, 3 changes wait']],
  ['a partner gets nothing pushed', { state: { state: 'OFF', pending: 3 } }, []],
  ['a partner does not take two objects', { parked: [['e1', 2000], ['e1', 1000]] },
    ['parked 1: DE*EMP 2 objects were not taken']],
  ['something is parked for a connection that is no more', { parked: [['e9', 2000]] }, []],
  ['a Session is held', { notes: { 'held NL*ABC sessions SES1': held } }, ['held 1: NL*ABC SES1 names the contract XX-1']],
  ['a Token is disputed', { tokens: [{ owner: 'DE*EMP', lookups: { id: 'T1', over: 'FR*OTH' } }] }, ['disputed 1: DE*EMP FR*OTH holds its contract']],
  ['an agreement ends in 14 days', { agreement: { valid_to: '2026-03-15T12:00:00.000Z' } }, ['agreement_ends 1: NL*ABC with DE*EMP']],
  ['an agreement ends later', { agreement: { valid_to: '2026-03-15T12:00:00.001Z' } }, []],
  ['an agreement has ended', { agreement: { valid_to: now } }, []],
  ['a suspended agreement ends', { agreement: { valid_to: '2026-03-02T12:00:00.000Z', status: 'SUSPENDED' } }, []],
];

for (const [what, given, told] of cases)
  test(`${what}: ${told.length === 0 ? 'nobody is needed' : told.join()}`, async () => {
    const found = await attention(hubWith(given));
    const words = found.map(({ kind, count, examples }) => {
      const [first] = examples;
      return `${kind} ${count}: ${first?.party} ${first?.text}`;
    });
    assert.deepEqual(words, told);
  });

test('of many the oldest are shown, and how many there are', async () => {
  const notes = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => {
      const since = `2026-02-${String(28 - (n % 28)).padStart(2, '0')}T00:00:00Z`;
      return [`held NL*ABC sessions S${n}`, { ...held, id: `h${n}`, object_id: `S${n}`, since }];
    }),
  );
  const [only] = await attention(hubWith({ notes }));
  assert.deepEqual(
    [only?.count, only?.since, only?.examples.map(({ text }) => text.split(' ')[0])],
    [30, '2026-02-01T00:00:00Z', ['S27', 'S26', 'S25', 'S24', 'S23']],
  );
});

// biome-ignore format: a table
const partners: [given: Case, kind: string, ids: string[]][] = [
  [{ connection: { status: 'PENDING' }, notes: { 'seen e1 IN credentials POST false': refusal } }, 'registration_failed', ['e1']],
  [{ syncs: [{ ...sync, modules: [module] }] }, 'sync_failed', ['c1']],
  [{ syncs: [{ ...sync, status: 'DONE', modules: [{ ...module, held: 400 }] }] }, 'retirement_waiting', ['c1']],
  [{ state: { state: 'BEHIND', pending: 3 } }, 'behind', ['e1']],
  [{ parked: [['e1', 2000], ['e1', 1000]] }, 'parked', ['e1']],
];

for (const [given, wanted, ids] of partners)
  test(`the partners of ${wanted} are ${ids.join()} alone`, async () => {
    const hub = hubWith(given);
    for (const kind of troublesOfPartners)
      assert.deepEqual([...(await inTrouble(hub, kind))], kind === wanted ? ids : [], kind);
  });
