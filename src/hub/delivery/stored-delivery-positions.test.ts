import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Notes } from '../ports/expiring-key-values.ts';
import { newPositions } from './stored-delivery-positions.ts';

/**
 * Notes in memory that several processes share; `fails` makes every write fail, `left` makes writes fail after so many,
 * `between` runs before the next read of a process's own note.
 */
function shared() {
  const all = new Map<string, object>();
  const state = { fails: false, left: Number.POSITIVE_INFINITY, between: async () => {} };
  const notes = {
    put: async (_kind: string, id: string, value: object) => {
      if (state.fails || state.left <= 0) throw new Error('the database is away');
      state.left -= 1;
      all.set(id, value);
    },
    get: async (_kind: string, id: string) => {
      if (id.startsWith('process ')) await state.between();
      return all.get(id);
    },
    take: async (_kind: string, id: string) => void all.delete(id),
  } as unknown as Notes;
  return { state, of: (process: string) => newPositions(notes, process, () => 0) };
}

test('who had everything stands where its process stands, also for the process that takes over', async () => {
  const notes = shared();
  const one = notes.of('one');
  await one.keep([{ id: 'a', position: 7 }], 7);
  await one.keep([{ id: 'a', position: 9 }], 9);
  assert.equal(await notes.of('two').of('a'), 9);
});

test('who is behind stands where it is, though the others go on', async () => {
  const notes = shared();
  const one = notes.of('one');
  await one.keep([{ id: 'a', position: 7 }], 7);
  await one.keep([{ id: 'a', position: 7 }], 9);
  assert.equal(await notes.of('two').of('a'), 7);
});

test('who was given up does not go on with its former process', async () => {
  const notes = shared();
  const one = notes.of('one');
  await one.keep([{ id: 'a', position: 7 }], 7);
  await one.keep([], 9, [{ id: 'a', position: 7 }]);
  assert.equal(await notes.of('two').of('a'), 7);
});

test('while that cannot be written, nothing of the process moves', async () => {
  const notes = shared();
  const one = notes.of('one');
  await one.keep([{ id: 'a', position: 7 }], 7);
  notes.state.fails = true;
  await assert.rejects(one.keep([], 9, [{ id: 'a', position: 7 }]));
  notes.state.fails = false;
  assert.equal(await notes.of('two').of('a'), 7);
});

test('who is given up while another process looks where it stands does not go on with its former one', async () => {
  const notes = shared();
  const one = notes.of('one');
  await one.keep([{ id: 'a', position: 7 }], 7);
  notes.state.between = async () => one.keep([], 9, [{ id: 'a', position: 7 }]);
  assert.equal(await notes.of('two').of('a'), 7);
});

test('a crash between the notes leaves nobody ahead of what it has @HUB-37', async () => {
  const notes = shared();
  const one = notes.of('one');
  await one.keep([{ id: 'a', position: 7 }], 7);
  notes.state.left = 1;
  await assert.rejects(one.keep([{ id: 'a', position: 7 }], 9));
  assert.equal(await notes.of('two').of('a'), 7);
});
