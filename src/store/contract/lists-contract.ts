import { strict as assert } from 'node:assert';
import type { Changed, ListQuery, Objects } from '../../hub/ports/object-store.ts';
import { abc, emp, ids, keyOf, numbered, oth, put, query, remove, xyz } from './sample-objects.ts';
import { type Prove, restarting } from './store-under-test.ts';

/** Tests that every store passes, of pages of lists (`objects.list`). */
export function listContract(it: Prove): void {
  it('lists in the order of creation, and an update moves nothing (TRANS-36)', async ({
    store: { objects },
  }) => {
    for (const id of ['T2', 'T1', 'T3']) await put(objects, keyOf(id));
    await put(objects, keyOf('T2'), 'changed', { lastUpdated: 99 });
    assert.deepEqual(await listed(objects), ['T2', 'T1', 'T3']);
  });

  it('takes from as inclusive and to as exclusive (TRANS-39, TRANS-40)', async ({ store: { objects } }) => {
    for (const [nth, id] of numbered('T', 5).entries())
      await put(objects, keyOf(id), id, { lastUpdated: nth * 10 });
    assert.deepEqual(await listed(objects, { from: 10 }), ['T1', 'T2', 'T3', 'T4']);
    assert.deepEqual(await listed(objects, { from: 11 }), ['T2', 'T3', 'T4']);
    assert.deepEqual(await listed(objects, { to: 20 }), ['T0', 'T1']);
    assert.deepEqual(await listed(objects, { to: 21 }), ['T0', 'T1', 'T2']);
    assert.deepEqual(await listed(objects, { from: 10, to: 30 }), ['T1', 'T2']);
    assert.deepEqual(await listed(objects, { from: 20, to: 20 }), []);
    await put(objects, keyOf('T1'), 'later', { lastUpdated: 30 });
    assert.deepEqual(await listed(objects, { from: 30 }), ['T1', 'T3', 'T4']);
    assert.deepEqual(await listed(objects, { from: 10, to: 30 }), ['T2']);
  });

  it('counts all matches, whatever offset and limit (TRANS-28, TRANS-33)', async ({ store: { objects } }) => {
    for (const [nth, id] of numbered('T', 12).entries())
      await put(objects, keyOf(id), id, { lastUpdated: nth });
    const page = async (rest: Partial<ListQuery>) => {
      const { total, objects: some } = await objects.list(query(rest));
      return [total, ...ids(some)];
    };
    assert.deepEqual(await page({ offset: 0, limit: 2 }), [12, 'T0', 'T1']);
    assert.deepEqual(await page({ offset: 10, limit: 5 }), [12, 'T10', 'T11']);
    assert.deepEqual(await page({ offset: 12, limit: 5 }), [12]);
    assert.deepEqual(await page({ offset: 1000, limit: 5 }), [12]);
    assert.deepEqual(await page({ offset: 0, limit: 0 }), [12]);
    assert.deepEqual(await page({ from: 3, to: 9, offset: 1, limit: 2 }), [6, 'T4', 'T5']);
  });

  it('gives each object exactly once to a walk through the pages (TRANS-35)', async ({ store, reopen }) => {
    const all = numbered('T', 143);
    await Promise.all(all.map((id) => put(store.objects, keyOf(id))));
    const order = await listed(store.objects);
    assert.deepEqual([...order].sort(), [...all].sort());
    for await (const { objects } of restarting({ store, reopen })) {
      for (const limit of [1, 10, 50, 142, 143, 144]) assert.deepEqual(await walked(objects, limit), order);
    }
  });

  it('leaves out what it is told to, on every page and in the total', async ({ store, reopen }) => {
    const all = numbered('T', 143);
    const made: Changed[] = [];
    for (const [nth, id] of all.entries())
      made.push(await put(store.objects, keyOf(id), id, { lastUpdated: nth }));
    const left = [0, 7, 8, 99, 142];
    const except = left.map((nth) => made[nth]?.after?.created ?? 0);
    const rest = all.filter((_, nth) => !left.includes(nth));
    for await (const { objects } of restarting({ store, reopen })) {
      const page = async (more: Partial<ListQuery>) => objects.list(query({ except, ...more }));
      const whole = await page({ limit: 1000 });
      assert.deepEqual([whole.total, ids(whole.objects)], [138, rest]);
      const late = await page({ from: 7, to: 100, limit: 1000 });
      assert.deepEqual([late.total, ids(late.objects)], [90, all.slice(9, 99)]);
      const some = await page({ offset: 4, limit: 4 });
      assert.deepEqual([some.total, ids(some.objects)], [138, rest.slice(4, 8)]);
    }
  });

  it('takes what came late into sight as young, and only that (HUB-41)', async ({ store, reopen }) => {
    const made: Changed[] = [];
    for (const [nth, id] of numbered('T', 300).entries())
      made.push(await put(store.objects, keyOf(id), id, { lastUpdated: nth }));
    await put(store.objects, keyOf('T0', { owner: xyz }), '', { lastUpdated: 0 });
    const late = made[1]?.changed ?? 0;
    const visible = [{ owner: abc, late }, { owner: xyz }];
    for await (const { objects } of restarting({ store, reopen })) {
      assert.deepEqual(await listed(objects, { visible, from: 298 }), ['T0', 'T1', 'T298', 'T299']);
      assert.deepEqual(await listed(objects, { visible, from: 298, to: 1 }), ['T0']);
      assert.deepEqual(await listed(objects, { visible, from: 298, limit: 1, offset: 1 }), ['T1']);
      assert.deepEqual(
        await listed(objects, { visible: [{ owner: abc, recipient: emp, late }], from: 298 }),
        [],
      );
    }
  });

  it('lists what is gone only where from is given (LOC-09, LOC-10)', async ({ store: { objects } }) => {
    await put(objects, keyOf('T1'), '', { lastUpdated: 5, gone: true });
    await put(objects, keyOf('T2'), '', { lastUpdated: 5 });
    assert.deepEqual(await listed(objects), ['T2']);
    assert.deepEqual(await listed(objects, { to: 9 }), ['T2']);
    assert.deepEqual(await listed(objects, { from: 0 }), ['T1', 'T2']);
    assert.deepEqual(await listed(objects, { from: 0, to: 9 }), ['T1', 'T2']);
    await put(objects, keyOf('T1'), '', { lastUpdated: 6, gone: false });
    await put(objects, keyOf('T2'), '', { lastUpdated: 6, gone: true });
    assert.deepEqual(await listed(objects), ['T1']);
  });

  it('lists the module and the owners asked for, each object once', async ({ store: { objects } }) => {
    await put(objects, keyOf('T1'));
    await put(objects, keyOf('T1', { owner: xyz }));
    await put(objects, keyOf('T2', { owner: oth }));
    await put(objects, keyOf('L1', { module: 'locations' }));
    const owners = async (rest: Partial<ListQuery>) => {
      const page = await objects.list(query(rest));
      assert.equal(page.total, page.objects.length);
      return page.objects.map(({ owner, id }) => `${owner} ${id}`);
    };
    assert.deepEqual(await owners({ visible: [] }), []);
    assert.deepEqual(await owners({ visible: [{ owner: 'AT*NIL' }] }), []);
    assert.deepEqual(await owners({}), ['NL*ABC T1']);
    assert.deepEqual(await owners({ visible: [{ owner: xyz }, { owner: abc }] }), ['NL*ABC T1', 'DE*XYZ T1']);
    assert.deepEqual(await owners({ visible: [{ owner: abc }, { owner: abc }] }), ['NL*ABC T1']);
    assert.deepEqual(await owners({ module: 'locations' }), ['NL*ABC L1']);
  });

  it('no longer lists what was deleted, and lists at the end what was made again', async ({
    store,
    reopen,
  }) => {
    const all = numbered('T', 200);
    for (const id of all) await put(store.objects, keyOf(id));
    const left = all.filter((_, nth) => nth % 4 === 0);
    await Promise.all(all.filter((id) => !left.includes(id)).map((id) => remove(store.objects, keyOf(id))));
    await put(store.objects, keyOf('T1'));
    for await (const { objects } of restarting({ store, reopen })) {
      assert.deepEqual(await listed(objects), [...left, 'T1']);
      assert.deepEqual(await walked(objects, 7), [...left, 'T1']);
    }
  });
}

async function listed(objects: Objects, rest?: Partial<ListQuery>): Promise<string[]> {
  return ids((await objects.list(query(rest))).objects);
}

async function walked(objects: Objects, limit: number): Promise<string[]> {
  const walk: string[] = [];
  for (let offset = 0; ; offset += limit) {
    const page = ids((await objects.list(query({ offset, limit }))).objects);
    if (page.length === 0) return walk;
    walk.push(...page);
  }
}
