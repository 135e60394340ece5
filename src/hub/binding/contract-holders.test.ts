import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newMemory } from '../in-memory-state.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { knownOf } from './contract-holders.ts';

const vic: Party = 'DE*VIC';
const evl: Party = 'DE*EVL';

test('who names a contract that is the uid of an older Token comes after that Token, and does not hold its head (ROUTE-44)', async () => {
  const { tokens, first } = await knownOf(hubAfter({ token: 7, naming: 7 }), 'CARDS1');
  const order = [...tokens].sort((a, b) => a.order - b.order).map(({ owner }) => owner);
  assert.deepEqual(order, [vic, evl]);
  assert.equal(first, undefined);
});

test('a Token whose uid is a contract of a head that somebody has named does not take the head (ROUTE-43)', async () => {
  const { first } = await knownOf(hubAfter({ token: 8, naming: 7 }), 'CARDS1');
  assert.equal(first, evl);
});

/**
 * A hub in which V has a Token with uid CARDS1, made by change number `token`, and E named CARDS1 as a contract when
 * `naming` was the newest change.
 */
function hubAfter({ token: made, naming }: { token: number; naming: number }): Hub {
  const token = (owner: Party, uid: string, contract: string, created: number) =>
    ({
      owner,
      module: 'tokens',
      id: `RFID|${uid}`,
      created,
      lookups: { uid, auth_id: contract },
      bytes: Buffer.from('{"valid":true}'),
    }) as unknown as StoredObject;
  const stored = [token(vic, 'CARDS1', 'DE-VIC-1', made), token(evl, 'OTHER', 'CARDS1', 9)];
  const found = { party: evl, at: 0, position: naming };
  const notes = {
    get: (kind: string) => Promise.resolve(kind === 'head' ? found : undefined),
    under: (kind: string) => Promise.resolve(kind === 'naming' ? [{ key: '', value: found }] : []),
    all: () => Promise.resolve([]),
  };
  const objects = {
    present: async () => naming,
    find: (_: string, by: 'uid' | 'auth_id', value: string) =>
      Promise.resolve(stored.filter(({ lookups }) => lookups[by] === value)),
  };
  return { now: () => 0, memory: newMemory(), store: { notes, objects } } as unknown as Hub;
}
