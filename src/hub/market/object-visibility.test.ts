import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import { receiversOf, visibleTo } from './object-visibility.ts';

const [abc, xyz, emp, oth] = ['NL*ABC', 'NL*XYZ', 'DE*EMP', 'FR*OTH'] as [Party, Party, Party, Party];
const noon = Date.parse('2026-03-01T12:00:00Z');

/**
 * A registry with two operators and two providers; ABC has agreements with both, XYZ with none, and OTH's connection
 * has the given status.
 */
function market(othStatus = 'REGISTERED'): RegistryState {
  const connection = (role: string, party: Party, status = 'REGISTERED') => ({
    ...{ id: party, role, party, parties: [party], status, tokenToUs: null, nextTokenToUs: null },
  });
  const agreement = (emsp: Party) => ({
    ...{ id: emsp, cpo: abc, emsp, status: 'ACTIVE', valid_from: null, valid_to: null },
    ...{ created: '2026-01-01T00:00:00Z', since: '2026-01-01T00:00:00Z' },
  });
  return {
    connections: [
      ...[connection('CPO', abc), connection('CPO', xyz)],
      ...[connection('EMSP', emp), connection('EMSP', oth, othStatus)],
    ],
    agreements: agreementsOf([agreement(emp), agreement(oth)]),
  } as unknown as RegistryState;
}

// biome-ignore format: a table
const rows: [what: string, module: ObjectModuleId, owner: Party, recipient: Party | null, only: Party | undefined, receivers: Party[]][] = [
  ['a Location to all agreed providers',             'locations', abc, null, undefined, [emp, oth]],
  ['a Location of nobody\'s partner to nobody',      'locations', xyz, null, undefined, []],
  ['a Location to the one that is addressed',        'locations', abc, null, oth,       [oth]],
  ['a Location to nobody that is not agreed',        'locations', xyz, null, emp,       []],
  ['a Session to its provider alone',                'sessions',  abc, emp,  undefined, [emp]],
  ['a Session to nobody else who is addressed',      'sessions',  abc, emp,  oth,       []],
  ['a Session that is held to nobody',               'sessions',  abc, null, undefined, []],
  ['a CDR to its provider alone',                    'cdrs',      abc, oth,  undefined, [oth]],
  ['a Token to agreed operators',                    'tokens',    emp, null, undefined, [abc]],
];

for (const [what, module, owner, recipient, only, receivers] of rows)
  test(`${what} @HUB-30 @ROUTE-17 @ROUTE-20`, () => {
    const found = receiversOf(market(), { module, owner, recipient }, noon, only);
    assert.deepEqual(
      found.map(({ party }) => party),
      receivers,
    );
  });

test('who is suspended gets nothing', () => {
  const found = receiversOf(market('SUSPENDED'), { module: 'locations', owner: abc, recipient: null }, noon);
  assert.deepEqual(
    found.map(({ party }) => party),
    [emp],
  );
});

test('a provider sees what its operators publish, and Sessions that are bound to it alone @HUB-10 @ROUTE-20', () => {
  assert.deepEqual(visibleTo(market(), 'locations', [emp], noon), [{ owner: abc }]);
  assert.deepEqual(visibleTo(market(), 'sessions', [emp], noon), [{ owner: abc, recipient: emp }]);
  assert.deepEqual(visibleTo(market(), 'cdrs', [emp, oth], noon, abc), [
    { owner: abc, recipient: emp },
    { owner: abc, recipient: oth },
  ]);
  assert.deepEqual(visibleTo(market(), 'locations', [emp], noon, xyz), []);
  assert.deepEqual(visibleTo(market(), 'tokens', [xyz], noon), []);
});

test('a window has all objects that have come to read otherwise in it, for readers of another version alone @HUB-41', () => {
  const at = (hour: number) => `2026-02-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const { connections, agreements } = market();
  const state = {
    agreements,
    connections: connections.map((one) => {
      if (one.party === abc) return { ...one, anew: { tax_percent: at(8), time_zone: at(10) } };
      return one.party === emp ? { ...one, edition: '2.2.1' as const, anew: { edition: at(6) } } : one;
    }),
  };
  const isAnew = (module: ObjectModuleId, reader: Party, from: number, to?: number) => {
    const window = { from: Date.parse(at(from)), ...(to === undefined ? {} : { to: Date.parse(at(to)) }) };
    const [seen] = visibleTo(state, module, [reader], noon, undefined, window);
    return seen?.late !== undefined;
  };
  assert.deepEqual([isAnew('tariffs', emp, 8), isAnew('tariffs', emp, 9)], [true, false]);
  assert.deepEqual([isAnew('locations', emp, 10), isAnew('locations', emp, 11)], [true, false]);
  assert.deepEqual([isAnew('locations', emp, 5, 7), isAnew('locations', emp, 7, 10)], [true, false]);
  assert.deepEqual([isAnew('tariffs', oth, 5), isAnew('locations', oth, 5)], [false, false]);
  assert.deepEqual([isAnew('sessions', emp, 5), isAnew('cdrs', emp, 5)], [false, false]);
});
