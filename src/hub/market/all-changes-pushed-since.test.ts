import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { reachAfter } from './all-changes-pushed-since.ts';

const parties: Party[] = ['DE*EMP'];
const connection = (more: Partial<Connection> = {}, options = {}): Connection =>
  ({
    ...{ id: 'e1', role: 'EMSP', parties, status: 'REGISTERED' },
    endpoints: ['locations', 'cdrs', 'tokens'].map((identifier) => ({ identifier, url: 'https://x' })),
    options: { push: true, catch_up: true, ...options },
    ...more,
  }) as unknown as Connection;
const known = { parties, from: { locations: 3, cdrs: 5 } };

test('a provider is handed all of the modules it offers from the present on, and no Tokens', () => {
  assert.deepEqual(reachAfter(undefined, connection(), 9), { parties, from: { locations: 9, cdrs: 9 } });
});

test('what it is handed already it goes on to be handed, and a suspension loses nothing', () => {
  assert.deepEqual(reachAfter(known, connection(), 9), known);
  assert.deepEqual(reachAfter(known, connection({ status: 'SUSPENDED' }), 9), known);
});

// biome-ignore format: a table
const closed: [what: string, at: Connection][] = [
  ['pushing is switched off',      connection({}, { push: false })],
  ['nothing is caught up',         connection({}, { catch_up: false })],
  ['it has not registered',        connection({ status: 'PENDING' })],
];
for (const [what, at] of closed)
  test(`where ${what} it is handed nothing for certain, and begins anew after that`, () => {
    const between = reachAfter(known, at, 9);
    assert.deepEqual(between, { parties, from: {} });
    assert.deepEqual(reachAfter(between, connection(), 11).from, { locations: 11, cdrs: 11 });
  });

test('a module that it offers anew begins anew', () => {
  const without = reachAfter(known, connection({ endpoints: connection().endpoints.slice(0, 1) }), 9);
  assert.deepEqual(reachAfter(without, connection(), 11).from, { locations: 3, cdrs: 11 });
});

test('with another party all begins anew', () => {
  const more: Party[] = ['DE*EMP', 'DE*OTH'];
  assert.deepEqual(reachAfter(known, connection({ parties: more }), 9), {
    parties: more,
    from: { locations: 9, cdrs: 9 },
  });
});
