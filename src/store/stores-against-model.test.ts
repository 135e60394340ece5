import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Changed, Decision, ListQuery, ObjectKey } from '../hub/ports/object-store.ts';
import type { Store } from '../hub/ports/store.ts';
import type { Party } from '../ocpi/words/party-id.ts';
import { type Model, newModel } from './contract/model-store.ts';
import { abc, emp, oth, xyz } from './contract/sample-objects.ts';
import type { Open, Opened } from './contract/store-under-test.ts';
import { inFolder } from './embedded/embedded-store-for-tests.ts';
import { inDatabase } from './postgres/test-database.ts';

// Each test does the same to a store and to a model of it, and compares both.

/** An action of the test on a store and on its model. A burst is many changes at once. */
type Act =
  | { act: 'burst'; changes: [ObjectKey, Decision][] }
  | { act: 'list'; query: ListQuery }
  | { act: 'find'; field: string; value: string }
  | { act: 'since'; back: number; limit: number }
  | { act: 'reopen' };

const someModules = ['tokens', 'sessions'] as const;
const values = ['u', 'U', 'u"'];
const lookupFields = ['uid', 'alias'];
const parties = fc.constantFrom<Party>(abc, xyz);
const recipients = fc.constantFrom<Party>(emp, oth);

const keys = fc.record({
  module: fc.constantFrom(...someModules),
  owner: parties,
  id: fc.constantFrom('a', 'b', 'A', 'a!'),
});

const contents = fc.record(
  {
    lastUpdated: fc.nat(5),
    recipient: fc.option(recipients),
    gone: fc.boolean(),
    lookups: fc.record(
      { uid: fc.constantFrom(...values), alias: fc.constantFrom(...values) },
      { requiredKeys: ['uid'] },
    ),
    edition: fc.constant('2.2.1' as const),
    bytes: fc.nat().map((number) => Buffer.from(`{"n":${number}}`)),
  },
  { requiredKeys: ['lastUpdated', 'recipient', 'gone', 'lookups', 'bytes'] },
);

const decisions: fc.Arbitrary<Decision> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ to: fc.constant('store' as const), object: contents }) },
  { weight: 2, arbitrary: fc.constant({ to: 'delete' as const }) },
  { weight: 1, arbitrary: fc.constant({ to: 'keep' as const }) },
);

const lists: fc.Arbitrary<ListQuery> = fc.record(
  {
    module: fc.constantFrom(...someModules),
    visible: fc.array(
      fc.record({ owner: parties, recipient: recipients, late: fc.nat(40) }, { requiredKeys: ['owner'] }),
      { maxLength: 3 },
    ),
    from: fc.nat(5),
    to: fc.nat(6),
    offset: fc.nat(4),
    limit: fc.nat(5),
  },
  { requiredKeys: ['module', 'visible', 'offset', 'limit'] },
);

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      act: fc.constant('burst' as const),
      changes: fc.array(fc.tuple(keys, decisions), { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('list' as const), query: lists }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('find' as const),
      field: fc.constantFrom(...lookupFields),
      value: fc.constantFrom(...values),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('since' as const),
      back: fc.nat(10),
      limit: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('reopen' as const) }) },
);

/** The stores, with as many runs as take a few seconds; the environment variable MODEL_RUNS sets another number. */
const stores: [name: string, runs: number, open: Open][] = [
  ['the embedded store', 20, inFolder()],
  ['the embedded store, nothing kept in memory', 10, inFolder(0)],
  ['the PostgreSQL store', 8, inDatabase()],
];

for (const [name, runs, open] of stores) {
  test(`${name} does what the model does, whatever is done to it`, async () => {
    const property = fc.asyncProperty(fc.array(acts, { maxLength: 40, size: 'max' }), async (all) => {
      const opened = await open();
      try {
        await doAll(opened, all);
      } finally {
        await opened.destroy();
      }
    });
    await fc.assert(property, { numRuns: Number(process.env.MODEL_RUNS ?? runs) });
  });
}

async function doAll(opened: Opened, all: Act[]): Promise<void> {
  const model = newModel();
  let { store } = opened;
  for (const one of all) {
    if (one.act === 'reopen') store = await opened.reopen();
    else await compare(store, model, one);
  }
  await compareAll(store, model);
  await compareAll(await opened.reopen(), model);
}

async function compare(
  { objects }: Store,
  model: Model,
  act: Exclude<Act, { act: 'reopen' }>,
): Promise<void> {
  if (act.act === 'burst') {
    const done = await Promise.all(
      act.changes.map(async ([key, decision]) => ({
        key,
        decision,
        changed: await objects.change(key, () => decision),
      })),
    );
    for (const { key, decision, changed } of inOrder(done)) model.change(key, decision, changed);
    assert.equal(objects.position(), model.position());
  } else if (act.act === 'list') {
    assert.deepEqual(await objects.list(act.query), model.list(act.query));
  } else if (act.act === 'find') {
    const { field, value } = act;
    assert.deepEqual(await objects.find('tokens', field, value), model.find('tokens', field, value));
  } else {
    const position = Math.max(0, model.position() - act.back);
    assert.deepEqual(await objects.since(position, act.limit), model.since(position, act.limit));
  }
}

async function compareAll(store: Store, model: Model): Promise<void> {
  assert.equal(store.objects.position(), model.position());
  await compare(store, model, { act: 'since', back: Infinity, limit: 1000 });
  for (const field of lookupFields)
    for (const value of values) await compare(store, model, { act: 'find', field, value });
  for (const module of someModules) {
    const visible = [{ owner: abc }, { owner: xyz }];
    await compare(store, model, { act: 'list', query: { module, visible, from: 0, offset: 0, limit: 1000 } });
  }
  for (const object of model.objects()) assert.deepEqual(await store.objects.get(object), object);
}

interface Done {
  key: ObjectKey;
  decision: Decision;
  changed: Changed;
}

/**
 * Sorts simultaneous changes by the order of their effect: changes of one object as called, changes of several objects
 * by their numbers.
 */
function inOrder(done: Done[]): Done[] {
  const ordered: Done[] = [];
  const left = [...done];
  while (left.length > 0) {
    const first = left.filter((one, at) => left.findIndex((other) => same(other.key, one.key)) === at);
    first.sort((a, b) => rank(a) - rank(b));
    ordered.push(...left.splice(left.indexOf(first[0]!), 1));
  }
  return ordered;
}

const rank = ({ changed }: Done) => (changed.outcome === 'unchanged' ? 0 : changed.changed);
const same = (a: ObjectKey, b: ObjectKey) => a.module === b.module && a.owner === b.owner && a.id === b.id;
