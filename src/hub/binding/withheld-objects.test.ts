import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newMemory } from '../in-memory-state.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import type { Decision, ObjectKey, StoredObject } from '../ports/object-store.ts';
import type { Push } from '../push-types.ts';
import { dismissHeld, hold, listHeld, retryHeld, roomToHold, settleHeld } from './withheld-objects.ts';

const owner: Party = 'NL*ABC';
const emp: Party = 'DE*EMP';
const oth: Party = 'FR*OTH';
const noon = Date.parse('2026-06-01T12:00:00Z');
const session = {
  ...{ id: 'S1', auth_id: 'DE-QQQ-1', auth_method: 'AUTH_REQUEST', start_datetime: '2026-06-01T11:00:00Z' },
  location: { id: 'L1', evses: [{ uid: 'E1' }] },
};

/** A hub that withholds one Session, has an agreement with one provider, and has the given notes in its store. */
async function world(given: Record<string, object[]> = {}) {
  const key = { module: 'sessions', owner, id: 'S1' } as const;
  const objects = new Map<string, StoredObject>([
    [
      'S1',
      {
        ...key,
        ...{ recipient: null, gone: false, changed: 1, created: 1, lastUpdated: noon - 3_600_000 },
        lookups: { id: 'S1', held: 'DEQQQ1', visit: 'DEQQQ1|l1|1' },
        bytes: Buffer.from(JSON.stringify(session)),
      } as StoredObject,
    ],
  ]);
  const notes = new Map<string, object>();
  const sent: string[] = [];
  const state = {
    connections: [],
    agreements: agreementsOf([
      {
        cpo: owner,
        emsp: emp,
        status: 'ACTIVE',
        valid_from: null,
        valid_to: null,
        created: '2026-01-01T00:00:00Z',
      },
    ]),
  } as unknown as RegistryState;
  const hub = {
    now: () => noon,
    memory: newMemory(),
    log: { warn: () => {} },
    deliver: { offer: async ({ object }: Push) => void sent.push(`${object.id} to ${object.recipient}`) },
    store: {
      registry: { read: () => state },
      notes: {
        get: async (kind: string, name: string) => notes.get(`${kind} ${name}`),
        put: async (kind: string, name: string, value: object) => void notes.set(`${kind} ${name}`, value),
        take: async (kind: string, name: string) => void notes.delete(`${kind} ${name}`),
        all: async (kind: string) =>
          [...notes]
            .filter(([name]) => name.startsWith(`${kind} `))
            .map(([name, value]) => ({ key: name, value })),
        under: async (kind: string, prefix: string) =>
          (given[`${kind} ${prefix.split(' ')[0]}`] ?? []).map((value, nth) => ({ key: `${nth}`, value })),
      },
      objects: {
        present: async () => 1,
        get: async ({ id }: ObjectKey) => objects.get(id),
        find: async (module: string, field: string, value: string) =>
          [...objects.values()].filter((one) => one.module === module && one.lookups[field] === value),
        async change({ id }: ObjectKey, decide: (old: StoredObject | undefined) => Decision) {
          const before = objects.get(id);
          const decision = decide(before);
          if (decision.to !== 'store' || !before) return { outcome: 'unchanged', before, after: before };
          objects.set(id, { ...before, ...decision.object });
          return { outcome: 'updated', before, after: objects.get(id) };
        },
      },
    },
  } as unknown as Hub;
  await hold(hub, objects.get('S1')!, [emp, oth]);
  const [held] = await listHeld(hub);
  return { hub, sent, stored: () => objects.get('S1')!, id: held?.id ?? '', held: () => listHeld(hub) };
}

const to = { country_code: 'DE', party_id: 'EMP' };

test('what is held goes to whom the operator of the hub names, once, and is new to him from then on @ROUTE-56 @HUB-41', async () => {
  const { hub, sent, stored, id, held } = await world();
  assert.deepEqual(
    (await held()).map(({ object_id, among }) => [object_id, among]),
    [['S1', [emp, oth]]],
  );
  await settleHeld(hub, id, to);
  assert.deepEqual([sent, await held()], [['S1 to DE*EMP'], []]);
  const { recipient, lookups, lastUpdated } = stored();
  assert.deepEqual(
    [recipient, lookups.held, lookups.evidence, lastUpdated],
    [emp, undefined, 'operator', noon],
  );
  await assert.rejects(settleHeld(hub, id, to), /nothing is held with the id/);
});

test('it does not go to a provider without an agreement, nor to a second one @ROUTE-55 @ROUTE-40', async () => {
  const { hub, sent, stored, id, held } = await world();
  await assert.rejects(settleHeld(hub, id, { country_code: 'FR', party_id: 'OTH' }), /have no agreement/);
  assert.deepEqual([sent, stored().recipient, (await held()).length], [[], null, 1]);
  await hub.store.objects.change(stored(), (old) => ({ to: 'store', object: { ...old!, recipient: oth } }));
  await settleHeld(hub, id, to);
  assert.deepEqual([sent, stored().recipient], [[], oth]);
});

test('what the operator dismisses is shown to nobody, and held no more', async () => {
  const { hub, sent, stored, id, held } = await world();
  await dismissHeld(hub, id);
  assert.deepEqual(
    [sent, stored().recipient, stored().lookups.held, await held()],
    [[], null, undefined, []],
  );
});

test('nobody frees what is held by a claim that fits it @ROUTE-56', async () => {
  const claim = {
    ...{ id: 'c1', cpo: owner, emsp: emp, by: 'START_SESSION', state: 'accepted', at: noon - 3_660_000 },
    ...{ contract: 'DE-QQQ-1', location: 'L1' },
  };
  const { hub, sent, held } = await world({ 'claim contract': [claim] });
  await retryHeld(hub, 'DE-QQQ-1');
  assert.deepEqual([sent, (await held()).length], [[], 1]);
});

test('ten thousand objects of an operator are held, and no more @ROUTE-56', async () => {
  const held = (count: number) => ({ 'held NL*ABC': Array.from({ length: count }, () => ({})) });
  await roomToHold((await world(held(9_999))).hub, owner);
  await assert.rejects(
    roomToHold((await world(held(10_000))).hub, owner),
    /10000 objects of NL\*ABC are held already/,
  );
  await roomToHold((await world(held(10_000))).hub, 'NL*XYZ' as Party);
});
