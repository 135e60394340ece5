import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newMemory } from '../in-memory-state.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import { listSettlements, settledTo, storeSettlement } from './contract-to-provider-rules.ts';
import { decide } from './decide-provider.ts';
import { evidenceIn, gather, meant } from './gather-provider-evidence.ts';
import { claim } from './provider-claims.ts';
import { firstAtHead, noteHistory } from './providers-of-past-sessions.ts';
import { name } from './providers-with-contract-tokens.ts';

const cpo: Party = 'NL*ABC';
const first: Party = 'DE*VIC';
const second: Party = 'DE*EVL';
const noon = Date.parse('2026-06-01T12:00:00Z');
const minute = 60_000;
const ask = { cpo, by: 'START_SESSION', state: 'accepted', at: noon } as const;

/**
 * Processes of one hub on one store; each clock is `fast` milliseconds ahead, and each process knows of the changes up
 * to number `knows`.
 */
function processes(...each: { fast: number; knows?: number }[]): Hub[] {
  const kept = new Map<string, { key: string; value: object; kind: string }>();
  const nameOf = (kind: string, key: string) => `${kind} ${key}`;
  const notes = {
    put: async (kind: string, key: string, value: object) =>
      void kept.set(nameOf(kind, key), { kind, key, value: structuredClone(value) }),
    keep: async (kind: string, key: string, value: object) => {
      if (!kept.has(nameOf(kind, key))) await notes.put(kind, key, value);
      return kept.get(nameOf(kind, key))?.value;
    },
    get: async (kind: string, key: string) => kept.get(nameOf(kind, key))?.value,
    under: async (kind: string, prefix: string) =>
      [...kept.values()].filter((note) => note.kind === kind && note.key.startsWith(prefix)).reverse(),
    all: async (kind: string) => [...kept.values()].filter((note) => note.kind === kind).reverse(),
  };
  const state = {
    connections: [],
    agreements: agreementsOf(
      [first, second].map((emsp) => ({
        ...{ cpo, emsp, status: 'ACTIVE', valid_from: null, valid_to: null },
        ...{ created: '2026-01-01T00:00:00Z', since: '2026-01-01T00:00:00Z' },
      })),
    ),
  } as unknown as RegistryState;
  const present = Math.max(...each.map(({ knows = 0 }) => knows));
  return each.map(({ fast, knows = 0 }) => {
    const objects = { find: async () => [], position: () => knows, present: async () => present };
    const hub = { now: () => noon + fast, newId: randomUUID, memory: newMemory() };
    return { ...hub, store: { notes, objects, registry: { read: () => state } } } as unknown as Hub;
  });
}

/** Finds the provider, with the evidence for it, of a Session that begins now with this contract and reference. */
async function verdictOf(hub: Hub, contract: string, reference: string) {
  const facts = editionOf({}).facts('sessions', {
    ...{ id: 'S1', auth_id: contract, auth_method: 'AUTH_REQUEST', authorization_reference: reference },
    ...{ start_datetime: '2026-06-01T12:00:00Z', location: { id: 'L1', evses: [{ uid: 'E1' }] } },
  });
  const found = await gather(hub, cpo, facts, undefined);
  const verdict = decide(
    evidenceIn(hub.store.registry.read(), found, meant(hub.store.registry.read(), found, 'begin', noon)),
  );
  return verdict.is === 'one' ? `${verdict.party} by ${verdict.by}` : verdict.is;
}

for (const [clock, fast] of [
  ['a slow', -235],
  ['an equal', 0],
  ['a fast', 235],
] as const)
  test(`a reference is the first provider's, though the second gives it to a process with ${clock} clock @ROUTE-41`, async () => {
    const [one, other] = processes({ fast: 0 }, { fast }) as [Hub, Hub];
    await claim(one, { ...ask, emsp: first, at: one.now(), contract: 'ZZ-QQQ-1', reference: 'R1' });
    await claim(other, { ...ask, emsp: second, at: other.now(), contract: 'ZZ-QQQ-1', reference: 'R1' });
    for (const hub of [one, other])
      assert.equal(await verdictOf(hub, 'ZZ-QQQ-1', 'R1'), `${first} by reference`);
  });

test('what is stored is later than all that is known of its driver, of every kind, whatever the clocks say @ROUTE-43', async () => {
  const [one, other] = processes({ fast: 500 }, { fast: 0 }) as [Hub, Hub];
  const naming = async (emsp: Party) => {
    await name(other, 'ZZ-QQQ-1', emsp);
    const notes = await other.store.notes.under<{ party: Party; at: number }>('naming', 'ZZQQQ1 ');
    return notes.find(({ value }) => value.party === emsp)?.value.at ?? 0;
  };
  const claimed = async (more: object) => (await claim(other, { ...ask, emsp: second, ...more })).at;
  const before = await claim(one, { ...ask, emsp: first, at: one.now(), contract: 'ZZ-QQQ-1', uid: 'u1' });
  const next = await claimed({ contract: 'ZZ.QQQ.1' });
  assert.ok(next > before.at, 'a claim after a claim of its contract');
  assert.ok((await claimed({ uid: 'U1' })) > before.at, 'and of its uid');
  assert.ok(
    (await claimed({ contract: 'ZZ-QQQ-7', others: ['ZZ-QQQ-1'] })) > before.at,
    'by another contract',
  );
  assert.ok((await naming(second)) > before.at, 'a Token after a claim');
  await noteHistory(one, 'ZZ-QQQ-2', { party: first, at: one.now(), ownWord: false });
  assert.ok((await claimed({ contract: 'ZZ-QQQ-2' })) > one.now(), 'a claim after a history');
  await claim(one, { ...ask, emsp: first, at: one.now(), contract: 'ZZ-QQQ-4' });
  await noteHistory(other, 'ZZ-QQQ-4', { party: first, at: other.now(), ownWord: false });
  assert.ok(
    (await claimed({ contract: 'ZZ-QQQ-4' })) > one.now(),
    'a claim after a history that came after a claim',
  );
  await name(one, 'ZZ-QQQ-3', first);
  assert.ok((await claimed({ contract: 'ZZ-QQQ-3' })) > one.now(), 'a claim after a Token');
  assert.equal(
    await claimed({ contract: 'ZZ-QQQ-9' }),
    noon,
    'what nothing is known of has the time of its process',
  );
});

test('a claim reads no more of a driver who has many @HUB-29', async () => {
  const [hub] = processes({ fast: 0 }) as [Hub];
  let read = 0;
  const { under, get } = hub.store.notes;
  hub.store.notes.under = async <T extends object>(...asked: Parameters<typeof under>) => {
    const found = await under<T>(...asked);
    read += found.length;
    return found;
  };
  hub.store.notes.get = async <T extends object>(...asked: Parameters<typeof get>) => {
    read += 1;
    return get<T>(...asked);
  };
  const costs: number[] = [];
  for (let nth = 0; nth < 50; nth += 1) {
    read = 0;
    await claim(hub, {
      ...ask,
      emsp: first,
      at: hub.now(),
      contract: 'ZZ-QQQ-1',
      uid: 'U1',
      reference: 'R1',
    });
    costs.push(read);
  }
  assert.equal(costs.at(-1), costs[1]);
});

test('a clock that is wrong by more than a quarter of an hour spreads to no other process @ROUTE-42', async () => {
  const [one, other] = processes({ fast: 15 * minute + 1 }, { fast: 0 }) as [Hub, Hub];
  await claim(one, { ...ask, emsp: first, at: one.now(), contract: 'ZZ-QQQ-1' });
  assert.equal((await claim(other, { ...ask, emsp: second, contract: 'ZZ-QQQ-1' })).at, noon);
});

test('who names a contract later holds it after the first, also by a process that knows of fewer changes @ROUTE-43', async () => {
  const [one, other] = processes({ fast: 0, knows: 7 }, { fast: 0, knows: 5 }) as [Hub, Hub];
  await name(one, 'ZZ-QQQ-1', first);
  await name(other, 'ZZ-QQQ-1', second);
  const notes = await one.store.notes.under<{ position: number }>('naming', 'ZZQQQ1 ');
  assert.deepEqual(
    notes.map(({ value }) => value.position),
    [7, 7],
  );
  assert.deepEqual(await firstAtHead(other, 'ZZ-QQQ-1', second), { party: second, position: 7 });
});

test('of two settlements of a contract the later one counts, also of a process with a slow clock @ROUTE-57', async () => {
  const [one, other] = processes({ fast: 500 }, { fast: 0 }) as [Hub, Hub];
  const to = (party: Party) => [{ country_code: party.slice(0, 2), party_id: party.slice(3) }];
  await storeSettlement(one, { contract: 'ZZ-QQQ-1', to: to(first) });
  await storeSettlement(other, { contract: 'ZZ-QQQ-1', to: to(second) });
  assert.deepEqual(settledTo(await listSettlements(one), 'ZZ-QQQ-1', noon), [second]);
});
