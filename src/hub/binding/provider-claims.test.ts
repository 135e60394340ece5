import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newMemory } from '../in-memory-state.ts';
import { claim, claimsOf, trim } from './provider-claims.ts';

const abc: Party = 'NL*ABC';
const xyz: Party = 'NL*XYZ';
const vic: Party = 'DE*VIC';
const evl: Party = 'DE*EVL';

test('a provider that claims too much loses its own oldest claims at that operator, and nobody else any (HCMD-17)', async () => {
  const hub = remembering();
  const ask = (emsp: Party, cpo: Party, at: number) =>
    claim(hub, {
      cpo,
      emsp,
      by: 'START_SESSION',
      state: 'accepted',
      at,
      contract: 'DE-VIC-1',
      uid: 'U1',
      reference: 'R',
    });
  for (const at of [1, 2, 3, 4]) await ask(evl, abc, at);
  await ask(evl, xyz, 5);
  await ask(vic, abc, 6);
  await trim(hub, abc, evl, 2);
  const { about, referring } = await claimsOf(hub, 'devic1', 'r');
  const left = about.map(({ emsp, cpo, at }) => `${emsp} ${cpo} ${at}`).sort();
  assert.deepEqual(left, ['DE*EVL NL*ABC 3', 'DE*EVL NL*ABC 4', 'DE*EVL NL*XYZ 5', 'DE*VIC NL*ABC 6']);
  assert.equal(referring.length, 4);
  assert.equal((await claimsOf(hub, 'u1')).about.length, 4);
  assert.equal((await claimsOf(hub, 'DE-VIC-2')).about.length, 0);
});

test('ten thousand claims of a provider at an operator are kept, and of four hundred more the oldest go', async () => {
  const hub = remembering();
  const ask = (at: number) => claim(hub, { cpo: abc, emsp: evl, by: 'START_SESSION', state: 'accepted', at });
  const stored = async () => {
    const claims = await hub.store.notes.under<{ at: number }>('claim', `of ${abc} ${evl} `);
    return claims.map(({ value }) => value.at).sort((one, other) => one - other);
  };
  for (let at = 1; at <= 10_000; at += 1) await ask(at);
  assert.equal((await stored()).length, 10_000);
  for (let at = 10_001; at <= 12_000; at += 1) await ask(at);
  const left = await stored();
  assert.ok(left.length >= 10_000 && left.length < 10_400, `${left.length} claims are left`);
  // Of twelve thousand the newest are left, all of them.
  assert.equal(left[0], 12_001 - left.length);
});

test('claims are counted seldom while few are stored, since counting reads the keys of all (HCMD-17)', async () => {
  const hub = remembering();
  let counted = 0;
  const { notes } = hub.store;
  const { beyond } = notes;
  notes.beyond = (...given) => {
    counted += 1;
    return beyond(...given) as ReturnType<typeof notes.beyond<never>>;
  };
  for (let at = 1; at <= 9_000; at += 1)
    await claim(hub, { cpo: abc, emsp: evl, by: 'START_SESSION', state: 'accepted', at });
  assert.ok(counted >= 1 && counted <= 15, `counted ${counted} times`);
});

test('a process that claims beside others notices their claims', async () => {
  const hub = remembering();
  const ask = (at: number, memory = hub.memory) =>
    claim({ ...hub, memory }, { cpo: abc, emsp: evl, by: 'START_SESSION', state: 'accepted', at });
  const others = Array.from({ length: 7 }, newMemory);
  for (let at = 1; at <= 16_000; at += 1) await ask(at, [hub.memory, ...others][at % 8]);
  const left = await hub.store.notes.under('claim', `of ${abc} ${evl} `);
  assert.ok(left.length < 10_000 + 8 * 400, `${left.length} claims are left`);
});

/** A hub with an empty store of notes (keyed values that expire), and without anything else. */
function remembering(): Hub {
  const kept = new Map<string, object>();
  const under = (kind: string, prefix: string) =>
    [...kept]
      .reverse()
      .filter(([key]) => key.startsWith(`${kind} ${prefix}`))
      .map(([key, value]) => ({ key, value, until: 0 }));
  const notes = {
    put: async (kind: string, key: string, value: object) => void kept.set(`${kind} ${key}`, value),
    keep: async (kind: string, key: string, value: object) => {
      kept.set(`${kind} ${key}`, kept.get(`${kind} ${key}`) ?? value);
      return kept.get(`${kind} ${key}`);
    },
    get: async (kind: string, key: string) => kept.get(`${kind} ${key}`),
    take: async (kind: string, key: string) => void kept.delete(`${kind} ${key}`),
    under: async (kind: string, prefix: string) => under(kind, prefix),
    beyond: async (kind: string, prefix: string, left: number) => {
      const notes = under(kind, prefix).sort((a, b) => (a.key < b.key ? -1 : 1));
      const beyond = notes.slice(0, Math.max(0, notes.length - left)).map(({ value }) => value);
      return { count: notes.length, beyond };
    },
  };
  const memory = newMemory();
  return {
    now: () => 0,
    newId: randomUUID,
    memory,
    store: { notes, objects: { present: async () => 0 } },
  } as unknown as Hub;
}
