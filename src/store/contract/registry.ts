import { strict as assert } from 'node:assert';
import type { Agreement, RegistryState } from '../../hub/ports/registry.ts';
import { type Prove, restarting } from './opened.ts';
import { abc, emp } from './samples.ts';

const time = '2026-11-22T12:00:00.000Z';

/** Tests of the registry. */
export function registryContract(it: Prove): void {
  it('begins empty', async ({ store: { registry } }) => {
    assert.deepEqual(registry.read(), { connections: [], agreements: [] });
  });

  it('keeps a new state for good', async ({ store, reopen }) => {
    const state = await store.registry.change(adding('A1'));
    assert.deepEqual(state, { connections: [], agreements: [agreement('A1')] });
    assert.equal(store.registry.read(), state);
    assert.deepEqual((await reopen()).registry.read(), state);
  });

  it('changes one after another, none lost', async ({ store, reopen }) => {
    const names = Array.from({ length: 20 }, (_, nth) => `A${nth}`);
    await Promise.all(names.map((name) => store.registry.change(adding(name))));
    for await (const { registry } of restarting({ store, reopen })) {
      assert.deepEqual(
        registry.read().agreements.map(({ id }) => id),
        names,
      );
    }
  });

  it('shows a change when it is durable, not before', async ({ store: { registry } }) => {
    const before = registry.read();
    const changing = registry.change(adding('A1'));
    assert.equal(registry.read(), before);
    assert.equal((await changing).agreements.length, 1);
    assert.deepEqual(before.agreements, []);
  });

  it('changes nothing when update throws, and goes on with the next', async ({ store, reopen }) => {
    await store.registry.change(adding('A1'));
    const refused = store.registry.change(() => {
      throw new RangeError('no');
    });
    const next = store.registry.change(adding('A2'));
    await assert.rejects(refused, new RangeError('no'));
    await next;
    for await (const { registry } of restarting({ store, reopen })) {
      assert.deepEqual(
        registry.read().agreements.map(({ id }) => id),
        ['A1', 'A2'],
      );
    }
  });

  it('cannot be changed by writing to a state it has given', async ({ store: { registry } }) => {
    const mine = agreement('A1');
    const state = await registry.change(({ connections }) => ({ connections, agreements: [mine] }));
    mine.status = 'TERMINATED';
    assert.throws(() => state.agreements.push(agreement('A2')), TypeError);
    assert.throws(() => Object.assign(state.agreements[0]!, { status: 'SUSPENDED' }), TypeError);
    assert.throws(() => Object.assign(state, { agreements: [] }), TypeError);
    assert.deepEqual(registry.read().agreements, [agreement('A1')]);
  });

  it('hands update a state it cannot write to', async ({ store: { registry } }) => {
    await registry.change(adding('A1'));
    const writing = registry.change((state) => {
      state.agreements.push(agreement('A2'));
      return state;
    });
    await assert.rejects(writing, TypeError);
    assert.equal(registry.read().agreements.length, 1);
  });
}

function adding(id: string): (state: RegistryState) => RegistryState {
  return ({ connections, agreements }) => ({ connections, agreements: [...agreements, agreement(id)] });
}

function agreement(id: string): Agreement {
  const always = { valid_from: null, valid_to: null };
  return { id, cpo: abc, emsp: emp, status: 'ACTIVE', since: time, ...always, created: time, deleted: false };
}
