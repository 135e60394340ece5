import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Notes } from '../ports/expiring-key-values.ts';
import { newPositions, type Place, type Positions } from './stored-delivery-positions.ts';

/**
 * Notes in memory that several processes share; `fails` makes every write fail, `left` makes writes fail after so many,
 * `unheard` stores writes whose answer is lost, `between` runs before the next read of a process's own note.
 */
function shared() {
  const all = new Map<string, object>();
  const state = {
    fails: false,
    left: Number.POSITIVE_INFINITY,
    unheard: false,
    between: async () => {},
  };
  let ids = 0;
  const store = async (id: string, value: object) => {
    if (state.fails || state.left <= 0) throw new Error('the database is away');
    state.left -= 1;
    all.set(id, value);
    if (state.unheard) throw new Error('the answer is lost');
  };
  const notes = {
    put: async (_kind: string, id: string, value: object) => store(id, value),
    keep: async (_kind: string, id: string, value: object) => {
      if (!all.has(id)) await store(id, value);
      return all.get(id);
    },
    swap: async (_kind: string, id: string, was: object, value: object) => {
      if (!isDeepStrictEqual(all.get(id), was)) return false;
      await store(id, value);
      return true;
    },
    get: async (_kind: string, id: string) => {
      if (id.startsWith('process ')) await state.between();
      return all.get(id);
    },
    take: async (_kind: string, id: string) => void all.delete(id),
  } as unknown as Notes;
  const newId = () => `term ${(ids += 1)}`;
  return {
    state,
    all,
    of: (processId: string) => newPositions({ notes, processId, newId, now: () => 0 }),
  };
}

/** Begins a term of the connection `a`. */
async function taken(positions: Positions, present = 0): Promise<Place> {
  const place = await positions.take(
    'a',
    () => true,
    () => present,
  );
  assert.ok(place);
  return place;
}

/** The follower of the connection `a` in a term, at a position. */
function at(position: number, { term }: Place) {
  return { id: 'a', position, term };
}

/** Where a process that takes over the connection `a` finds its follower. */
async function found(notes: ReturnType<typeof shared>): Promise<number> {
  return (await taken(notes.of('another'))).position;
}

test('who had everything stands where its process stands, also for the process that takes over', async () => {
  const notes = shared();
  const one = notes.of('one');
  const place = await taken(one);
  await one.keep([at(7, place)], 7);
  await one.keep([at(9, place)], 9);
  assert.equal(await found(notes), 9);
});

test('who is behind stands where it is, though the others go on', async () => {
  const notes = shared();
  const one = notes.of('one');
  const place = await taken(one);
  await one.keep([at(7, place)], 7);
  await one.keep([at(7, place)], 9);
  assert.equal(await found(notes), 7);
});

test('who was given up does not go on with its former process', async () => {
  const notes = shared();
  const one = notes.of('one');
  const place = await taken(one);
  await one.keep([at(7, place)], 7);
  await one.keep([], 9, [at(7, place)]);
  assert.equal(await found(notes), 7);
});

test('while that cannot be written, nothing of the process moves', async () => {
  const notes = shared();
  const one = notes.of('one');
  const place = await taken(one);
  await one.keep([at(7, place)], 7);
  notes.state.fails = true;
  await assert.rejects(one.keep([], 9, [at(7, place)]));
  notes.state.fails = false;
  assert.equal(await found(notes), 7);
});

test('who is given up while another process looks where it stands does not go on with its former one', async () => {
  const notes = shared();
  const one = notes.of('one');
  const place = await taken(one);
  await one.keep([at(7, place)], 7);
  notes.state.between = async () => void (await one.keep([], 9, [at(7, place)]));
  assert.equal(await found(notes), 7);
});

test('a crash between the notes leaves nobody ahead of what it has @HUB-37', async () => {
  const notes = shared();
  const one = notes.of('one');
  const place = await taken(one);
  await one.keep([at(7, place)], 7);
  notes.state.left = 1;
  await assert.rejects(one.keep([at(7, place)], 9));
  notes.state.left = 1;
  assert.equal(await found(notes), 7);
});

for (const [position, how] of [
  [3, 'before'],
  [7, 'where it was'],
  [12, 'after'],
] as const)
  test(`a former process stores nothing over the position of the one in its place: ${how}`, async () => {
    const notes = shared();
    const [one, two] = [notes.of('one'), notes.of('two')];
    const former = await taken(one);
    await one.keep([at(7, former)], 9);
    const present = await taken(two);
    assert.equal(present.position, 7);
    await two.keep([at(position, present)], 15);
    assert.deepEqual(await one.keep([at(8, former)], 9), [at(8, former)], 'it is told that its term is over');
    assert.deepEqual(await one.keep([at(9, former)], 9), [at(9, former)]);
    await one.keep([], 20, [at(8, former)]);
    await one.leave(at(8, former));
    assert.equal(await found(notes), position);
  });

test('a process stores nothing of a term of its own that another process has ended', async () => {
  const notes = shared();
  const [one, two] = [notes.of('one'), notes.of('two')];
  const first = await taken(one);
  await one.keep([at(7, first)], 9);
  await two.keep([at(3, await taken(two))], 9);
  const second = await taken(one);
  assert.equal(second.position, 3);
  await one.leave(at(8, first));
  assert.equal(await found(notes), 3);
});

test('who had everything with a former process does not go on with it in another term', async () => {
  const notes = shared();
  const one = notes.of('one');
  const former = await taken(one);
  await one.keep([at(7, former)], 7);
  await taken(notes.of('two'));
  await one.keep([at(9, former)], 9);
  assert.equal(await found(notes), 7);
});

test('a process that has lost the connection meanwhile does not begin a term', async () => {
  const notes = shared();
  const one = notes.of('one');
  const place = await taken(one);
  assert.equal(
    await notes.of('two').take(
      'a',
      () => false,
      () => 9,
    ),
    undefined,
  );
  assert.deepEqual(await one.keep([at(7, place)], 9), []);
  assert.equal(await found(notes), 7);
});

test('a position whose storing had no answer is stored again, in the same term', async () => {
  const notes = shared();
  const one = notes.of('one');
  const place = await taken(one);
  notes.state.unheard = true;
  await assert.rejects(one.keep([at(7, place)], 9));
  notes.state.unheard = false;
  assert.deepEqual(await one.keep([at(8, place)], 9), []);
  assert.equal(await found(notes), 8);
});

test('a connection without a position begins at the present, once', async () => {
  const notes = shared();
  const one = notes.of('one');
  const place = await one.begin('a', 5);
  assert.equal(place?.position, 5);
  assert.equal(await one.begin('a', 9), undefined, 'a renewal leaves the position');
  assert.equal(await found(notes), 5);
  assert.equal(
    (
      await one.take(
        'b',
        () => true,
        () => 6,
      )
    )?.position,
    6,
  );
  await one.forget('a');
  assert.equal((await taken(one, 8)).position, 8);
});

test('notes of the release before, without a term, are read, and taken over', async () => {
  const notes = shared();
  notes.all.set('a', { position: 4, by: 'old' }).set('process old', { position: 6 });
  const place = await taken(notes.of('one'));
  assert.equal(place.position, 6);
  // While processes of both releases run, one of the former release may store its note.
  notes.all.set('a', { position: 5 });
  assert.deepEqual(await notes.of('one').keep([at(7, place)], 9), [at(7, place)]);
  assert.equal(await found(notes), 5);
});
