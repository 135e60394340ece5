import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Decision, ListQuery, ObjectKey, StoredObject } from '../ports/object-store.ts';
import type { Push } from '../push-types.ts';
import { retire, retireHeld } from './retire-missing-objects.ts';

const owner: Party = 'NL*ABC';
const until = Date.parse('2026-03-01T12:00:00Z');
const begun = 50;

/** A hub with an operator's Tariffs, and what it does with those that the operator's list lacks. */
function world(stored: Partial<StoredObject>[]) {
  const objects = new Map(
    stored.map((one, nth) => [
      one.id,
      {
        ...{ module: 'tariffs', owner, changed: 1, created: nth, lastUpdated: 0, lookups: { id: one.id } },
        ...{ bytes: Buffer.from('{}'), ...one },
      } as StoredObject,
    ]),
  );
  const notes = new Map<string, object>();
  const pushed: string[] = [];
  const hub = {
    now: () => until,
    deliver: { offer: async ({ method, id }: Push) => void pushed.push(`${method} ${id}`) },
    store: {
      objects: {
        list: async ({ offset, limit }: ListQuery) => ({
          total: objects.size,
          objects: [...objects.values()].slice(offset, offset + limit),
        }),
        change: async ({ id }: ObjectKey, decide: (old: StoredObject | undefined) => Decision) => {
          const before = objects.get(id);
          if (decide(before).to === 'keep') return { outcome: 'unchanged', before, after: before };
          objects.delete(id);
          return { outcome: 'deleted', before, after: undefined, changed: 99 };
        },
      },
      notes: {
        get: async (_: string, key: string) => notes.get(key),
        put: async (_: string, key: string, value: object) => void notes.set(key, value),
        all: async () => [...notes].map(([key, value]) => ({ key, value })),
        take: async (_: string, key: string) => {
          const value = notes.get(key);
          notes.delete(key);
          return value;
        },
      },
    },
  } as unknown as Hub;
  let looks = 0;
  const run = (seen: string[] = [], again: string[] | { error: string } = []) => {
    const looked = Array.isArray(again) ? { shows: (id: string) => again.includes(id) } : again;
    const look = async () => (looks++, looked);
    return retire(hub, {
      ...{ module: 'tariffs', owner, seen: new Set(seen), until, begun, sync: 's1', again: look },
    });
  };
  return { ...{ hub, run, pushed, objects, notes }, left: () => [...objects.keys()], looks: () => looks };
}

test('what a list lacks is retired, unless it may have been too young for it or has changed since @SYNC-10 @TAR-14', async () => {
  const { run, left, pushed } = world([
    { id: 'listed' },
    { id: 'gone' },
    { id: 'just older', lastUpdated: until - 1 },
    { id: 'as young as the end', lastUpdated: until },
    { id: 'younger', lastUpdated: until + 1 },
    { id: 'unchanged since', changed: begun },
    { id: 'changed since', changed: begun + 1 },
  ]);
  assert.deepEqual(await run(['listed']), { removed: 3, held: 0, of: 7 });
  assert.deepEqual(left(), ['listed', 'as young as the end', 'younger', 'changed since']);
  assert.deepEqual(pushed, ['DELETE gone', 'DELETE just older', 'DELETE unchanged since']);
});

test('what has changed since does not count as missing @SYNC-10 @SYNC-19', async () => {
  const { run, notes } = world([{ id: 'T1', changed: begun + 1 }]);
  assert.deepEqual(await run(), { removed: 0, held: 0, of: 1 });
  assert.equal(notes.size, 0);
});

test('a second look is taken at what is missing alone, and what it shows stays @SYNC-10', async () => {
  const { run, left, looks } = world([{ id: 'T1' }, { id: 'T2' }, { id: 'T3' }]);
  assert.deepEqual(await run(['T1', 'T2', 'T3']), { removed: 0, held: 0, of: 3 });
  assert.equal(looks(), 0);
  assert.deepEqual(await run(['T1'], ['T2']), { removed: 1, held: 0, of: 3 });
  assert.deepEqual([left(), looks()], [['T1', 'T2'], 1]);
});

test('what a second look shows is not held back either @SYNC-19', async () => {
  const { run, notes } = world([{ id: 'T1' }, { id: 'T2' }]);
  assert.deepEqual(await run([], ['T1', 'T2']), { removed: 0, held: 0, of: 2 });
  assert.equal(notes.size, 0);
});

test('a second look that ends early retires nothing @SYNC-10', async () => {
  const { run, left } = world([{ id: 'T1' }, { id: 'T2' }]);
  const unsure = { lacking: 1, error: 'HTTP 500' };
  assert.deepEqual(await run(['T1'], { error: 'HTTP 500' }), { removed: 0, held: 0, of: 2, unsure });
  assert.deepEqual(left(), ['T1', 'T2']);
});

test('all of more than a thousand are looked at @SYNC-10', async () => {
  const stored = Array.from({ length: 2005 }, (_, n) => ({ id: `T${n}` }));
  const { run, left } = world(stored);
  const seen = stored.map(({ id }) => id).filter((id) => id !== 'T2001');
  assert.deepEqual(await run(seen), { removed: 1, held: 0, of: 2005 });
  assert.ok(!left().includes('T2001'));
});

test('what is held goes by the word of the operator, once, and what has changed since stays @SYNC-19', async () => {
  const { hub, run, left, pushed, objects } = world([{ id: 'T1' }, { id: 'T2' }]);
  assert.deepEqual(await run(), { removed: 0, held: 2, of: 2 });
  assert.deepEqual([left(), pushed], [['T1', 'T2'], []]);
  objects.set('T2', { ...objects.get('T2')!, changed: begun + 1 });
  assert.equal(await retireHeld(hub, 'another sync'), undefined);
  assert.deepEqual(await retireHeld(hub, 's1'), new Map([['tariffs', 1]]));
  assert.deepEqual([left(), pushed], [['T2'], ['DELETE T1']]);
  assert.equal(await retireHeld(hub, 's1'), undefined);
});
