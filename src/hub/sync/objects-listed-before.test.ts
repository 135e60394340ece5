import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import { answerLimits } from '../../ocpi/words/read-json-with-limits.ts';
import { readListByKnownTexts } from '../../ocpi/words/read-list-by-known-texts.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { ObjectState } from '../ports/object-store.ts';
import { ListedBefore, newListsBefore } from '../remembered-lists.ts';
import { listAgain } from './objects-listed-before.ts';

const abc = { id: 'C1', role: 'CPO', party: 'NL*ABC', parties: ['NL*ABC', 'NL*DEF'], business: null };

/** A hub whose store has changed the objects of the named changes since, beside a partner of which it remembers lists. */
function reader(most = 10) {
  const memory = newListsBefore(most);
  const gone = new Set<number>();
  let connections = [{ ...abc }] as unknown as Connection[];
  const hub = {
    store: {
      registry: { read: () => ({ connections, agreements: agreementsOf([]) }) },
      objects: { stand: async (states: ObjectState[]) => states.map(({ changed }) => !gone.has(changed)) },
    },
  } as unknown as Hub;
  const begin = (party: Party = 'NL*ABC', id = 'C1') =>
    listAgain(hub, memory, { connection: { ...connections[0]!, id }, module: 'tariffs', party });
  /** Reads a list of these ids to its end; returns those that are recognised and stand, and remembers all. */
  async function read(
    ids: string[],
    { party = 'NL*ABC' as Party, asked = party as Party | 'all', id = 'C1' } = {},
  ) {
    const list = begin(party, id);
    const text = `{"data":[${ids.map((one) => `{"id":"${one}"}`).join(',')}]}`;
    const { value, elements } = readListByKnownTexts(Buffer.from(text), answerLimits, list.knownTexts)!;
    const stand = await list.standing(value.data, asked);
    for (const [at, element] of elements.entries())
      list.add(new ListedBefore(element, { id: ids[at] }, stateOf(Number(ids[at]))));
    list.keep(asked);
    return value.data.flatMap((one) => (stand.has(one) ? (one as ListedBefore).id : []));
  }
  return {
    read,
    begin,
    memory,
    gone,
    change: (change: Partial<Connection>) =>
      (connections = connections.map((one) => ({ ...one, ...change }))),
    end: () => (connections = [{ ...abc, id: 'C2' }] as unknown as Connection[]),
  };
}

const stateOf = (changed: number): ObjectState => ({
  module: 'tariffs',
  owner: 'NL*ABC',
  id: `${changed}`,
  created: 1,
  changed,
});

test('objects of a list are recognised when it is read again, in whatever order @SYNC-09', async () => {
  const { read } = reader();
  assert.deepEqual(await read(['1', '2', '3', '4']), []);
  assert.deepEqual(await read(['1', '2', '3', '4']), ['1', '2', '3', '4']);
  assert.deepEqual(await read(['4', '3', '5', '6', '7', '1', '4', '2']), ['4', '3', '1', '4', '2']);
  assert.deepEqual(await read(['3', '8']), ['3']);
  assert.deepEqual(await read(['4', '3']), ['3']);
});

test('an object that has changed in the store since is not recognised @SYNC-09', async () => {
  const { read, gone } = reader();
  await read(['1', '2']);
  gone.add(1);
  assert.deepEqual(await read(['1', '2']), ['2']);
});

for (const change of [
  { business: { name: 'Charging' } },
  { edition: '2.2.1' as const },
  { parties: ['NL*ABC' as const] },
  { party: 'NL*DEF' as const },
])
  test(`a list is read anew after a change of ${Object.keys(change)} @SYNC-09`, async () => {
    const before = reader();
    await before.read(['1', '2']);
    before.change(change);
    assert.deepEqual(await before.read(['1', '2']), []);
    assert.deepEqual(await before.read(['1', '2']), ['1', '2']);
  });

test('a list counts for nothing once the operator of its Locations has changed while it was read @SYNC-09', async () => {
  const during = reader();
  await during.read(['1']);
  const list = during.begin();
  const { value } = readListByKnownTexts(
    Buffer.from('{"data":[{"id":"1"}]}'),
    answerLimits,
    list.knownTexts,
  )!;
  assert.equal((await list.standing(value.data, 'NL*ABC')).size, 1);
  during.change({ business: { name: 'Charging' } });
  assert.equal((await list.standing(value.data, 'NL*ABC')).size, 0);
  list.keep('NL*ABC');
  assert.deepEqual(await during.read(['1']), []);
});

test('a list is not remembered whose operator changed while it was read, though it changed back @SYNC-09', async () => {
  const during = reader();
  const list = during.begin();
  during.change({ business: { name: 'Charging' } });
  const text = Buffer.from('{"data":[{"id":"1"}]}');
  const { value, elements } = readListByKnownTexts(text, answerLimits, list.knownTexts)!;
  await list.standing(value.data, 'NL*ABC');
  list.add(new ListedBefore(elements[0]!, { id: '1' }, stateOf(1)));
  during.change({ business: null });
  list.keep('NL*ABC');
  assert.deepEqual(await during.read(['1']), []);
});

for (const beside of [
  { uid: { of: 'any size' } },
  { type: ['any size'] },
  { uid: 'U'.repeat(300) },
  { type: 'T'.repeat(300) },
])
  test(`an object with ${JSON.stringify(beside).slice(0, 24)} is not remembered @SYNC-09`, async () => {
    const { begin, memory } = reader();
    const list = begin();
    const text = Buffer.from('{"data":[{"id":"1"}]}');
    const { elements } = readListByKnownTexts(text, answerLimits, list.knownTexts)!;
    list.add(new ListedBefore(elements[0]!, { id: '1', ...beside }, stateOf(1)));
    list.keep('NL*ABC');
    assert.deepEqual(memory.lists.get('C1 tariffs NL*ABC')?.objects, []);
  });

test('lists of another party, or with other owners, are other lists @SYNC-18', async () => {
  const { read } = reader();
  await read(['1']);
  assert.deepEqual(await read(['1'], { party: 'NL*DEF' }), []);
  assert.deepEqual(await read(['1'], { asked: 'all' }), []);
  assert.deepEqual(await read(['1'], { asked: 'all' }), ['1']);
});

test('a list that was not read to its end replaces nothing', async () => {
  const { read, begin } = reader();
  await read(['1', '2']);
  begin();
  assert.deepEqual(await read(['1', '2']), ['1', '2']);
});

test('the memory is bounded over all lists, and a connection that is gone has none of it', async () => {
  const { read, memory, end } = reader(3);
  await read(['1', '2']);
  await read(['3', '4'], { party: 'NL*DEF' });
  assert.deepEqual(await read(['1', '2']), ['1', '2']);
  assert.deepEqual(await read(['3', '4'], { party: 'NL*DEF' }), ['3']);
  end();
  await read(['5'], { id: 'C2' });
  assert.deepEqual([...memory.lists.keys()], ['C2 tariffs NL*ABC']);
});
