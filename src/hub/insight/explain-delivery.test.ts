import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import { defaultOptions } from '../partners/connections.ts';
import type { Agreement, Connection } from '../ports/connection-registry.ts';
import type { DeliveryState, Parked } from '../push-types.ts';
import { why } from './explain-delivery.ts';

const owner: Party = 'NL*ABC';
const party: Party = 'DE*EMP';
const day = (hour: number) => `2026-03-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** The notes of one case, and the exchanges in the journal, which begins at 12 o'clock. */
interface Case {
  module?: 'cdrs' | 'locations';
  /** Number of the change that gave the object its present state. */
  changed?: number;
  delivery?: Partial<DeliveryState>;
  agreement?: Partial<Agreement> | null;
  connection?: Partial<Connection>;
  /** Notes (keyed values that expire) in the fake store, by kind. */
  notes?: Record<string, object>;
  parked?: Partial<Parked>[];
  sent?: Partial<Exchange>[];
  written?: Partial<Exchange>[];
}

const reach: Record<string, object> = { reach: { parties: [party], from: { cdrs: 2, locations: 2 } } };

/** A hub that has CDR or Location X1 of NL*ABC, changed at 8 o'clock, and the provider DE*EMP. */
function hubWith(given: Case): Hub {
  const { module = 'cdrs', changed = 7, delivery, agreement, connection, notes = reach } = given;
  const endpoints = ['cdrs', 'locations'].map((identifier) => ({ identifier, url: 'https://e.example' }));
  const emp = {
    ...{ id: 'e1', role: 'EMSP', party, parties: [party], status: 'REGISTERED', created: day(1) },
    ...{ options: defaultOptions, endpoints, ...connection },
  } as unknown as Connection;
  const abc = { ...emp, id: 'c1', role: 'CPO', party: owner, parties: [owner] } as Connection;
  const between = {
    ...{ id: 'a1', cpo: owner, emsp: party, status: 'ACTIVE', since: day(2), created: day(2) },
    ...{ valid_from: null, valid_to: null, after: 3, deleted: false, ...agreement },
  } as Agreement;
  const stored = {
    ...{ module, owner, id: 'x1', created: 5, changed, lastUpdated: Date.parse(day(8)), gone: false },
    recipient: module === 'cdrs' ? party : null,
    lookups: { id: 'X1' },
    bytes: Buffer.from(JSON.stringify({ id: 'X1', last_updated: day(8) })),
  };
  const sent = (given.sent ?? []).map((one) => ({
    ...{ direction: 'OUT', connection: 'e1', to: party, method: 'PUT', http_status: 200, ocpi_status: 1000 },
    ...{ url: 'https://e.example/locations/NL/ABC/X1', request_id: 'r1', error: null },
    ...{ request: { body: null }, response: { body: null }, ...one },
  }));
  const written = (given.written ?? []).map((one) => ({
    ...{ direction: 'IN', connection: 'c1', method: 'POST', time: day(13), request_id: 'r2', error: null },
    ...{ url: '/ocpi/emsp/2.1.1/cdrs', request: { body: JSON.stringify({ id: 'X1' }) } },
    ...{ response: { headers: {}, body: null }, ...one },
  }));
  const state = { connections: [abc, emp], agreements: agreementsOf(agreement === null ? [] : [between]) };
  const stands = { state: 'LIVE', pending: 0, confirmed: 90, behind_since: null, last_error: null };
  return {
    party: 'NL*HUB',
    now: () => Date.parse(day(20)),
    store: {
      journal: {
        begin: async () => day(12),
        find: async ({ direction }: { direction: string }) => (direction === 'OUT' ? sent : written),
      },
      notes: { get: async (kind: string) => notes[kind], all: async () => [] },
      registry: { read: () => state },
      objects: { get: async () => stored, find: async () => [stored] },
    },
    translations: { isSame: () => true },
    deliver: {
      states: async () => new Map([['e1', { ...stands, ...delivery }]]),
      parked: async () => given.parked ?? [],
      state: () => ({ ...stands, ...delivery }),
    },
  } as unknown as Hub;
}

const answerTo = async (given: Case) => {
  const { answer, delivered, reasons } = await why(
    hubWith(given),
    { module: given.module ?? 'cdrs', owner, id: 'X1' },
    party,
  );
  return { answer, delivered, code: reasons[0]?.code };
};

test('a CDR whose push the trace has lost has reached a provider that is handed all and has confirmed it', async () => {
  assert.deepEqual(await answerTo({}), {
    answer: `CDR X1 of NL*ABC has reached DE*EMP: delivered before ${day(12)}, where the trace begins.`,
    delivered: true,
    code: 'delivered',
  });
});

test('what another process delivers has not reached a provider whose agreement has ended, though this process has not heard of that', async () => {
  const hub = hubWith({ module: 'locations' });
  const name = { module: 'locations', owner, id: 'X1' } as const;
  const answer = async () => (await why(hub, name, party)).delivered;
  assert.equal(await answer(), true);
  hub.deliver.state = () => undefined;
  const { connections, agreements } = hub.store.registry.read();
  const ended = [...agreements].map((one) => ({ ...one, status: 'TERMINATED' as const }));
  hub.store.registry.agree = async () => {
    hub.store.registry.read = () => ({ connections, agreements: agreementsOf(ended) });
    return [];
  };
  assert.equal(await answer(), null);
});

const refused = {
  object: 'cdrs NL*ABC x1',
  state: 'REFUSED',
  since: Date.parse(day(9)),
  error: 'no such driver',
} as const;
const list = {
  from: null,
  to: null,
  position: 8,
  began: Date.parse(day(9)),
  ended: Date.parse(day(10)),
  request: 'r9',
};
const location = { module: 'locations' } as const;
/** The journalled request of a write with this `last_updated`. */
const written = (last_updated: string | undefined) => ({
  request: { headers: {}, body: JSON.stringify({ id: 'X1', last_updated }) },
});

// biome-ignore format: a table
const cases: [what: string, given: Case, delivered: boolean | null, code: string][] = [
  ['whose sender hung up before the answer',                      { written: [{ http_status: 200, ocpi_status: null, error: 'the caller hung up' }] }, true, 'delivered'],
  ['whose last write the hub refused',                             { written: [{ http_status: 200, ocpi_status: 2001 }] }, false, 'refused_by_hub'],
  ['whose last write is stored, though the hub failed at it',       { written: [{ http_status: 200, ocpi_status: 3000, ...written(day(8)) }] }, true, 'delivered'],
  ['whose last write is stored, though a server in between failed', { written: [{ http_status: 502, ocpi_status: null, ...written(day(8)) }] }, true, 'delivered'],
  ['of whose last write nobody knows whether it is stored',         { written: [{ http_status: 200, ocpi_status: 3000, ...written(undefined) }] }, true, 'delivered'],
  ['that came after its deletion was refused, since it was unknown', { ...location, written: [{ method: 'DELETE', url: '/ocpi/emsp/2.1.1/locations/NL/ABC/X1', http_status: 404, ocpi_status: 2001 }] }, true, 'delivered'],
  ['whose deletion the hub refused for another reason',             { ...location, written: [{ method: 'DELETE', url: '/ocpi/emsp/2.1.1/locations/NL/ABC/X1', http_status: 200, ocpi_status: 2000 }] }, false, 'refused_by_hub'],
  ['whose newer state the hub failed to take',                      { written: [{ http_status: 200, ocpi_status: 3000, ...written(day(9)) }] }, false, 'refused_by_hub'],
  ['of which a refusal is noted',                                  { parked: [refused] },                              false, 'refused_by_partner'],
  ['that a partner could not take for its sender',                 { parked: [{ ...refused, state: 'RETURNED' }] },    false, 'missed'],
  ['that is past the position of a partner that is down',          { delivery: { state: 'DOWN', confirmed: 6 } },      false, 'down'],
  ['older than what the partner is handed for certain',            { changed: 2 },                                     null,  'not_known'],
  ['to a partner whose reach is not noted',                        { notes: {} },                                      null,  'not_known'],
  ['on a list that the partner has read to its end',               { notes: { pulled: { lists: [list] } } },           true,  'pulled'],
  ['changed since the list that the partner has read',             { changed: 9, notes: { pulled: { lists: [list] } } }, null, 'not_known'],
  ['on a list that was read before the two exchanged data',        { ...location, agreement: { since: day(11), created: day(3) }, notes: { pulled: { lists: [list] } } }, null, 'not_known'],
  ['whose last change went to another alone',                      { ...location, notes: { ...reach, addressed: { changed: 7, to: 'DE*OTH' } } }, null, 'not_known'],
  ['whose last change went to this partner alone',                 { ...location, notes: { ...reach, addressed: { changed: 7, to: party } } }, true, 'delivered'],
  ['stored before the two exchanged data, and traced since',       { ...location, agreement: { created: day(13), since: day(13), after: 8 } }, false, 'not_pushed'],
  ['older than the present state of the agreement',                { ...location, agreement: { since: day(11), after: 8 } }, null, 'not_known'],
  ['of two without an agreement',                                  { ...location, agreement: null, connection: { options: { ...defaultOptions, push: false } } }, false, 'no_agreement'],
  ['changed since the agreement was terminated',                   { ...location, agreement: { status: 'TERMINATED', after: 6 } }, false, 'agreement_terminated'],
  ['unchanged since the agreement was terminated',                 { ...location, agreement: { status: 'TERMINATED', after: 8 } }, null, 'agreement_terminated'],
];
for (const [what, given, delivered, code] of cases)
  test(`of an object ${what} is said: ${code}`, async () => {
    const { answer, ...said } = await answerTo(given);
    assert.deepEqual(said, { delivered, code }, answer);
    assert.match(
      answer,
      delivered === null ? /^It is not known whether / : delivered ? / has reached / : / has not reached /,
    );
  });

test('a partner that has been sent an older version has that one, and nothing newer', async () => {
  const request = { headers: {}, body: JSON.stringify({ id: 'X1', last_updated: day(7) }) };
  const { answer, delivered } = await answerTo({
    ...location,
    delivery: { state: 'DOWN', confirmed: 6, behind_since: day(14) },
    sent: [{ time: day(13), request }],
  });
  assert.equal(delivered, false);
  assert.ok(
    answer.startsWith(
      `DE*EMP has an older version, of ${day(13)}, of Location X1 of NL*ABC: DE*EMP cannot be reached since ${day(14)}`,
    ),
    answer,
  );
});
