import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Early, Express, Outgoing, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Translations } from '../object-translation-types.ts';
import type { Connection, RegistryState } from '../ports/connection-registry.ts';
import type { Store } from '../ports/store.ts';
import type { Delivery, Push } from '../push-types.ts';
import { newDialects } from './change-in-partner-dialect.ts';
import { oneVersion } from './fake-hub-for-delivery-tests.ts';
import { expressLane } from './fast-push.ts';
import type { Parking } from './parked-object-types.ts';
import { outbound } from './recipients-of-change.ts';
import { conclude, noteDelivery } from './send-change-to-partner.ts';
import { newStatesAhead, type StatesAhead } from './states-ahead-of-order.ts';
import { type ConfirmedStates, newConfirmedStates } from './states-confirmed-by-readers.ts';

const abc = 'NL*ABC' as Party;
const emp = 'DE*EMP' as Party;
const other = 'DE*OTH' as Party;
const noon = Date.parse('2026-03-01T12:00:00Z');

const patch: Push = {
  object: { module: 'locations', owner: abc, id: 'L1', recipient: null, changed: 7, lookups: {} },
  ...{ method: 'PATCH', id: 'L1', path: ['E1'], body: Buffer.from('{"status":"CHARGING"}') },
};

/**
 * A push to test: connections, agreements and notes about the object; `later` changes them after the push was handed
 * out.
 */
interface Case {
  push?: Partial<Push>;
  connection?: Partial<Connection>;
  parties?: Party[];
  validTo?: string;
  noted?: boolean;
  later?: Partial<{ now: number; status: string; mine: boolean }>;
  /** Changes that come to pass while the change is translated. */
  translating?: Case['later'];
  /** The state of the object for readers of another version; the connection is then one of them. */
  newer?: object;
  confirmed?: ConfirmedStates;
  ahead?: StatesAhead;
}

/**
 * Hands a push out, and sends it by an express lane whose network is `express`; returns the requests that left and the
 * results.
 */
async function sent(given: Case, answer?: Early, reply?: Partial<Reply>) {
  const world = { now: noon, status: 'REGISTERED', mine: true };
  const parties = given.parties ?? [emp];
  const edition = given.newer ? { edition: '2.2.1' } : {};
  const made = () =>
    ({
      connections: [
        {
          ...{ id: 'C2', role: 'EMSP', status: world.status, party: emp, parties, tokenToThem: 'token' },
          endpoints: [{ identifier: 'locations', url: 'https://emp.example/ocpi/locations' }],
          options: { push: true, push_as: 'owner' },
          ...edition,
          ...given.connection,
        },
      ],
      agreements: agreementsOf(
        parties.map((emsp) => ({
          ...{ id: emsp, cpo: abc, emsp, status: 'ACTIVE', valid_from: null, since: '2026-01-01T00:00:00Z' },
          valid_to: given.validTo ?? null,
        })),
      ),
    }) as unknown as RegistryState;
  let state = made();
  const store = {
    registry: { read: () => state },
    processes: { isMine: () => world.mine },
    objects: { get: async () => ({ ...patch.object, bytes: Buffer.from('{"id":"L1"}') }) },
  } as unknown as Store;
  const requests: Outgoing[] = [];
  const again: Outgoing[] = [];
  const settled: string[] = [];
  const express: Express = (request, ended) => {
    requests.push(request);
    setImmediate(() => ended(answer));
    return true;
  };
  const send = async (request: Outgoing) => {
    again.push(request);
    return { outcome: 'answered', success: false, http: 200, headers: {}, message: 'no', ...reply } as Reply;
  };
  const parking = {
    isNoted: () => given.noted ?? false,
    isRefused: () => false,
    settle: (object: string) => void settled.push(object),
    refuse: async (item: { object: string }) => void settled.push(`refused ${item.object}`),
  } as unknown as Parking;
  const options = {
    ...{
      store,
      send,
      express,
      dialects: newDialects(store, given.newer ? intoNewer(given.newer) : oneVersion),
      confirmed: given.confirmed ?? newConfirmedStates(),
      ahead: given.ahead ?? newStatesAhead(),
      now: () => world.now,
    },
    ...{ party: 'NL*HUB' as Party, timeout: 1000 },
  };
  const handedOut = outbound(options, { ...patch, ...given.push });
  Object.assign(world, given.later);
  if (given.later?.status) state = made();
  const landed = await new Promise<Delivery | undefined>((done) => {
    const lane = expressLane(options, 'C2', {
      parking: () => parking,
      pass: async () => ({ error: 'left to the careful way' }),
      conclude: async (receiver, told, early, outbound) =>
        noteDelivery(options, 'C2', parking, outbound, await conclude(options, receiver, told, early)),
    });
    if (!lane(handedOut, done)) done(undefined);
    Object.assign(world, given.translating);
  });
  return { requests, again, settled, landed };
}

/** Translations of every object into another version, in which it has this content. */
function intoNewer(content: object): Translations {
  const of: Translations['of'] = async (object) => ({
    object: { ...object, bytes: Buffer.from(JSON.stringify(content)) },
    ledger: { lost: [], invented: [], notes: [] },
  });
  return { ...oneVersion, isSame: () => false, of, once: of };
}

test('a change of which nothing is unusual is sent once, and its success settles what was noted', async () => {
  const { requests, again, settled, landed } = await sent({});
  assert.deepEqual(
    requests.map(({ method, url, to, token }) => [method, url, to, token]),
    [['PATCH', 'https://emp.example/ocpi/locations/NL/ABC/L1/E1', emp, 'token']],
  );
  assert.deepEqual([again, settled, landed], [[], ['locations NL*ABC L1'], {}]);
});

const newer = (status: string) => ({ id: 'L1', publish: true, evses: [{ uid: 'E1', status }] });

test('a change goes to readers of another version as the difference from what they took, and as nothing where they see none', async () => {
  const confirmed = newConfirmedStates();
  const whole: Partial<Push> = { method: 'PUT', path: [], body: Buffer.from('{"id":"L1"}') };
  const sentAs = async (status: string, push?: Partial<Push>) => {
    const { requests, again, settled, landed } = await sent({ newer: newer(status), push, confirmed });
    assert.deepEqual([again, settled, landed], [[], ['locations NL*ABC L1'], {}]);
    return requests.map(({ method, url, body }) => [
      method,
      url.slice('https://emp.example/ocpi/'.length),
      JSON.parse(String(body)),
    ]);
  };
  assert.deepEqual(await sentAs('AVAILABLE', whole), [['PUT', 'locations/NL/ABC/L1', newer('AVAILABLE')]]);
  assert.deepEqual(await sentAs('CHARGING'), [['PATCH', 'locations/NL/ABC/L1/E1', { status: 'CHARGING' }]]);
  assert.deepEqual(await sentAs('CHARGING'), []);
});

test('what changes while a change is translated counts, and the careful way has the rest', async () => {
  const ended = await sent({
    ...{ newer: newer('CHARGING'), validTo: '2026-03-01T12:00:01Z', translating: { now: noon + 1000 } },
  });
  assert.deepEqual([ended.requests, ended.landed], [[], { error: 'left to the careful way' }]);
});

test('a failure at a reader of another version forgets what it had', async () => {
  const confirmed = newConfirmedStates();
  const early: Early = { requestId: 'r1', started: noon, answer: new Error('closed') };
  await sent({ newer: newer('AVAILABLE'), push: { method: 'PUT', path: [] }, confirmed });
  await sent({ newer: newer('CHARGING'), confirmed }, early, { outcome: 'unreachable', success: false });
  const { requests } = await sent({ newer: newer('CHARGING'), confirmed });
  assert.deepEqual(
    requests.map(({ method }) => method),
    ['PUT'],
  );
});

test('an answer that is no success is concluded without another request, as the careful way does', async () => {
  const early: Early = { requestId: 'r1', started: noon, answer: new Error('closed') };
  const down = await sent({}, early, { outcome: 'unreachable', http: null, code: null });
  assert.deepEqual([down.again.map((request) => request.early), down.landed?.down], [[early], true]);
  const whole: Partial<Push> = { method: 'PUT', path: [], body: Buffer.from('{"id":"L1"}') };
  const refused = await sent({ push: whole }, early, { code: 2001 });
  assert.deepEqual(refused.settled, ['refused locations NL*ABC L1']);
  assert.equal(refused.landed?.error, 'locations L1 for DE*EMP: no');
});

test('an agreement that ends by its date, and a suspension, hold for what is handed out already @HUB-10', async () => {
  const ends = '2026-03-01T12:00:01Z';
  assert.ok((await sent({ validTo: ends, later: { now: noon + 999 } })).landed);
  assert.equal((await sent({ validTo: ends, later: { now: noon + 1000 } })).landed, undefined);
  assert.equal((await sent({ later: { status: 'SUSPENDED' } })).landed, undefined);
});

// biome-ignore format: a table
const unusual: [name: string, given: Case][] = [
  ['a deletion',                         { push: { method: 'DELETE', path: [], body: undefined } }],
  ['a CDR',                              { push: { method: 'POST' } }],
  ['a push that names its receiver',     { push: { direct: true, only: emp } }],
  ['one whose answer somebody awaits',   { push: { answerOf: emp } }],
  ['an id that leads elsewhere',         { push: { id: '..' } }],
  ['a Token that may be kept back',      { push: { object: { ...patch.object, lookups: { over: 'DE*OTH' } } } }],
  ['a platform of two parties',          { parties: [emp, other] }],
  ['a connection with the hub\'s ids',   { connection: { options: { push: true, push_as: 'hub' } as Connection['options'] } }],
  ['a part in another dialect',          { connection: { options: { push: true, push_as: 'owner', extensions: 'none' } as Connection['options'] } }],
  ['an object of which something is noted', { noted: true }],
  ['an object that is ahead of the order', { ahead: { ...newStatesAhead(), has: () => true } }],
  ['a connection of another process',    { later: { mine: false } }],
];

for (const [name, given] of unusual)
  test(`${name} is left to the careful way`, async () => {
    const { requests, landed } = await sent(given);
    assert.deepEqual([requests, landed], [[], undefined]);
  });
