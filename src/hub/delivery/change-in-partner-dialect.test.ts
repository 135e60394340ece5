import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dialect } from '../../ocpi/words/partner-style-types.ts';
import { party } from '../../ocpi/words/party-id.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { Store } from '../ports/store.ts';
import type { Push } from '../push-types.ts';
import { newDialects } from './change-in-partner-dialect.ts';
import { oneVersion } from './fake-hub-for-delivery-tests.ts';

const owner = party('NL', 'ABC');
const none: Dialect = { extensions: 'none', enums: 'as_given', drops: [] };

const connector = (id: string, standard: string) => ({ id, standard, format: 'CABLE', voltage: 230 });
const location = {
  id: 'L1',
  evses: [
    { uid: 'E1', status: 'AVAILABLE', connectors: [connector('1', 'CHADEMO'), connector('2', 'CHAOJI')] },
  ],
  country_code: 'NL',
};

/** A store with one Location that counts how often the Location is read, and returns other bytes each time. */
function store() {
  const asked = { times: 0 };
  const get = async () => {
    asked.times += 1;
    return {
      module: 'locations',
      owner,
      id: 'L1',
      bytes: Buffer.from(JSON.stringify(location)),
    } as StoredObject;
  };
  return { asked, store: { objects: { get } } as unknown as Store };
}

function change(path: string[], body: object): Push {
  const object = { module: 'locations', owner, id: 'L1', recipient: null, changed: 7 } as const;
  return { object, method: 'PATCH', id: 'L1', path, body: Buffer.from(JSON.stringify(body)) };
}

// The numbers of reads of the object and of JSON parses are the same for any number of receivers.
for (const [what, path, body] of [
  ['a change of a part', ['E1'], { status: 'CHARGING' }],
  ['a change of what was withheld', ['E1', '2'], { voltage: 400 }],
  ['a change to what has no words', ['E1', '1'], { standard: 'CHAOJI' }],
] as const)
  test(`${what} is put into a dialect once, however many receivers there are @EXT-19`, async (t) => {
    const parse = t.mock.method(JSON, 'parse');
    const cost = async (receivers: number) => {
      const { store: kept, asked } = store();
      const before = parse.mock.callCount();
      const push = change([...path], body);
      const dialects = newDialects(kept, oneVersion);
      const all = Array.from({ length: receivers }, () => dialects.told({ ...none }, push));
      const bodies = new Set((await Promise.all(all)).map((told) => told?.body));
      return { asked: asked.times, read: parse.mock.callCount() - before, bodies: bodies.size };
    };
    // The first use of a dialect reads the schemas.
    await cost(1);
    const one = await cost(1);
    assert.deepEqual(await cost(100), one);
    assert.deepEqual([one.asked, one.bodies], [1, 1]);
  });

test('another dialect is told in its own words, and what failed is found out anew @EXT-19', async () => {
  const { store: kept, asked } = store();
  const push = change(['E1', '1'], { standard: 'CHAOJI' });
  const dialects = newDialects(kept, oneVersion);
  assert.equal(await dialects.told({ ...none, extensions: 'owner' }, push), push);
  assert.equal(asked.times, 0);
  const { get } = kept.objects;
  kept.objects.get = () => Promise.reject(new Error('down'));
  await assert.rejects(dialects.told(none, push), /down/);
  kept.objects.get = get;
  const told = await dialects.told(none, push);
  assert.deepEqual([told?.method, told?.path, told?.id], ['PUT', [], 'L1']);
});

test('a reader of another version gets the newest state of an object, by a part and by the whole, save what the hub has altered for it', async () => {
  const stated = (n: number, more = {}) =>
    ({
      ...{ module: 'locations', owner, id: 'L1', recipient: null, changed: n, lookups: { id: 'L1' } },
      bytes: Buffer.from(JSON.stringify({ id: 'L1', name: `v${n}`, ...more })),
    }) as unknown as StoredObject;
  const kept = { objects: { get: async () => stated(4) } } as unknown as Store;
  const dialects = newDialects(kept, { ...oneVersion, isSame: () => false });
  const nameIn = async (object: StoredObject, body = object.bytes) => {
    const told = await dialects.told({ edition: '2.2.1' } as unknown as Dialect, {
      ...{ object, method: 'PUT', id: 'L1', path: [], body },
    });
    return (JSON.parse(String(told?.body)) as { name: string }).name;
  };
  assert.equal(await nameIn(stated(3)), 'v4', 'an older whole state');
  assert.equal(await nameIn(stated(4)), 'v4');
  assert.equal(await nameIn(stated(4), Buffer.from('{"id":"L1","name":"hidden"}')), 'hidden');
  const others = { ...stated(3), recipient: 'DE*EMP' } as StoredObject;
  assert.equal(await nameIn(others), 'v3', 'what is for somebody else now');
});
