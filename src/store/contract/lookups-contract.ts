import { strict as assert } from 'node:assert';
import type { ObjectKey } from '../../hub/ports/object-store.ts';
import { abc, ids, numbered, put, remove, xyz } from './sample-objects.ts';
import { type Prove, restarting } from './store-under-test.ts';

const token = (id: string, owner = abc): ObjectKey => ({ module: 'tokens', owner, id });

/** Tests that every store passes, of look-ups by value (`objects.find`). */
export function findContract(it: Prove): void {
  it('finds objects of all owners by a lookup value, in the order of creation', async ({ store, reopen }) => {
    await put(store.objects, token('RFID|1', xyz), '', { lookups: { auth_id: 'A', uid: '1' } });
    await put(store.objects, token('RFID|1', abc), '', { lookups: { auth_id: 'A', uid: '1' } });
    await put(store.objects, token('OTHER|1', abc), '', { lookups: { auth_id: 'B', uid: '1' } });
    for await (const { objects } of restarting({ store, reopen })) {
      const found = await objects.find('tokens', 'uid', '1');
      assert.deepEqual(
        found.map(({ owner, id }) => [owner, id]),
        [
          [xyz, 'RFID|1'],
          [abc, 'RFID|1'],
          [abc, 'OTHER|1'],
        ],
      );
      assert.deepEqual(ids(await objects.find('tokens', 'auth_id', 'B')), ['OTHER|1']);
    }
  });

  it('finds no more than it is asked for', async ({ store: { objects } }) => {
    for (const id of ['RFID|1', 'RFID|2', 'RFID|3'])
      await put(objects, token(id), '', { lookups: { auth_id: 'A' } });
    assert.equal((await objects.find('tokens', 'auth_id', 'A', 2)).length, 2);
    assert.equal((await objects.find('tokens', 'auth_id', 'A', 9)).length, 3);
    assert.deepEqual(await objects.find('tokens', 'auth_id', 'B', 2), []);
  });

  it('finds by id whatever the lookups, or by another id where they name one', async ({
    store: { objects },
  }) => {
    await put(objects, token('RFID|1'), '', { lookups: { uid: '1' } });
    await put(objects, token('RFID|2'), '', { lookups: { id: '2' } });
    assert.deepEqual(ids(await objects.find('tokens', 'id', 'RFID|1')), ['RFID|1']);
    assert.deepEqual(ids(await objects.find('tokens', 'id', '2')), ['RFID|2']);
    assert.deepEqual(ids(await objects.find('tokens', 'id', 'RFID|2')), []);
  });

  it('finds the whole value in the field and module asked for, and nothing else', async ({
    store: { objects },
  }) => {
    await put(objects, token('RFID|1'), '', { lookups: { uid: 'AB', auth_id: 'C' } });
    await put(objects, token('RFID|2'), '', { lookups: { uid: 'AB","x', auth_id: '' } });
    await put(objects, token('RFID|3'), '', { lookups: { uid: '\ud800\0' } });
    for (const value of ['A', 'ABC', 'ab', '', 'AB"', 'AB","', 'C', '%', 'A_', '\ufffd', '\ud800']) {
      assert.deepEqual(await objects.find('tokens', 'uid', value), []);
    }
    assert.deepEqual(await objects.find('sessions', 'uid', 'AB'), []);
    assert.deepEqual(await objects.find('tokens', 'nothing', 'AB'), []);
    assert.deepEqual(ids(await objects.find('tokens', 'uid', 'AB')), ['RFID|1']);
    assert.deepEqual(ids(await objects.find('tokens', 'uid', 'AB","x')), ['RFID|2']);
    assert.deepEqual(ids(await objects.find('tokens', 'auth_id', '')), ['RFID|2']);
    assert.deepEqual(ids(await objects.find('tokens', 'uid', '\ud800\0')), ['RFID|3']);
  });

  it('no longer finds an object by a value it has lost', async ({ store, reopen }) => {
    await put(store.objects, token('RFID|1'), '', { lookups: { uid: 'old', auth_id: 'same' } });
    await put(store.objects, token('RFID|1'), '', { lookups: { uid: 'new', auth_id: 'same' } });
    for await (const { objects } of restarting({ store, reopen })) {
      assert.deepEqual(ids(await objects.find('tokens', 'uid', 'old')), []);
      assert.deepEqual(ids(await objects.find('tokens', 'uid', 'new')), ['RFID|1']);
      assert.deepEqual(ids(await objects.find('tokens', 'auth_id', 'same')), ['RFID|1']);
    }
  });

  it('finds nothing by a value it has not, even while values change', async ({ store: { objects } }) => {
    const churn = async (id: string) => {
      for (let nth = 0; nth < 20; nth++) {
        if (nth % 5 === 4) await remove(objects, token(id));
        else await put(objects, token(id), '', { lookups: { uid: String(nth % 2) } });
      }
    };
    let churning = true;
    const all = Promise.all(numbered('RFID|', 20).map(churn)).finally(() => (churning = false));
    while (churning) {
      await new Promise(setImmediate);
      for (const uid of ['0', '1']) {
        const found = await objects.find('tokens', 'uid', uid);
        assert.deepEqual(
          new Set(found.map(({ lookups }) => lookups.uid)),
          new Set(found.length > 0 ? [uid] : []),
        );
      }
    }
    await all;
  });

  it('no longer finds what was deleted, and finds once what was made again', async ({
    store: { objects },
  }) => {
    await put(objects, token('RFID|1'), '', { lookups: { uid: '1' } });
    await remove(objects, token('RFID|1'));
    assert.deepEqual(await objects.find('tokens', 'uid', '1'), []);
    assert.deepEqual(await objects.find('tokens', 'id', 'RFID|1'), []);
    await put(objects, token('RFID|1'), 'again', { lookups: { uid: '1' } });
    assert.deepEqual(ids(await objects.find('tokens', 'uid', '1')), ['RFID|1']);
  });
}
