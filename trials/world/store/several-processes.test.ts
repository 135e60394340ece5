import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Agreement } from '../../../src/hub/ports/connection-registry.ts';
import type { Store } from '../../../src/hub/ports/store.ts';
import {
  ids,
  keyOf,
  numbered,
  put,
  query,
  storing,
  text,
} from '../../../src/store/contract/sample-objects.ts';
import { chanceOf } from '../time/seeded-random.ts';
import { type Timeline, timeline } from '../time/simulated-clock.ts';
import { openWorldStore } from './open-world-store.ts';
import { type Database, newDatabase } from './simulated-database.ts';

// These tests open several stores on one database, with a clock that the test moves by hand.

async function several(count: number) {
  const time = timeline(0);
  const database = newDatabase(time, chanceOf('several'), {
    ...{ hop: [0.1, 2], flush: [0.3, 4] },
    ...{ slow: 0.02, gaps: 0.1 },
  });
  const owners = numbered('', count).map((name) => ({ name, alive: true, stallsUntil: 0 }));
  const opening = owners.map((owner) => openWorldStore(database, { id: `process ${owner.name}`, owner }));
  const stores = await pass(time, Promise.all(opening));
  await time.run(time.now() + 3_000);
  return { time, database, owners, stores };
}

type Several = Awaited<ReturnType<typeof several>>;

/** Lets the simulated time pass until a promise has settled. */
async function pass<T>(time: Timeline, work: Promise<T>): Promise<T> {
  let over = false;
  const ended = work.finally(() => (over = true));
  ended.catch(() => undefined);
  for (let nth = 0; !over && nth < 10_000; nth++) await time.run(time.now() + 10);
  return ended;
}

const holders = (stores: Store[], name: string) => stores.filter(({ processes }) => processes.isMine(name));

test('an object is changed by one process after another, and all of them read each change at once', async () => {
  const { time, stores } = await several(3);
  const countUp = ({ objects }: Store) =>
    objects.change(keyOf('T1'), (old) => storing(String(Number(old ? text(old) : 0) + 1)));
  const changes = await pass(
    time,
    Promise.all(numbered('', 30).map((nth) => countUp(stores[Number(nth) % 3]!))),
  );
  changes.sort((one, other) => one.changed - other.changed);
  assert.deepEqual(
    changes.map(({ after }) => text(after!)),
    numbered('', 30).map((nth) => String(Number(nth) + 1)),
  );
  for (const { objects } of stores) {
    assert.equal(text((await pass(time, objects.get(keyOf('T1'))))!), '30');
    assert.deepEqual(ids((await pass(time, objects.list(query()))).objects), ['T1']);
  }
  await time.run(time.now() + 100);
  assert.equal(new Set(stores.map(({ objects }) => objects.position())).size, 1);
});

test('a change of the registry is answered once every process has it', async () => {
  const { time, stores } = await several(3);
  const [first] = stores as [Store, ...Store[]];
  for (const id of numbered('A', 10)) {
    await pass(
      time,
      first.registry.agree(() => [{ id, cpo: 'NL*ABC', emsp: 'DE*EMP' } as unknown as Agreement]),
    );
    for (const { registry } of stores) assert.equal(registry.read().agreements.get(id)?.id, id);
  }
});

test('a process that reads a change has the registry as it was when the change was made', async () => {
  const { time, database, stores } = await several(2);
  const [one, other] = stores as [Store, Store];
  const [, cutOff] = database.sessions;
  for (const read of ['since', 'news'] as const) {
    cutOff!.cutUntil = time.now() + 10_000;
    await pass(
      time,
      one.registry.agree(() => [{ id: read, cpo: 'NL*ABC', emsp: 'DE*EMP' } as unknown as Agreement]),
    );
    const { changed } = await pass(time, put(one.objects, keyOf(read)));
    assert.equal(other.registry.read().agreements.get(read), undefined);
    cutOff!.cutUntil = time.now();
    assert.deepEqual(ids(await pass(time, other.objects[read](changed - 1, 10))), [read]);
    assert.equal(other.registry.read().agreements.get(read)?.id, read);
  }
});

test('a note is handed to exactly one process, and a word to all the others', async () => {
  const { time, stores } = await several(3);
  const heard: string[] = [];
  for (const [nth, { processes }] of stores.entries())
    processes.subscribe<{ text: string }>('test', (word) => heard.push(`${nth} ${word.text}`));
  await pass(time, stores[1]!.notes.put('question', 'Q', { asked: true }, Number.MAX_SAFE_INTEGER));
  const takes = await pass(time, Promise.all(stores.map(({ notes }) => notes.take('question', 'Q'))));
  assert.deepEqual(
    takes.filter((note) => note !== undefined),
    [{ asked: true }],
  );
  await pass(time, stores[1]!.processes.announce('test', { text: 'hello' }));
  await time.run(time.now() + 100);
  assert.deepEqual(heard.sort(), ['0 hello', '2 hello']);
});

test('everything has one process that answers for it, and another one when that has died', async () => {
  const { time, database, owners, stores } = await several(3);
  const names = numbered('connection ', 100);
  for (const name of names) assert.equal(holders(stores, name).length, 1, name);
  for (const { processes } of stores) assert.ok(names.some((name) => processes.isMine(name)));
  die(database, owners[0]!);
  await time.run(time.now() + 4_000);
  for (const name of names) assert.equal(holders(stores.slice(1), name).length, 1, name);
});

test('a process that stands still answers for nothing when another one does', async () => {
  const { time, owners, stores } = await several(2);
  const names = numbered('connection ', 50);
  owners[0]!.stallsUntil = time.now() + 20_000;
  for (let nth = 0; nth < 60; nth++) {
    await time.run(time.now() + 500);
    for (const name of names) assert.ok(holders(stores, name).length < 2, name);
  }
  for (const { processes } of stores) assert.ok(names.some((name) => processes.isMine(name)));
});

test('a crash of the database loses what was not acknowledged, and nothing that was', async () => {
  const kept: number[] = [];
  for (let moment = 0; moment < 12; moment++) {
    const { time, database, stores } = await several(1);
    const { objects } = stores[0]!;
    const acknowledged: string[] = [];
    for (const id of numbered('T', 12))
      void put(objects, keyOf(id)).then(
        () => acknowledged.push(id),
        () => undefined,
      );
    await time.run(time.now() + moment);
    const known = [...acknowledged];
    database.crash(100);
    await time.run(time.now() + 3_000);
    const stored = ids((await pass(time, objects.list(query()))).objects);
    assert.deepEqual(
      known.filter((id) => !stored.includes(id)),
      [],
    );
    kept.push(stored.length);
  }
  assert.ok(Math.min(...kept) < 12 && Math.max(...kept) === 12, kept.join(' '));
});

const ends = {
  'the database crashes': ({ database }: Several) => database.crash(100),
  'its process stands still for too long': ({ time, owners }: Several) =>
    void (owners[0]!.stallsUntil = time.now() + 20_000),
};
for (const [how, end] of Object.entries(ends))
  test(`what waits for another change of the same object is answered when ${how}, and the store closes`, async () => {
    const all = await several(2);
    const { time, database, stores } = all;
    const [{ objects, close }] = stores as [Store, Store];
    let answered = 0;
    database.slowDown(3_000, 15_000);
    for (let nth = 0; nth < 3; nth++)
      void put(objects, keyOf('T1'))
        .catch(() => undefined)
        .then(() => (answered += 1));
    await time.run(time.now() + 50);
    end(all);
    await time.run(time.now() + 40_000);
    assert.equal(answered, 3);
    await pass(time, close());
  });

function die(database: Database, owner: { name: string; alive: boolean; stallsUntil: number }): void {
  owner.alive = false;
  for (const session of database.sessions) if (session.owner === owner) database.disconnect(session);
}
