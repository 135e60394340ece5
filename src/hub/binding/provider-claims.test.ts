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

test('ten thousand claims of a provider at an operator are kept, and of a hundred more the oldest go', async () => {
  const hub = remembering();
  const ask = (at: number) => claim(hub, { cpo: abc, emsp: evl, by: 'START_SESSION', state: 'accepted', at });
  for (let at = 1; at <= 10_100; at += 1) await ask(at);
  const left = await hub.store.notes.under<{ at: number }>('claim', `of ${abc} ${evl} `);
  assert.deepEqual([left.length, Math.min(...left.map(({ value }) => value.at))], [10_000, 101]);
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
      return notes.slice(0, Math.max(0, notes.length - left)).map(({ value }) => value);
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
