import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import { defaultOptions } from '../partners/connections.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { DeliveryState } from '../push-types.ts';
import { deliveryStory } from './delivery-story.ts';

const owner: Party = 'NL*ABC';
const party: Party = 'DE*EMP';
const name = { module: 'locations', owner, id: 'L1' } as const;
const connection = {
  ...{ id: 'e1', role: 'EMSP', party, parties: [party], status: 'REGISTERED' },
  options: defaultOptions,
} as unknown as Connection;
const at = (minute: number) => new Date(Date.parse('2026-03-01T12:00:00Z') + minute * 60_000).toISOString();

/** A write of the Location, to the hub or on from it, that was answered with success. */
function write(minute: number, more: Partial<Exchange> = {}): Exchange {
  return {
    ...{ time: at(minute), request_id: `r${minute}`, method: 'PUT', module: 'locations', to: party },
    ...{ url: 'https://emp.example/locations/NL/ABC/L1', http_status: 200, ocpi_status: 1000, error: null },
    request: { body: null },
    response: { body: null },
    ...more,
  } as unknown as Exchange;
}

/**
 * The reason codes for a Location that changed at the minute `taken`, with these exchanges and this delivery state of
 * the partner, where the two still exchange data unless there is an obstacle.
 */
async function codes(
  taken: number,
  sent: Exchange[],
  delivery: Partial<DeliveryState>,
  { obstacle = false, content = {} }: { obstacle?: boolean; content?: object } = {},
): Promise<string[]> {
  const state = {
    state: 'LIVE',
    pending: 0,
    confirmed: 7,
    behind_since: null,
    last_error: null,
    ...delivery,
  };
  const hub = {
    party: 'NL*HUB',
    now: () => Date.parse(at(60)),
    store: {
      journal: {
        find: async ({ direction }: { direction: string }) => (direction === 'OUT' ? sent : []),
        begin: async () => at(0),
      },
      notes: { get: async () => undefined },
      registry: { read: () => ({ connections: [connection], agreements: agreementsOf([]) }) },
    },
    translations: { isSame: () => true },
    deliver: { states: async () => new Map([['e1', state]]), parked: async () => [], state: () => state },
  } as unknown as Hub;
  const stored = { ...name, changed: 7, lookups: { id: 'L1' }, bytes: Buffer.from(JSON.stringify(content)) };
  const door = {
    stored: stored as unknown as StoredObject,
    taken: write(taken),
    refusedLast: undefined,
    from: at(0),
  };
  const { reasons } = await deliveryStory(hub, name, door, { party, connection }, obstacle);
  return reasons.map(({ code }) => code);
}

// biome-ignore format: a table
const rows: [what: string, taken: number, sent: Exchange[], delivery: Partial<DeliveryState>, code: string][] = [
  ['sent after its last change',                       1, [write(2)], {},                                  'delivered'],
  ['sent after its last change, others still missing', 1, [write(2)], { state: 'DOWN', confirmed: 7 },     'delivered'],
  ['sent before its last change, which waits',         3, [write(2)], { pending: 4, confirmed: 6 },        'on_its_way'],
  ['sent before its last change, the partner is down', 3, [write(2)], { state: 'DOWN', confirmed: 6 },     'down'],
  ['sent, and the partner is down since for it',       1, [write(2)], { state: 'DOWN', confirmed: 6 },     'down'],
  ['sent, and the partner is behind with it',          1, [write(2)], { state: 'BEHIND', confirmed: 6 },   'behind'],
  ['sent before its last change, nothing is missing',  3, [write(2)], {},                                  'not_pushed'],
  ['refused for good after its last change',           1, [write(2, { http_status: 404, ocpi_status: 2003 })], {}, 'refused_by_partner'],
  ['never sent',                                       1, [],         {},                                  'not_pushed'],
];

for (const [what, taken, sent, delivery, code] of rows)
  test(`of an object that was ${what} is said: ${code}`, async () => {
    assert.deepEqual(await codes(taken, sent, delivery), [code]);
  });

const location = (name: string, ...evses: [uid: string, status: string][]) => ({
  ...{ id: 'L1', name, last_updated: at(0) },
  evses: evses.map(([uid, status]) => ({ uid, status, last_updated: at(0) })),
});
const evse = ([uid, status]: [string, string], more: Partial<Exchange> = {}): Partial<Exchange> => ({
  url: `https://emp.example/locations/NL/ABC/L1/${uid}`,
  request: { headers: {}, body: JSON.stringify({ uid, status, last_updated: at(0) }) },
  ...more,
});
const whole = (...given: Parameters<typeof location>): Partial<Exchange> => ({
  request: { headers: {}, body: JSON.stringify(location(...given)) },
});
const cut: Partial<Exchange> = { request: { headers: {}, body: '{"id":"L1","name":"cut' } };

// biome-ignore format: a table
const ended: [what: string, sent: Partial<Exchange>[], has: boolean][] = [
  ['all of it was sent',                               [whole('now', ['L1', 'FREE'])],                                                   true],
  ['all of it was sent, with what a reader need not keep', [whole('now', ['L1', 'FREE']), { url: 'https://emp.example/locations/NL/ABC/L1', method: 'PATCH', request: { headers: {}, body: '{"country_code":"NL"}' } }], true],
  ['an older state of the same second was sent',       [whole('old', ['L1', 'FREE'])],                                                   false],
  ['it and then its newest part were sent',            [whole('now', ['L1', 'USED']), evse(['L1', 'FREE'])],                             true],
  ['it and then an older part were sent',              [whole('now', ['L1', 'USED']), evse(['L1', 'BUSY'])],                             false],
  ['it was sent, and its part was refused',            [whole('now', ['L1', 'USED']), evse(['L1', 'FREE'], { http_status: 400 })],       false],
  ['the trace has cut what was sent',                  [cut],                                                                            true],
  ['the trace holds the last part alone',              [evse(['L1', 'BUSY'])],                                                           true],
  ['its withdrawal was sent before the trace lost that it came again', [whole('now', ['L1', 'FREE']), { method: 'DELETE' }],             false],
];

for (const [what, sent, has] of ended)
  test(`once the two exchange nothing any more, ${has ? 'it counts as delivered' : 'it does not'} where ${what}`, async () => {
    const pushes = sent.map((one, nth) => write(2 + nth, one)).reverse();
    const found = await codes(1, pushes, {}, { obstacle: true, content: location('now', ['L1', 'FREE']) });
    assert.deepEqual(found, has ? ['delivered'] : []);
  });

test('a live partner that has not confirmed a change of the same second has it still on its way', async () => {
  const content = location('now', ['L1', 'FREE']);
  const sent = [write(2, whole('old', ['L1', 'FREE']))];
  assert.deepEqual(await codes(1, sent, { pending: 1, confirmed: 6 }, { content }), ['on_its_way']);
  assert.deepEqual(await codes(1, sent, { confirmed: 7 }, { content }), ['delivered']);
});
