import { strict as assert } from 'node:assert';
import { numbered } from './sample-objects.ts';
import { type Prove, restarting } from './store-under-test.ts';

const later = 2_000;
let time = 1_000;
const clock = { now: () => time };

/** Tests that every store passes, of its notes (keyed values that expire). */
export function notesContract(it: Prove): void {
  it('gives a note back, the newest of a kind and key', async ({ store, reopen }) => {
    await store.notes.put('question', 'Q1', { asked: 'old' }, Number.MAX_SAFE_INTEGER);
    await store.notes.put(
      'question',
      'Q1',
      { asked: 'new', deep: { list: [1, null] } },
      Number.MAX_SAFE_INTEGER,
    );
    await store.notes.put('claim', 'Q1', { asked: 'other' }, Number.MAX_SAFE_INTEGER);
    for await (const { notes } of restarting({ store, reopen })) {
      assert.deepEqual(await notes.get('question', 'Q1'), { asked: 'new', deep: { list: [1, null] } });
      assert.deepEqual(await notes.get('claim', 'Q1'), { asked: 'other' });
      assert.equal(await notes.get('question', 'q1'), undefined);
      assert.equal(await notes.get('profile', 'Q1'), undefined);
    }
  });

  it('keeps one note of those that are kept at once, and gives it to all', async ({ store, reopen }) => {
    const until = Number.MAX_SAFE_INTEGER;
    const all = await Promise.all(
      numbered('', 10).map((_, nth) => store.notes.keep('head', 'H1', { nth }, until)),
    );
    assert.equal(new Set(all.map(({ nth }) => nth)).size, 1);
    for await (const { notes } of restarting({ store, reopen })) {
      assert.deepEqual(await notes.keep('head', 'H1', { nth: 99 }, until), all[0]);
      assert.deepEqual(await notes.get('head', 'H1'), all[0]);
    }
  });

  it('hands a note to exactly one of those who take it', async ({ store, reopen }) => {
    await store.notes.put('question', 'Q1', { asked: true }, Number.MAX_SAFE_INTEGER);
    const takes = await Promise.all(numbered('', 10).map(() => store.notes.take('question', 'Q1')));
    assert.deepEqual(
      takes.filter((note) => note !== undefined),
      [{ asked: true }],
    );
    for await (const { notes } of restarting({ store, reopen })) {
      assert.equal(await notes.take('question', 'Q1'), undefined);
      assert.equal(await notes.get('question', 'Q1'), undefined);
      assert.deepEqual(await notes.all('question'), []);
    }
  });

  it('gives a note that is put again after it was taken', async ({ store: { notes } }) => {
    const until = Number.MAX_SAFE_INTEGER;
    const all = [
      notes.put('question', 'Q1', { nth: 1 }, until),
      notes.take('question', 'Q1'),
      notes.put('question', 'Q1', { nth: 2 }, until),
    ];
    assert.deepEqual((await Promise.all(all))[1], { nth: 1 });
    assert.deepEqual(await notes.get('question', 'Q1'), { nth: 2 });
  });

  it('replaces a note for exactly one of those who ask, in one step', async ({ store, reopen }) => {
    const until = Number.MAX_SAFE_INTEGER;
    await store.notes.put('question', 'Q1', { asked: true }, until);
    const by = (nth: number) => ({ kind: 'result' as const, value: { nth }, until });
    const all = await Promise.all(
      numbered('', 10).map((_, nth) => store.notes.replace('question', 'Q1', by(nth))),
    );
    assert.deepEqual(
      all.filter((note) => note !== undefined),
      [{ asked: true }],
    );
    const winner = all.findIndex((note) => note !== undefined);
    for await (const { notes } of restarting({ store, reopen })) {
      assert.equal(await notes.get('question', 'Q1'), undefined);
      assert.deepEqual(await notes.all('result'), [{ key: 'Q1', value: { nth: winner }, until }]);
    }
  });

  it('replaces a note by another one of its kind, and none by none', async ({ store, reopen }) => {
    const until = Number.MAX_SAFE_INTEGER;
    const by = { kind: 'result' as const, value: { nth: 2 }, until };
    await store.notes.put('result', 'Q1', { nth: 1 }, until);
    assert.deepEqual(await store.notes.replace('result', 'Q1', by), { nth: 1 });
    assert.equal(await store.notes.replace('result', 'Q2', by), undefined);
    for await (const { notes } of restarting({ store, reopen }))
      assert.deepEqual(await notes.all('result'), [{ key: 'Q1', value: { nth: 2 }, until }]);
  });

  it('stores a note in the place of the one that was read, for exactly one of those who ask', async ({
    store,
    reopen,
  }) => {
    const until = Number.MAX_SAFE_INTEGER;
    await store.notes.put('position', 'P1', { at: 1, deep: { list: [1, null] } }, 5e15);
    const was = (await store.notes.get('position', 'P1'))!;
    const all = await Promise.all(
      numbered('', 10).map((_, nth) => store.notes.swap('position', 'P1', was, { at: 2, nth }, until)),
    );
    assert.equal(all.filter((stored) => stored).length, 1);
    const winner = { at: 2, nth: all.indexOf(true) };
    for await (const { notes } of restarting({ store, reopen })) {
      assert.deepEqual(await notes.all('position'), [{ key: 'P1', value: winner, until }]);
      assert.equal(await notes.swap('position', 'P1', was, { at: 3 }, until), false);
      assert.deepEqual(await notes.get('position', 'P1'), winner);
    }
  });

  it('stores in the place of other notes at once, of each by itself', async ({ store: { notes } }) => {
    const until = Number.MAX_SAFE_INTEGER;
    const keys = numbered('P "é', 30);
    await Promise.all(keys.map((key, nth) => notes.put('position', key, { nth }, until)));
    const swapped = await Promise.all(
      keys.map((key, nth) =>
        notes.swap('position', key, { nth: nth % 2 === 0 ? nth : -1 }, { nth, is: 'new' }, until),
      ),
    );
    assert.deepEqual(
      swapped,
      keys.map((_, nth) => nth % 2 === 0),
    );
    const stored = await Promise.all(keys.map((key) => notes.get('position', key)));
    assert.deepEqual(
      stored,
      keys.map((_, nth) => (nth % 2 === 0 ? { nth, is: 'new' } : { nth })),
    );
  });

  it('stores nothing in the place of a note that is of another kind, taken or put since', async ({
    store: { notes },
  }) => {
    const until = Number.MAX_SAFE_INTEGER;
    await notes.put('claim', 'P1', { at: 1 }, until);
    assert.equal(await notes.swap('position', 'P1', { at: 1 }, { at: 2 }, until), false);
    const all = await Promise.all([
      notes.put('position', 'P1', { at: 1 }, until),
      notes.swap('position', 'P1', { at: 1 }, { at: 2 }, until),
      notes.put('position', 'P1', { at: 3 }, until),
      notes.swap('position', 'P1', { at: 2 }, { at: 4 }, until),
      notes.take('position', 'P1'),
      notes.swap('position', 'P1', { at: 3 }, { at: 5 }, until),
    ]);
    assert.deepEqual(all, [undefined, true, undefined, false, { at: 3 }, false]);
    assert.equal(await notes.get('position', 'P1'), undefined);
    assert.deepEqual(await notes.all('claim'), [{ key: 'P1', value: { at: 1 }, until }]);
  });

  it('gives all notes of a kind', async ({ store, reopen }) => {
    const keys = ['Q1', 'Q2', 'Q"3', 'Q 4 é'];
    await Promise.all(keys.map((key, nth) => store.notes.put('question', key, { nth }, 5e15 + nth)));
    await store.notes.put('claim', 'D1', {}, 5e15);
    for await (const { notes } of restarting({ store, reopen })) {
      const all = await notes.all<{ nth: number }>('question');
      all.sort((a, b) => a.value.nth - b.value.nth);
      assert.deepEqual(
        all,
        keys.map((key, nth) => ({ key, value: { nth }, until: 5e15 + nth })),
      );
    }
  });

  it('gives the notes of a kind whose key begins alike', async ({ store, reopen }) => {
    const until = Number.MAX_SAFE_INTEGER;
    const keys = ['a 1', 'a 10', 'a "2', 'a é', 'a', 'b 1', 'A 1', 'a\u{10FFFF}'];
    await Promise.all(keys.map((key) => store.notes.put('claim', key, { key }, until)));
    await store.notes.put('question', 'a 3', {}, until);
    await store.notes.put('claim', 'a 4', {}, 1);
    for await (const { notes } of restarting({ store, reopen })) {
      const found = (await notes.under<{ key: string }>('claim', 'a ')).map(({ value }) => value.key);
      assert.deepEqual(found.sort(), ['a "2', 'a 1', 'a 10', 'a é'].sort());
      assert.deepEqual(await notes.under('claim', 'c'), []);
    }
  });

  for (const [left, beyond] of [
    [0, ['a 1', 'a 10', 'a 2', 'a é']],
    [1, ['a 1', 'a 10', 'a 2']],
    [3, ['a 1']],
    [4, []],
    [9, []],
  ] as const)
    it(`counts the notes whose key begins alike, and gives those beyond the last ${left}, in the order of keys`, async ({
      store,
      reopen,
    }) => {
      const until = Number.MAX_SAFE_INTEGER;
      const keys = ['a é', 'a 10', 'a', 'a 2', 'A 1', 'a 1', 'b 1'];
      await Promise.all(keys.map((key) => store.notes.put('claim', key, { key }, until)));
      await store.notes.put('question', 'a 3', {}, until);
      for await (const { notes } of restarting({ store, reopen })) {
        const found = await notes.beyond<{ key: string }>('claim', 'a ', left);
        assert.deepEqual(
          found.beyond.map(({ key }) => key),
          beyond,
        );
        assert.equal(found.count, 4);
      }
    });

  it(
    'forgets a note when its time is over',
    async ({ store, reopen }) => {
      time = 1_000;
      await store.notes.put('head', 'H1', { nth: 0 }, later);
      await store.notes.put('question', 'Q1', {}, later);
      await store.notes.put('question', 'Q2', {}, later + 1);
      time = later - 1;
      assert.equal((await store.notes.all('question')).length, 2);
      time = later;
      for await (const { notes } of restarting({ store, reopen })) {
        assert.equal(await notes.get('question', 'Q1'), undefined);
        assert.equal(await notes.take('question', 'Q1'), undefined);
        assert.equal(await notes.swap('question', 'Q1', {}, { late: true }, later + 1), false);
        assert.deepEqual(await notes.keep('head', 'H1', { nth: 1 }, later + 1), { nth: 1 });
        assert.deepEqual(await notes.all('question'), [{ key: 'Q2', value: {}, until: later + 1 }]);
        assert.deepEqual((await notes.beyond('question', 'Q', 0)).beyond, [{}]);
      }
    },
    clock,
  );

  it(
    'keeps what is live among many that are not, also what is put again late',
    async ({ store, reopen }) => {
      time = 1_000;
      const keys = numbered('D', 1_200);
      await Promise.all(keys.map((key) => store.notes.put('claim', key, {}, later)));
      time = later;
      const put = (key: string) => store.notes.put('claim', key, { again: true }, later * 2);
      await Promise.all(keys.flatMap((key) => [put(`E${key}`), put(key)]));
      for await (const { notes } of restarting({ store, reopen })) {
        assert.equal((await notes.all('claim')).length, 2_400);
      }
    },
    clock,
  );
}
