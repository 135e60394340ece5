import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection, RegistryState } from '../ports/connection-registry.ts';
import { tidyHandshakes } from './connections.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
/** Time limit, in milliseconds, of each of a handshake's six steps in these tests. */
const handshakeTimeout = 1000;

/**
 * Starts a hub with connections that a process left so many milliseconds ago within a handshake, or lets it look again later;
 * returns the connections that are left.
 */
async function tidied(age: number, processes: number, isLater: boolean): Promise<string[]> {
  const updated = new Date(noon - age).toISOString();
  const left = [
    { id: 'invited', status: 'PENDING', tokenToUs: 'hash', nextTokenToUs: null },
    { id: 'half registered by the hub', status: 'PENDING', tokenToUs: null, nextTokenToUs: 'hash' },
    { id: 'just begun by the hub', status: 'PENDING', tokenToUs: null, nextTokenToUs: null },
    { id: 'half registered by the partner', status: 'PENDING', tokenToUs: 'hash', nextTokenToUs: 'next' },
    { id: 'half renewed', status: 'REGISTERED', tokenToUs: 'hash', nextTokenToUs: 'next' },
    { id: 'at rest', status: 'REGISTERED', tokenToUs: 'hash', nextTokenToUs: null },
  ].map((one) => ({ ...one, updated }) as unknown as Connection);
  const registry = (connections: Connection[]): RegistryState => ({
    connections,
    agreements: agreementsOf([]),
  });
  let state = registry(isLater ? [] : left);
  let looksAgain = () => assert.fail('nothing is to be done later');
  const after = (_milliseconds: number, call: () => void) => {
    looksAgain = call as typeof looksAgain;
    return () => {};
  };
  const hub = {
    ...{ now: () => noon, after, handshakeTimeout, log: { error: assert.fail } },
    store: {
      registry: {
        read: () => state,
        change: async (update: (old: RegistryState) => RegistryState) => (state = update(state)),
      },
      processes: { count: () => processes, isMine: () => true },
    },
  } as unknown as Hub;
  const stop = await tidyHandshakes(hub);
  if (isLater) {
    state = registry(left);
    looksAgain();
  }
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
  ['starts alone, right after a crash',                     0,    1, clean],
  ['starts beside others, right after a crash of one',      5999, 2, untouched],
  ['starts beside others, when no handshake lasts so long', 6000, 2, clean],
  ['runs alone, and may be in the midst of them',           5999, 1, untouched],
  ['runs alone, and could not store their end',             6000, 1, clean],
  ['runs beside others, of which one has died',             6000, 2, clean],
];

for (const [what, age, processes, left] of rows)
  test(`a hub that ${what} ${left === clean ? 'tidies handshakes that nobody ends' : 'leaves handshakes alone'}`, async () => {
    assert.deepEqual(await tidied(age, processes, what.startsWith('runs')), left);
  });
