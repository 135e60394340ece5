import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { StoredObject, Wanted } from '../ports/object-store.ts';
import { unchangedIn } from './skip-unchanged-objects.ts';

const abc = {
  ...{ id: 'C1', role: 'CPO', status: 'REGISTERED', party: 'NL*ABC', parties: ['NL*ABC', 'NL*DEF'] },
  options: {},
} as unknown as Connection;

/** Looks for objects of a list in a store that has one object, of ABC with the id 1. */
async function found(
  module: ObjectModuleId,
  stored: Partial<StoredObject> & { text: string },
  objects: object[],
  asked: 'NL*ABC' | 'all' = 'NL*ABC',
) {
  const { text, ...rest } = stored;
  const numbers = { created: 3, changed: 7 };
  const one = {
    module,
    owner: 'NL*ABC',
    id: '1',
    lastUpdated: 0,
    recipient: null,
    lookups: {},
    ...numbers,
    ...rest,
  };
  const hub = {
    store: {
      registry: {
        read: () => ({
          connections: [{ ...abc, business: { name: 'Charging' } }],
          agreements: agreementsOf([]),
        }),
      },
      objects: {
        same: async (wanted: Wanted[]) =>
          wanted.map(({ key, lastUpdated, bytes }) => {
            if (key.owner !== one.owner || key.id !== one.id || lastUpdated > one.lastUpdated)
              return undefined;
            return bytes().toString() === text ? one : undefined;
          }),
      },
    },
  } as unknown as Hub;
  const unchanged = await unchangedIn(hub, { connection: abc, module, asked }, objects);
  return objects.map((object) => unchanged.get(object));
}

const skippedIn = (module: ObjectModuleId) => ({
  outcome: 'unchanged',
  seen: { owner: 'NL*ABC', id: '1' },
  state: { module, owner: 'NL*ABC', id: '1', created: 3, changed: 7 },
});
const skipped = skippedIn('tariffs');
const tariff = { id: '1', currency: 'EUR' };
const storedTariff = '{"id":"1","currency":"EUR","country_code":"NL","party_id":"ABC"}';

test('an object that is stored byte for byte is unchanged, wherever its owner is named @SYNC-09', async () => {
  const marked = { country_code: 'NL', party_id: 'ABC', ...tariff };
  const first = '{"country_code":"NL","party_id":"ABC","id":"1","currency":"EUR"}';
  assert.deepEqual(await found('tariffs', { text: storedTariff }, [tariff]), [skipped]);
  assert.deepEqual(await found('tariffs', { text: first }, [marked]), [skipped]);
  assert.deepEqual(await found('tariffs', { text: first }, [marked], 'all'), [skipped]);
  assert.deepEqual(await found('tariffs', { text: storedTariff }, [{ ...tariff, country_code: 'NL' }]), [
    skipped,
  ]);
  const location = { id: '1', city: 'Rotterdam' };
  const own = '{"id":"1","city":"Rotterdam","operator":{"name":"O"},"country_code":"NL","party_id":"ABC"}';
  assert.deepEqual(await found('locations', { text: own }, [{ ...location, operator: { name: 'O' } }]), [
    skippedIn('locations'),
  ]);
  const given =
    '{"id":"1","city":"Rotterdam","country_code":"NL","party_id":"ABC","operator":{"name":"Charging"}}';
  assert.deepEqual(await found('locations', { text: given }, [location]), [skippedIn('locations')]);
  const session = '{"id":"1","kwh":1}';
  assert.deepEqual(await found('sessions', { text: session, recipient: 'NL*EMP' }, [{ id: '1', kwh: 1 }]), [
    skippedIn('sessions'),
  ]);
});

test('an object that is newer than the stored one is not made into text for the comparison @SYNC-09', async () => {
  const lastUpdated = Date.UTC(2026, 0, 2);
  let texts = 0;
  const of = (time: string) => ({ ...tariff, last_updated: time, toJSON: () => (texts += 1) });
  const stored = { text: storedTariff, lastUpdated };
  assert.deepEqual(await found('tariffs', stored, [of('2026-01-02T00:00:01Z')]), [undefined]);
  assert.equal(texts, 0);
  await found('tariffs', stored, [of('2026-01-02T00:00:00Z'), of('2026-01-01T23:59:59Z'), of('yesterday')]);
  assert.equal(texts, 3);
});

// biome-ignore format: a table
const others: [name: string, module: ObjectModuleId, stored: Partial<StoredObject> & { text: string }, object: object, asked?: 'all'][] = [
  ['another value',                   'tariffs',  { text: storedTariff },                                   { ...tariff, currency: 'USD' }],
  ['another order',                   'tariffs',  { text: storedTariff },                                   { currency: 'EUR', id: '1' }],
  ['another owner of the platform',   'tariffs',  { text: storedTariff },                                   { ...tariff, country_code: 'NL', party_id: 'DEF' }],
  ['a foreign owner',                 'tariffs',  { text: storedTariff },                                   { ...tariff, country_code: 'NL', party_id: 'XYZ' }],
  ['no owner, To headers ignored',     'tariffs',  { text: storedTariff },                                   tariff, 'all'],
  ['an object that was retired',      'tariffs',  { text: storedTariff, lookups: { retired: 'then' } },     tariff],
  ['an object of another edition',    'tariffs',  { text: storedTariff, edition: '2.2.1' },                 tariff],
  ['a Session that is held',          'sessions', { text: '{"id":"1","kwh":1}' },                           { id: '1', kwh: 1 }],
];

for (const [name, module, stored, object, asked] of others)
  test(`${name} goes through a write`, async () =>
    assert.deepEqual(await found(module, stored, [object], asked), [undefined]));
