import { strict as assert } from 'node:assert';
import type { Objects, Visible } from '../../hub/ports/object-store.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { abc, emp, ids, keyOf, numbered, oth, put, query, xyz } from './sample-objects.ts';
import { type Prove, restarting } from './store-under-test.ts';

const session = (id: string, owner = abc) => keyOf(id, { module: 'sessions', owner });

/** Tests, for every store, that no reader ever sees an object that is meant for another recipient. */
export function recipientContract(it: Prove): void {
  it('lists to a recipient what is for it, and nothing that is for another or for nobody', async ({
    store,
    reopen,
  }) => {
    const { objects } = store;
    const recipients = [emp, oth, null];
    for (const [nth, id] of numbered('S', 60).entries()) {
      await put(objects, session(id, nth % 2 ? abc : xyz), '', { recipient: recipients[nth % 3] ?? null });
    }
    for await (const { objects: read } of restarting({ store, reopen })) {
      for (const recipient of [emp, oth]) {
        const page = await read.list({ ...query(), module: 'sessions', visible: both(recipient) });
        assert.equal(page.total, 20);
        assert.deepEqual(new Set(page.objects.map((object) => object.recipient)), new Set([recipient]));
      }
      assert.deepEqual(await sessions(read, both('AT*NIL')), []);
      assert.equal((await sessions(read, [{ owner: abc }, { owner: xyz }])).length, 60);
    }
  });

  it('lists an object once where two entries match it', async ({ store: { objects } }) => {
    await put(objects, session('S1'), '', { recipient: emp });
    await put(objects, session('S2'), '', { recipient: oth });
    const forEmp = { owner: abc, recipient: emp };
    const forOth = { owner: abc, recipient: oth };
    assert.deepEqual(await sessions(objects, [forEmp, forEmp]), ['S1']);
    assert.deepEqual(await sessions(objects, [forEmp, forOth]), ['S1', 'S2']);
    assert.deepEqual(await sessions(objects, [forEmp, { owner: abc }]), ['S1', 'S2']);
    assert.deepEqual(await sessions(objects, [{ owner: abc }, forEmp]), ['S1', 'S2']);
    assert.deepEqual(await sessions(objects, [{ owner: xyz }, forEmp]), ['S1']);
  });

  it('does not mix up which recipient goes with which owner', async ({ store: { objects } }) => {
    await put(objects, session('S1', abc), '', { recipient: emp });
    await put(objects, session('S2', abc), '', { recipient: oth });
    await put(objects, session('S3', xyz), '', { recipient: emp });
    await put(objects, session('S4', xyz), '', { recipient: oth });
    const visible = [
      { owner: abc, recipient: emp },
      { owner: xyz, recipient: oth },
    ];
    assert.deepEqual(await sessions(objects, visible), ['S1', 'S4']);
  });

  it('shows an object to its new recipient only, after the recipient has changed', async ({
    store: { objects },
  }) => {
    await put(objects, session('S1'), '', { recipient: emp });
    await put(objects, session('S1'), '', { recipient: oth });
    assert.deepEqual(await sessions(objects, both(emp)), []);
    assert.deepEqual(await sessions(objects, both(oth)), ['S1']);
    await put(objects, session('S1'), '', { recipient: null });
    assert.deepEqual(await sessions(objects, both(oth)), []);
  });

  it('shows nothing to the wrong recipient even while recipients change', async ({ store: { objects } }) => {
    const all = numbered('S', 30);
    const parties = [emp, oth, null];
    const flip = async (id: string) => {
      for (let nth = 0; nth < 30; nth++)
        await put(objects, session(id), '', { recipient: parties[nth % 3] ?? null });
    };
    let flipping = true;
    const flips = Promise.all(all.map(flip)).finally(() => (flipping = false));
    while (flipping) {
      await new Promise(setImmediate);
      for (const recipient of [emp, oth]) {
        const page = await objects.list({ ...query(), module: 'sessions', visible: both(recipient) });
        assert.deepEqual(
          page.objects.filter((object) => object.recipient !== recipient),
          [],
        );
        assert.equal(page.objects.length, page.total);
      }
    }
    await flips;
  });
}

function both(recipient: Party): Visible[] {
  return [
    { owner: abc, recipient },
    { owner: xyz, recipient },
  ];
}

async function sessions(objects: Objects, visible: Visible[]): Promise<string[]> {
  return ids((await objects.list({ ...query(), module: 'sessions', visible })).objects);
}
