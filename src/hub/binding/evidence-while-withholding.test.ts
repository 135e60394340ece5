import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newMemory } from '../in-memory-state.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import type { Decision, StoredObject } from '../ports/object-store.ts';
import { afterBinding } from './provider-facts-of-write.ts';
import { listHeld } from './withheld-objects.ts';

const abc: Party = 'NL*ABC';
const vic: Party = 'DE*VIC';
const contract = 'DE-VIC-C1';

test('evidence that comes while an object is being held frees it: whoever is second looks for the first (ROUTE-56)', async () => {
  const session = stored('sessions', abc, 'S1', { held: 'DEVICC1' }, { auth_id: contract });
  const token = stored('tokens', vic, 'RFID|T1', { auth_id: contract, uid: 'T1' }, { valid: true });
  const { hub, objects } = remembering([token, session]);
  await afterBinding(hub, { is: 'held', among: [] }, { outcome: 'created', after: session, changed: 2 });
  assert.equal(objects.find(({ id }) => id === 'S1')?.recipient, vic);
  assert.deepEqual(await listHeld(hub), []);
});

test('what nobody has evidence for stays held', async () => {
  const session = stored('sessions', abc, 'S1', { held: 'DEVICC1' }, { auth_id: contract });
  const { hub, objects } = remembering([session]);
  await afterBinding(hub, { is: 'held', among: [] }, { outcome: 'created', after: session, changed: 2 });
  assert.equal(objects[0]?.recipient, null);
  assert.equal((await listHeld(hub)).length, 1);
});

function stored(
  module: StoredObject['module'],
  owner: Party,
  id: string,
  lookups: Record<string, string>,
  json: object,
): StoredObject {
  const bytes = Buffer.from(JSON.stringify({ id, ...json }));
  const key = { module, owner, id, recipient: null, gone: false };
  return { ...key, created: 1, changed: 1, lastUpdated: 0, lookups: { id, ...lookups }, bytes };
}

/** A hub whose store has these objects, and remembers the notes that the code under test puts there. */
function remembering(objects: StoredObject[]): { hub: Hub; objects: StoredObject[] } {
  const kept = new Map<string, object>();
  const under = async (kind: string, prefix = '') =>
    [...kept]
      .filter(([key]) => key.startsWith(`${kind} ${prefix}`))
      .map(([key, value]) => ({ key, value, until: 0 }));
  const state = {
    connections: [
      { id: 'v', role: 'EMSP', party: vic, parties: [vic], status: 'REGISTERED' },
      { id: 'a', role: 'CPO', party: abc, parties: [abc], status: 'REGISTERED' },
    ],
    agreements: agreementsOf([
      {
        id: 'g',
        cpo: abc,
        emsp: vic,
        status: 'ACTIVE',
        since: new Date(0).toISOString(),
        valid_from: null,
        valid_to: null,
        created: new Date(0).toISOString(),
        deleted: false,
      },
    ]),
  } as unknown as RegistryState;
  const hub = {
    now: () => 1000,
    memory: newMemory(),
    log: { warn: () => undefined },
    deliver: { offer: async () => undefined },
    store: {
      registry: { read: () => state },
      notes: {
        put: async (kind: string, key: string, value: object) => void kept.set(`${kind} ${key}`, value),
        get: async (kind: string, key: string) => kept.get(`${kind} ${key}`),
        take: async (kind: string, key: string) => void kept.delete(`${kind} ${key}`),
        under,
        all: under,
      },
      objects: {
        present: async () => 2,
        find: async (module: string, field: string, value: string) =>
          objects.filter((one) => one.module === module && one.lookups[field] === value),
        async change(key: StoredObject, decide: (old?: StoredObject) => Decision) {
          const at = objects.findIndex(({ module, id }) => module === key.module && id === key.id);
          const before = objects[at] as StoredObject;
          const decision = decide(before);
          if (decision.to !== 'store') return { outcome: 'unchanged', changed: 2 };
          objects[at] = { ...before, ...decision.object };
          return { outcome: 'updated', before, after: objects[at], changed: 3 };
        },
      },
    },
  };
  return { hub: hub as unknown as Hub, objects };
}
