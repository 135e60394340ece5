import { strict as assert } from 'node:assert';
import type { Decision } from '../../hub/ports/object-store.ts';
import { ids, keyOf, numbered, put, remove, storing, text, xyz } from './sample-objects.ts';
import type { Prove } from './store-under-test.ts';

/** Tests that every store passes, of `objects.since`, by which followers read changes. */
export function orderContract(it: Prove): void {
  it('gives what changed after a position, oldest change first', async ({ store: { objects } }) => {
    const changes = [];
    for (const id of ['T1', 'T2', 'T3']) changes.push(await put(objects, keyOf(id), id));
    const all = await objects.since(0, 10);
    assert.deepEqual(
      all.map(({ changed }) => changed),
      changes.map(({ changed }) => changed),
    );
    assert.deepEqual(
      all.map(({ object }) => object),
      changes.map(({ after }) => after),
    );
    assert.deepEqual(ids(await objects.since(changes[0]!.changed, 10)), ['T2', 'T3']);
    assert.deepEqual(await objects.since(objects.position(), 10), []);
  });

  it('gives an object once, with its newest state and the number of its newest change', async ({ store }) => {
    const { objects } = store;
    for (const id of ['T1', 'T2', 'T1', 'T3', 'T1']) await put(objects, keyOf(id), id);
    const { changed } = await put(objects, keyOf('T2'), 'newest');
    const changes = await objects.since(0, 10);
    assert.deepEqual(ids(changes), ['T3', 'T1', 'T2']);
    assert.equal(changes[2]!.changed, changed);
    assert.equal(text(changes[2]!.object!), 'newest');
  });

  it('gives with a new change the form in which it arrived, and the change before it @HUB-09', async ({
    store: { objects },
  }) => {
    const form = { method: 'PUT', only: 'FR*EMP', direct: true };
    const write = (id: string) => objects.change(keyOf(id), () => ({ ...storing(id), form }) as Decision);
    await put(objects, keyOf('T1'));
    await write('T2');
    const { changed } = await write('T2');
    await objects.change(keyOf('T2'), () => ({ to: 'delete', form }));
    await write('T3');
    for (const read of [objects.since, objects.news]) {
      const arrived = (await read(0, 10)).map(({ id, form: how, previous }) => [id, how, previous]);
      assert.deepEqual(arrived, [
        ['T1', undefined, undefined],
        ['T2', form, changed],
        ['T3', form, 0],
      ]);
    }
  });

  it('gives a deletion as a tombstone', async ({ store: { objects } }) => {
    await put(objects, keyOf('T1', { owner: xyz }));
    await put(objects, keyOf('T2'));
    const { changed } = await remove(objects, keyOf('T1', { owner: xyz }));
    const changes = await objects.since(0, 10);
    assert.deepEqual(ids(changes), ['T2', 'T1']);
    assert.deepEqual(changes[1], { module: 'tariffs', owner: xyz, id: 'T1', changed });
  });

  it('forgets the tombstone when the object is made again', async ({ store, reopen }) => {
    await put(store.objects, keyOf('T1'));
    await remove(store.objects, keyOf('T1'));
    await put(store.objects, keyOf('T2'));
    const { objects } = await reopen();
    await put(objects, keyOf('T1'), 'again');
    const changes = await objects.since(0, 10);
    assert.deepEqual(ids(changes), ['T2', 'T1']);
    assert.equal(text(changes[1]!.object!), 'again');
  });

  it('is read to its end in steps, while changes go on, and skips nothing', async ({
    store: { objects },
  }) => {
    const seen = new Map<string, string | undefined>();
    let position = 0;
    const step = async (limit: number) => {
      const changes = await objects.since(position, limit);
      assert.ok(changes.length <= limit);
      for (const { id, object, changed } of changes) {
        assert.ok(changed > position);
        assert.equal(object?.changed ?? changed, changed);
        position = changed;
        seen.set(id, object && text(object));
      }
    };
    const churn = async (id: string) => {
      for (let nth = 0; nth < 20; nth++) {
        await (nth % 5 === 4 ? remove(objects, keyOf(id)) : put(objects, keyOf(id), String(nth)));
      }
    };
    let churning = true;
    const all = Promise.all(numbered('T', 15).map(churn)).finally(() => (churning = false));
    while (churning) {
      await new Promise(setImmediate);
      await step(10);
    }
    await all;
    while (position < objects.position()) await step(3);
    for (const id of numbered('T', 15)) {
      const object = await objects.get(keyOf(id));
      assert.equal(seen.get(id), object && text(object));
    }
  });
}
