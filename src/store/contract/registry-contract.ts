import { strict as assert } from 'node:assert';
import type { Agreement, Connection, Registry, RegistryState } from '../../hub/ports/connection-registry.ts';
import { abc, emp, numbered, oth, xyz } from './sample-objects.ts';
import { type Prove, restarting } from './store-under-test.ts';

const time = '2026-11-22T12:00:00.000Z';

/** Tests that every store passes, of the connections in its registry. */
export function registryContract(it: Prove): void {
  it('begins empty', async ({ store: { registry } }) => {
    assert.deepEqual(connectionIds(registry), []);
    assert.deepEqual(agreementIds(registry), []);
  });

  it('keeps new connections for good', async ({ store, reopen }) => {
    const state = await store.registry.change(adding('C1'));
    assert.deepEqual(state.connections, [connection('C1')]);
    assert.equal(store.registry.read(), state);
    assert.deepEqual((await reopen()).registry.read().connections, [connection('C1')]);
  });

  it('changes one after another, none lost', async ({ store, reopen }) => {
    const names = numbered('C', 20);
    await Promise.all(names.map((name) => store.registry.change(adding(name))));
    for await (const { registry } of restarting({ store, reopen }))
      assert.deepEqual(connectionIds(registry), names);
  });

  it('shows a change when it is durable, not before', async ({ store: { registry } }) => {
    const before = registry.read();
    const changing = registry.change(adding('C1'));
    assert.equal(registry.read(), before);
    assert.equal((await changing).connections.length, 1);
    assert.deepEqual(before.connections, []);
  });

  it('changes nothing when update throws, and goes on with the next', async ({ store, reopen }) => {
    await store.registry.change(adding('C1'));
    const refused = store.registry.change(refusing);
    const next = store.registry.change(adding('C2'));
    await assert.rejects(refused, new RangeError('no'));
    await next;
    for await (const { registry } of restarting({ store, reopen }))
      assert.deepEqual(connectionIds(registry), ['C1', 'C2']);
  });

  it('cannot be changed by writing to a state it has given', async ({ store: { registry } }) => {
    const mine = connection('C1');
    const state = await registry.change(() => ({ connections: [mine] }));
    mine.status = 'SUSPENDED';
    assert.throws(() => state.connections.push(connection('C2')), TypeError);
    assert.throws(() => Object.assign(state.connections[0]!, { status: 'SUSPENDED' }), TypeError);
    assert.throws(() => Object.assign(state, { connections: [] }), TypeError);
    assert.deepEqual(registry.read().connections, [connection('C1')]);
  });

  it('hands update a state it cannot write to', async ({ store: { registry } }) => {
    await registry.change(adding('C1'));
    const writing = registry.change((state) => {
      state.connections.push(connection('C2'));
      return state;
    });
    await assert.rejects(writing, TypeError);
    assert.equal(registry.read().connections.length, 1);
  });
}

/** Tests that every store passes, of the agreements in its registry. */
export function agreementsContract(it: Prove): void {
  it('keeps several agreements for good, in the order in which they came', async ({ store, reopen }) => {
    const made = await store.registry.agree(() => ['A3', 'A1'].map((id) => agreement(id)));
    assert.deepEqual(made, [agreement('A3'), agreement('A1')]);
    await store.registry.agree(() => [agreement('A2', { emsp: oth })]);
    for await (const { registry } of restarting({ store, reopen })) {
      const { agreements } = registry.read();
      assert.deepEqual([...agreements], [...made, agreement('A2', { emsp: oth })]);
      assert.equal(agreements.size, 3);
      assert.deepEqual(agreements.get('A1'), agreement('A1'));
      assert.equal(agreements.get('A4'), undefined);
    }
  });

  it('changes those it knows, each in its place, together with new ones', async ({ store, reopen }) => {
    await store.registry.agree(() => numbered('A', 3).map((id) => agreement(id)));
    const ended = agreement('A1', { status: 'TERMINATED', deleted: true });
    await store.registry.agree(() => [agreement('A3'), ended]);
    for await (const { registry } of restarting({ store, reopen })) {
      const expected = [agreement('A0'), ended, agreement('A2'), agreement('A3')];
      assert.deepEqual([...registry.read().agreements], expected);
      assert.deepEqual(registry.read().agreements.between(abc, emp), expected);
    }
  });

  it('finds agreements by pair, and the partners of a party', async ({ store, reopen }) => {
    await store.registry.agree(() => [
      agreement('A1'),
      agreement('A2', { emsp: oth }),
      agreement('A3', { cpo: xyz }),
      agreement('A4', { valid_to: time }),
    ]);
    for await (const { registry } of restarting({ store, reopen })) {
      const { agreements } = registry.read();
      assert.deepEqual(
        agreements.between(abc, emp).map(({ id }) => id),
        ['A1', 'A4'],
      );
      assert.deepEqual(agreements.between(xyz, oth), []);
      assert.deepEqual([...agreements.partnersOf('CPO', abc)], [emp, oth]);
      assert.deepEqual([...agreements.partnersOf('EMSP', emp)], [abc, xyz]);
      assert.deepEqual([...agreements.partnersOf('EMSP', abc)], []);
      assert.deepEqual([...agreements.parties('CPO')], [abc, xyz]);
      assert.deepEqual([...agreements.parties('EMSP')], [emp, oth]);
    }
  });

  it('decides one after another, each on what those before it have made', async ({ store, reopen }) => {
    const once = ({ agreements }: RegistryState) =>
      agreements.between(abc, emp).length > 0 ? [] : [agreement(`A${agreements.size}`)];
    const made = await Promise.all(numbered('', 20).map(() => store.registry.agree(once)));
    assert.deepEqual(made.flat(), [agreement('A0')]);
    for await (const { registry } of restarting({ store, reopen }))
      assert.deepEqual(agreementIds(registry), ['A0']);
  });

  it('keeps none when the decision throws, and goes on with the next', async ({ store, reopen }) => {
    const refused = store.registry.agree(refusing);
    const next = store.registry.agree(() => [agreement('A1')]);
    await assert.rejects(refused, new RangeError('no'));
    await next;
    for await (const { registry } of restarting({ store, reopen }))
      assert.deepEqual(agreementIds(registry), ['A1']);
  });

  it('shows agreements when they are durable, not before, and frozen', async ({ store: { registry } }) => {
    const mine = agreement('A1');
    const { agreements } = registry.read();
    const agreeing = registry.agree(() => [mine]);
    assert.equal(agreements.size, 0);
    const [made] = await agreeing;
    mine.status = 'TERMINATED';
    assert.deepEqual(registry.read().agreements.get('A1'), agreement('A1'));
    assert.throws(() => Object.assign(made!, { status: 'SUSPENDED' }), TypeError);
    assert.throws(() => (agreements.between(abc, emp) as Agreement[]).push(mine), TypeError);
  });

  it('leaves the connections alone, and they it', async ({ store, reopen }) => {
    await Promise.all([
      ...numbered('C', 5).map((id) => store.registry.change(adding(id))),
      ...numbered('A', 5).map((id) => store.registry.agree(() => [agreement(id)])),
    ]);
    for await (const { registry } of restarting({ store, reopen })) {
      assert.deepEqual(connectionIds(registry), numbered('C', 5));
      assert.deepEqual(agreementIds(registry), numbered('A', 5));
    }
  });

  it('calls back after agreements too, before their change resolves', async ({ store: { registry } }) => {
    const seen: string[][] = [];
    registry.onChange(async () => void seen.push(agreementIds(registry)));
    await registry.agree(() => [agreement('A1')]);
    await registry.agree(() => []);
    assert.deepEqual(seen, [['A1']]);
  });

  it('gives a new state after each change, with the same connections', async ({ store: { registry } }) => {
    const before = registry.read();
    await registry.agree(() => [agreement('A1')]);
    assert.notEqual(registry.read(), before);
    assert.equal(registry.read().connections, before.connections);
  });
}

const connectionIds = (registry: Registry) => registry.read().connections.map(({ id }) => id);
const agreementIds = (registry: Registry) => [...registry.read().agreements].map(({ id }) => id);

function refusing(): never {
  throw new RangeError('no');
}

function adding(id: string): (state: RegistryState) => Pick<RegistryState, 'connections'> {
  return ({ connections }) => ({ connections: [...connections, connection(id)] });
}

function connection(id: string): Connection {
  return { id, role: 'CPO', party: abc, parties: [abc], status: 'PENDING' } as unknown as Connection;
}

function agreement(id: string, more: Partial<Agreement> = {}): Agreement {
  const always = { valid_from: null, valid_to: null };
  return {
    ...{ id, cpo: abc, emsp: emp, status: 'ACTIVE', since: time },
    ...{ ...always, created: time, deleted: false, ...more },
  };
}
