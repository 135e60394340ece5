import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import { type Ground, type Holding, ranked } from './rank-contract-holders.ts';

/** A holding of a contract by a provider on one ground, found by the contract exactly as it is spelt. */
function by(provider: string, ground: Ground, more: Partial<Holding> = {}): Holding {
  const party = provider as Party;
  return { provider: party, party, ground, exact: true, since: 0, order: 0, firstAtHead: false, ...more };
}

const [a, b, c] = ['DE*AAA', 'DE*BBB', 'DE*CCC'] as const;

// biome-ignore format: a table
const rows: [what: string, holdings: Holding[], head: Party | undefined, providers: string[]][] = [
  ['the stronger ground first, whatever the order', [by(a, 'invalid_token'), by(b, 'token'), by(c, 'history')], undefined, [c, b, a]],
  ['of one provider the strongest alone',           [by(a, 'token'), by(a, 'settled'), by(b, 'own_word')],      undefined, [a, b]],
  ['the contract as it is spelt before others',     [by(a, 'token', { exact: false }), by(b, 'token', { order: 9 })], undefined, [b, a]],
  ['who first named the head before who stored first', [by(a, 'token'), by(b, 'token', { order: 9, firstAtHead: true })], undefined, [b, a]],
  ['the head does not count beside history',        [by(a, 'history'), by(b, 'history', { order: 9, firstAtHead: true })], undefined, [a, b]],
  ['the older in the order of changes',             [by(a, 'token', { order: 2 }), by(b, 'token', { order: 1 })], undefined, [b, a]],
  ['the older in time where the order is the same', [by(a, 'history', { since: 2 }), by(b, 'history', { since: 1 })], undefined, [b, a]],
  ['nobody but the provider at the head',           [by(a, 'history'), by(b, 'own_head')],                      b,         [b]],
  ['and whom the operator of the hub has named',    [by(a, 'settled'), by(b, 'own_head'), by(c, 'token')],      b,         [a, b]],
];

for (const [what, holdings, head, providers] of rows)
  test(`who holds a contract: ${what} @ROUTE-43 @ROUTE-54`, () => {
    assert.deepEqual(
      ranked(holdings, head).map(({ provider }) => provider),
      providers,
    );
  });
