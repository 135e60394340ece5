import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementsOf } from '../fake-agreements.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { newTranslations } from './translate-for-readers.ts';

const cdr = {
  ...{ module: 'cdrs', owner: 'NL*ABC', id: 'c1', recipient: 'DE*EMP', changed: 7, lookups: {} },
  bytes: Buffer.from('{"id":"C1"}'),
} as unknown as StoredObject;

/** A hub's records with one CDR, and notes that outlive the translations made of them. */
function records() {
  const notes = new Map<string, object>();
  const kept = {
    get: async (kind: string, key: string) => notes.get(`${kind} ${key}`),
    keep: async (kind: string, key: string, value: object) => {
      notes.set(`${kind} ${key}`, notes.get(`${kind} ${key}`) ?? value);
      return notes.get(`${kind} ${key}`);
    },
    under: async () => [],
  };
  const store = {
    notes: kept,
    objects: { get: async () => cdr, find: async () => [] },
    registry: { read: () => ({ connections: [], agreements: agreementsOf([]) }) },
  };
  return { store, now: () => 0 } as unknown as Parameters<typeof newTranslations>[0];
}

test('a CDR stays, byte for byte, as a reader of another version has confirmed it, whatever the conversion makes of it now @CDR-10', async () => {
  const reader = { edition: '2.2.1' } as const;
  const same = records();
  const made = (await newTranslations(same).of(cdr, reader)).object?.bytes.toString();
  const taken = '{"id":"C1","as":"an earlier release converted it"}';
  await newTranslations(same).confirmed(cdr, reader, Buffer.from(taken));
  for (const way of ['of', 'given'] as const)
    assert.equal((await newTranslations(same)[way](cdr, reader)).object?.bytes.toString(), taken);
  const again = newTranslations(same);
  assert.equal((await again.of({ ...cdr, changed: 8 }, reader)).object?.bytes.toString(), made);
});

test('who looks at a CDR changes nothing about it, who is given it has it for good @CDR-10', async () => {
  const reader = { edition: '2.2.1' } as const;
  const same = records();
  const { keep } = same.store.notes;
  let noted = 0;
  same.store.notes.keep = (...given) => {
    noted += 1;
    return keep(...given);
  };
  await newTranslations(same).of(cdr, reader);
  assert.equal(noted, 0);
  await newTranslations(same).given(cdr, reader);
  await newTranslations(same).confirmed(cdr, reader, Buffer.from('{}'));
  assert.notEqual((await newTranslations(same).of(cdr, reader)).object?.bytes.toString(), '{}');
});
