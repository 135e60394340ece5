import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../ocpi/messages/exchange.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { DeliveryState } from '../changes.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub.ts';
import { defaultOptions } from '../partners/connections.ts';
import type { StoredObject } from '../ports/objects.ts';
import type { Connection } from '../ports/registry.ts';
import { deliveryStory } from './why-delivery.ts';

const owner: Party = 'NL*ABC';
const party: Party = 'DE*EMP';
const name = { module: 'locations', owner, id: 'L1' } as const;
const connection = {
  ...{ id: 'e1', role: 'EMSP', party, parties: [party], status: 'REGISTERED' },
  options: defaultOptions,
} as unknown as Connection;
const at = (minute: number) => new Date(Date.parse('2026-03-01T12:00:00Z') + minute * 60_000).toISOString();

/** A write of the Location, to the hub or on from it, answered with success. */
function write(minute: number, more: Partial<Exchange> = {}): Exchange {
  return {
    ...{ time: at(minute), request_id: `r${minute}`, method: 'PUT', module: 'locations', to: party },
    ...{ url: 'https://emp.example/locations/NL/ABC/L1', http_status: 200, ocpi_status: 1000, error: null },
    request: { body: null },
    response: { body: null },
    ...more,
  } as unknown as Exchange;
}

/** The reasons for a Location that changed at the minute `taken`, with these exchanges and this delivery state of the partner. */
async function codes(taken: number, sent: Exchange[], delivery: Partial<DeliveryState>): Promise<string[]> {
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
    deliver: { states: async () => new Map([['e1', state]]), parked: async () => [] },
  } as unknown as Hub;
  const stored = { ...name, changed: 7, lookups: { id: 'L1' }, bytes: Buffer.from('{}') };
  const door = {
    stored: stored as unknown as StoredObject,
    taken: write(taken),
    refusedLast: undefined,
    from: at(0),
  };
  const { reasons } = await deliveryStory(hub, name, door, { party, connection }, false);
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
