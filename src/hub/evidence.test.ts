import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../ocpi/party.ts';
import { decide } from './decide.ts';
import { evidenceIn, gather } from './evidence.ts';
import type { Hub } from './hub.ts';

const cpo: Party = 'NL*ABC';
const first: Party = 'DE*VIC';
const second: Party = 'DE*EVL';
const noon = Date.parse('2026-06-01T12:00:00Z');

test('a reference that a second provider gives too stays with the first, whoever is found first @ROUTE-41', async () => {
  for (const given of [
    [first, second],
    [second, first],
  ]) {
    const hub = remembering(given.map((emsp) => ({ emsp, at: emsp === first ? noon : noon + 1 })));
    const object = {
      ...{ id: 'S1', auth_id: 'DE-QQQ-1', auth_method: 'AUTH_REQUEST', authorization_reference: 'R1' },
      start_datetime: '2026-06-03T12:00:00Z',
    };
    const found = await gather(hub, cpo, 'sessions', object, undefined);
    const state = { connections: [], agreements: [] };
    const { references } = evidenceIn(state, found, () => true);
    assert.deepEqual(
      references.map(({ party }) => party),
      [first, second],
    );
    const verdict = decide(evidenceIn(state, found, () => true));
    assert.deepEqual(verdict.is === 'one' && [verdict.party, verdict.by], [first, 'reference']);
  }
});

/** A hub that knows claims by their reference alone, in the order in which they are given. */
function remembering(claims: { emsp: Party; at: number }[]): Hub {
  const under = async (kind: string, prefix: string) =>
    kind === 'claim' && prefix.startsWith('reference')
      ? claims.map((one, nth) => ({
          key: `${nth}`,
          value: { id: `c${nth}`, cpo, by: 'START_SESSION', state: 'accepted', reference: 'R1', ...one },
        }))
      : [];
  return {
    now: () => noon,
    store: {
      registry: { read: () => ({ connections: [], agreements: [] }) },
      notes: { under, all: async () => [], get: async () => undefined, put: async () => undefined },
      objects: { find: async () => [], position: () => 0 },
    },
  } as unknown as Hub;
}
