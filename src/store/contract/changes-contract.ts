import { strict as assert } from 'node:assert';
import type { Changed } from '../../hub/ports/object-store.ts';
import { ids, keep, keyOf, put, query, remove, storing, text } from './sample-objects.ts';
import type { Prove } from './store-under-test.ts';

/** Tests that every store passes, of changes of objects (`objects.change`). */
export function changesContract(it: Prove): void {
  const key = keyOf('T1');

  it('tells what became of an object: created, updated, deleted, unchanged', async ({
    store: { objects },
  }) => {
    const created = await put(objects, key, 'one');
    assert.equal(created.outcome, 'created');
    assert.equal(created.before, undefined);
    assert.deepEqual(created.after, await objects.get(key));
    const updated = await put(objects, key, 'two');
    assert.equal(updated.outcome, 'updated');
    assert.deepEqual(updated.before, created.after);
    assert.deepEqual(updated.after, await objects.get(key));
    const unchanged = await keep(objects, key);
    assert.equal(unchanged.outcome, 'unchanged');
    assert.deepEqual(unchanged.after, updated.after);
    const deleted = await remove(objects, key);
    assert.equal(deleted.outcome, 'deleted');
    assert.deepEqual(deleted.before, updated.after);
    assert.equal(deleted.after, undefined);
    assert.equal(await objects.get(key), undefined);
  });

  it('shows decide the stored object, and nothing where there is none', async ({ store: { objects } }) => {
    const seen: unknown[] = [];
    const look = () =>
      objects.change(key, (old) => {
        seen.push(old && text(old));
        return { to: 'keep' };
      });
    await look();
    await put(objects, key, 'here');
    await look();
    await remove(objects, key);
    await look();
    assert.deepEqual(seen, [undefined, 'here', undefined]);
  });

  it('shows decide the number of the change that deleted an object which is not there', async ({
    store: { objects },
    reopen,
  }) => {
    const seen: unknown[] = [];
    const look = (of = objects) =>
      of.change(key, (old, ended) => {
        seen.push(old ? 'there' : ended);
        return { to: 'keep' };
      });
    await look();
    await put(objects, key, 'here');
    await look();
    const { changed } = await remove(objects, key);
    await look();
    await put(objects, keyOf('T2'));
    const { objects: opened } = await reopen();
    await look(opened);
    await put(opened, key, 'again');
    await look(opened);
    assert.deepEqual(seen, [undefined, 'there', changed, changed, 'there']);
  });

  it('leaves no trace of a change that keeps', async ({ store: { objects } }) => {
    const { after, changed } = await put(objects, key);
    assert.equal((await keep(objects, key)).changed, changed);
    assert.deepEqual(await objects.get(key), after);
    assert.equal(objects.position(), changed);
    assert.deepEqual(await objects.since(changed, 10), []);
  });

  it('leaves no trace of keeping or deleting what is not there', async ({ store: { objects } }) => {
    for (const change of [keep, remove]) {
      const { outcome, before, after } = await change(objects, key);
      assert.deepEqual([outcome, before, after], ['unchanged', undefined, undefined]);
    }
    assert.deepEqual(await objects.since(0, 10), []);
    assert.equal((await objects.list(query())).total, 0);
  });

  it('ends a change without a trace when decide throws, and goes on with the next', async ({ store }) => {
    const { objects } = store;
    const { after, changed } = await put(objects, key, 'one');
    const refused = objects.change(key, () => {
      throw new RangeError('no');
    });
    const next = objects.change(key, (old) => storing(`${old && text(old)} two`));
    await assert.rejects(refused, new RangeError('no'));
    assert.deepEqual((await next).before, after);
    assert.equal(text((await objects.get(key))!), 'one two');
    assert.deepEqual(ids(await objects.since(changed, 10)), ['T1']);
  });

  it('decides one change of an object after another', async ({ store: { objects } }) => {
    const countUp = () => objects.change(key, (old) => storing(String(Number(old ? text(old) : 0) + 1)));
    const changes = await Promise.all(Array.from({ length: 50 }, countUp));
    assert.deepEqual(
      changes.map(({ after }) => text(after!)),
      changes.map((_, nth) => String(nth + 1)),
    );
    assert.equal(text((await objects.get(key))!), '50');
  });

  it('resolves changes in the order of their numbers, which always grow', async ({ store: { objects } }) => {
    const resolved: number[] = [];
    const change = async (nth: number) => {
      const { changed } = await put(objects, keyOf(`T${(nth * 7) % 20}`), String(nth));
      resolved.push(changed);
      assert.ok(objects.position() >= changed);
    };
    await Promise.all(Array.from({ length: 200 }, (_, nth) => change(nth)));
    assert.equal(new Set(resolved).size, 200);
    assert.deepEqual(
      resolved,
      [...resolved].sort((a, b) => a - b),
    );
    assert.equal(objects.position(), resolved.at(-1));
  });

  it('resolves in that order also where one had to wait for its turn and the next had not', async ({
    store,
  }) => {
    const { objects } = store;
    const resolved: number[] = [];
    const note = ({ changed }: Changed) => resolved.push(changed);
    let atOnce: Promise<unknown> | undefined;
    const first = put(objects, key).then(note);
    const waiting = objects.change(key, () => {
      atOnce = Promise.resolve().then(() => put(objects, keyOf('T2')).then(note));
      return storing();
    });
    await Promise.all([first, waiting.then(note)]);
    await atOnce;
    assert.deepEqual(
      resolved,
      [...resolved].sort((a, b) => a - b),
    );
  });

  it('does not share memory with whoever changes an object', async ({ store: { objects } }) => {
    const bytes = Buffer.from('before');
    await objects.change(key, () => {
      const decision = storing();
      return decision.to === 'store' ? { ...decision, object: { ...decision.object, bytes } } : decision;
    });
    bytes.write('after!');
    assert.equal(text((await objects.get(key))!), 'before');
  });

  it('completes changes under way before it closes, and refuses later ones', async ({ store, reopen }) => {
    const underWay = ['one', 'two', 'three'].map((content) => put(store.objects, key, content));
    const other = put(store.objects, keyOf('T2'));
    const closed = store.close();
    await assert.rejects(put(store.objects, keyOf('T3')));
    await assert.rejects(store.registry.change((state) => ({ ...state })));
    await assert.rejects(store.notes.put('question', 'Q1', {}, Number.MAX_SAFE_INTEGER));
    await Promise.all([closed, other, ...underWay]);
    await store.close();
    const { objects } = await reopen();
    assert.equal(text((await objects.get(key))!), 'three');
    assert.deepEqual(ids((await objects.list(query())).objects).sort(), ['T1', 'T2']);
  });
}
