import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hub } from '../hub-dependencies.ts';
import { newMemory } from '../in-memory-state.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { tidyHeld } from './tidy-withheld-objects.ts';
import { holdAgain, listHeld } from './withheld-objects.ts';

const session = {
  ...{ module: 'sessions', owner: 'NL*ABC', id: 'S1', created: 1, changed: 1, lastUpdated: 0, gone: false },
  ...{ recipient: null, lookups: { id: 'S1', held: 'DEQQQ1' } },
  bytes: Buffer.from('{"id":"S1","auth_id":"DE-QQQ-1"}'),
} as unknown as StoredObject;

/** A hub with one Session, and with notes of withheld objects; its background work has ended when `rest` resolves. */
function world(object: StoredObject | undefined, isMine = true) {
  const notes = new Map<string, object>();
  const hub = {
    now: () => 0,
    memory: newMemory(),
    log: { warn: () => {}, error: assert.fail },
    store: {
      processes: { isMine: () => isMine, onMoved: () => {} },
      registry: { read: () => ({ connections: [], agreements: [] }) },
      notes: {
        get: async (kind: string, key: string) => notes.get(`${kind} ${key}`),
        put: async (kind: string, key: string, value: object) => void notes.set(`${kind} ${key}`, value),
        take: async (kind: string, key: string) => void notes.delete(`${kind} ${key}`),
        all: async (kind: string) =>
          [...notes].filter(([key]) => key.startsWith(`${kind} `)).map(([key, value]) => ({ key, value })),
        under: async () => [],
      },
      objects: { get: async () => object, find: async () => [], present: async () => 1 },
    },
  } as unknown as Hub;
  const note = () =>
    hub.store.notes.put(
      'held',
      'NL*ABC sessions S1',
      { module: 'sessions', owner: 'NL*ABC', object_id: 'S1' },
      1,
    );
  return { hub, note, rest: () => new Promise(setImmediate) };
}

const states: { what: string; object: StoredObject | undefined; isMine?: boolean; left: number }[] = [
  { what: 'an object that is held', object: session, left: 1 },
  { what: 'one that has its provider', object: { ...session, recipient: 'DE*EMP' }, left: 0 },
  { what: 'one that is no more', object: undefined, left: 0 },
  { what: 'one that another process looks at', object: undefined, isMine: false, left: 1 },
];

for (const { what, object, isMine, left } of states)
  test(`the note of ${what} is ${left === 1 ? 'kept' : 'forgotten'} at the start @ROUTE-56`, async () => {
    const { hub, note, rest } = world(object, isMine);
    await note();
    tidyHeld(hub);
    await rest();
    assert.equal((await listHeld(hub)).length, left);
  });

test('an object that was stored for nobody, and not noted, is noted when it comes again @ROUTE-56', async () => {
  const { hub } = world(session);
  await holdAgain(hub, { ...session, lookups: { id: 'S1' } }, []);
  await holdAgain(hub, { ...session, recipient: 'DE*EMP' }, []);
  assert.deepEqual(await listHeld(hub), []);
  await holdAgain(hub, session, ['DE*EMP']);
  const [one] = await listHeld(hub);
  assert.deepEqual([one?.object_id, one?.contract, one?.among], ['S1', 'DE-QQQ-1', ['DE*EMP']]);
});
