import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub.ts';
import type { Connection, RegistryState } from '../ports/registry.ts';
import { tidyHandshakes } from './connections.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
/** Time limit, in milliseconds, of each of a handshake's six steps in these tests. */
const handshakeTimeout = 1000;

/**
 * Starts a hub with connections whose process died so many milliseconds ago within a handshake; returns the connections
 * that are left.
 */
async function tidied(age: number, processes: number): Promise<string[]> {
  const updated = new Date(noon - age).toISOString();
  const left = [
    { id: 'invited', status: 'PENDING', tokenToUs: 'hash', nextTokenToUs: null },
    { id: 'half registered by the hub', status: 'PENDING', tokenToUs: null, nextTokenToUs: 'hash' },
    { id: 'just begun by the hub', status: 'PENDING', tokenToUs: null, nextTokenToUs: null },
    { id: 'half registered by the partner', status: 'PENDING', tokenToUs: 'hash', nextTokenToUs: 'next' },
    { id: 'half renewed', status: 'REGISTERED', tokenToUs: 'hash', nextTokenToUs: 'next' },
    { id: 'at rest', status: 'REGISTERED', tokenToUs: 'hash', nextTokenToUs: null },
  ].map((one) => ({ ...one, updated }) as unknown as Connection);
  let state: RegistryState = { connections: left, agreements: agreementsOf([]) };
  const hub = {
    ...{ now: () => noon, after: () => () => {}, handshakeTimeout, log: { error: assert.fail } },
    store: {
      registry: {
        change: async (update: (old: RegistryState) => RegistryState) => (state = update(state)),
      },
      processes: { count: () => processes, isMine: () => true },
    },
  } as unknown as Hub;
  const stop = await tidyHandshakes(hub);
  stop();
  return state.connections.map(({ id, nextTokenToUs }) => `${id}${nextTokenToUs ? ', in a handshake' : ''}`);
}

const clean = ['invited', 'half registered by the partner', 'half renewed', 'at rest'];
const untouched = [
  'invited',
  'half registered by the hub, in a handshake',
  'just begun by the hub',
  'half registered by the partner, in a handshake',
  'half renewed, in a handshake',
  'at rest',
];

// biome-ignore format: a table
const rows: [what: string, age: number, processes: number, left: string[]][] = [
  ['alone, right after a crash',                     0,    1, clean],
  ['beside others, right after a crash of one',      5999, 2, untouched],
  ['beside others, when no handshake lasts so long', 6000, 2, clean],
];

for (const [what, age, processes, left] of rows)
  test(`a hub that starts ${what} ${left === clean ? 'tidies handshakes that nobody ends' : 'leaves handshakes alone'}`, async () => {
    assert.deepEqual(await tidied(age, processes), left);
  });
