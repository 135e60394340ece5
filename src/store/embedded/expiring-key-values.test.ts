import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NoteKind, Notes } from '../../hub/ports/expiring-key-values.ts';
import { inFolder } from './embedded-store-for-tests.ts';
import { openNotes } from './expiring-key-values.ts';
import type { Level, Range } from './leveldb-with-checksums.ts';

const forEver = Number.MAX_SAFE_INTEGER;

/** The numbers in all notes of a kind, and in those whose keys begin with A. */
async function numbers(notes: Notes, kind: NoteKind) {
  const found = [await notes.all<{ n: number }>(kind), await notes.under<{ n: number }>(kind, 'A')];
  return found.map((some) => some.map(({ value }) => value.n));
}

test('notes of a kind are found, whichever way the first of them came, and after a start', async () => {
  const { store, reopen, destroy } = await inFolder()({});
  const { notes } = store;
  await notes.put('settlement', 'A1', { n: 1 }, forEver);
  await notes.keep('history', 'A2', { n: 2 }, forEver);
  await notes.put('question', 'A3', { n: 0 }, forEver);
  await notes.replace('question', 'A3', { kind: 'result', value: { n: 3 }, until: forEver });
  const found = async (from: Notes) => [
    await numbers(from, 'settlement'),
    await numbers(from, 'history'),
    await numbers(from, 'question'),
    await numbers(from, 'result'),
  ];
  const all = [
    [[1], [1]],
    [[2], [2]],
    [[], []],
    [[3], [3]],
  ];
  assert.deepEqual(await found(notes), all);
  assert.deepEqual(await found((await reopen()).notes), all);
  await destroy();
});

test('nothing is read for notes of a kind that nobody has stored', async () => {
  const read: Range[] = [];
  const pages = async function* (range: Range) {
    read.push(range);
    yield [];
  };
  const notes = await openNotes(
    { pages } as unknown as Level,
    async () => undefined,
    () => 0,
  );
  const before = read.length;
  assert.deepEqual([await notes.all('settlement'), await notes.under('history', 'A')], [[], []]);
  assert.equal(read.length, before);
  await notes.put('settlement', 'A1', {}, forEver);
  await notes.all('settlement');
  assert.equal(read.length, before + 1);
});
