import { strict as assert } from 'node:assert';
import { type TestContext, test } from 'node:test';
import type { ChangeRecord } from '../../hub/ports/object-store.ts';
import type { Store } from '../../hub/ports/store.ts';
import {
  exchange,
  ids,
  keyOf,
  numbered,
  put,
  query,
  remove,
  storing,
  text,
  xyz,
} from '../contract/sample-objects.ts';
import { openPostgresStore, type PostgresOptions } from './open-postgres-store.ts';
import { asked, emptyDatabase, forTests, until } from './test-database.ts';

// The stores share nothing but the database: each stands for a process of its own.

test('an object is changed by one process after another, and none of their changes is lost', async (t) => {
  const { stores } = await several(t, 3);
  const countUp = ({ objects }: Store) =>
    objects.change(keyOf('T1'), (old) => storing(String(Number(old ? text(old) : 0) + 1)));
  const changes = await Promise.all(numbered('', 90).map((nth) => countUp(stores[Number(nth) % 3]!)));
  const counted = changes.sort((a, b) => a.changed - b.changed).map(({ after }) => Number(text(after!)));
  assert.deepEqual(
    counted,
    numbered('', 90).map((nth) => Number(nth) + 1),
  );
});

test('what one process has changed every other reads at once', async (t) => {
  const { stores } = await several(t, 2);
  const [one, other] = [stores[0]!.objects, stores[1]!.objects];
  for (let nth = 0; nth < 20; nth++) {
    const { changed } = await put(one, keyOf('T1'), String(nth), { lookups: { uid: String(nth) } });
    assert.equal(text((await other.get(keyOf('T1')))!), String(nth));
    const listed = (await other.list(query())).objects;
    assert.deepEqual([ids(listed), listed.map(text)], [['T1'], [String(nth)]]);
    assert.deepEqual(ids(await other.find('tariffs', 'uid', String(nth))), ['T1']);
    assert.equal((await other.since(changed - 1, 10))[0]!.changed, changed);
  }
  await until(() => other.position() === one.position());
});

test('a follower skips no change when a transaction that began first is the last to commit', async (t) => {
  const { stores, url } = await several(t, 3);
  await asked(url, slowCommit);
  const [slow, quick, reader] = stores.map(({ objects }) => objects);
  const committing = `SELECT FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active' AND datname = current_database()`;
  const seen: { position: number; changes: ChangeRecord[] }[] = [];
  const changes = [put(slow!, keyOf('slow'))];
  await until(async () => (await asked(url, committing)).length > 0);
  // The change has another module and owner, so that no other row, such as the totals of a module, makes it wait.
  changes.push(put(quick!, keyOf('quick', { module: 'locations', owner: xyz })));
  await until(async () => {
    const position = Math.max(...stores.map(({ objects }) => objects.position()));
    seen.push({ position, changes: await reader!.since(0, 10) });
    return seen.at(-1)!.changes.length === 2;
  });
  const numbers = (await Promise.all(changes)).map(({ changed }) => changed);
  assert.ok(numbers[0]! < numbers[1]!, 'the slow one was first');
  assert.ok(seen.length > 2, 'the reader looked while the slow one committed');
  for (const { position, changes: then } of seen) {
    const readable = then.map(({ changed }) => changed);
    const promised = numbers.filter((number) => number <= Math.max(position, ...readable));
    assert.deepEqual(readable, promised);
  }
});

test('a follower that reads while several processes write ends with the newest state of everything', async (t) => {
  const { stores } = await several(t, 3);
  const reader = stores[2]!.objects;
  const seen = new Map<string, string | undefined>();
  let position = 0;
  const step = async () => {
    for (const { id, object, changed } of await reader.since(position, 7)) {
      assert.ok(changed > position);
      position = changed;
      seen.set(id, object && text(object));
    }
  };
  const churn = async ({ objects }: Store, first: number) => {
    for (let nth = 0; nth < 60; nth++) {
      const key = keyOf(`T${(first + nth * 7) % 11}`);
      await (nth % 6 === 5 ? remove(objects, key) : put(objects, key, `${first} ${nth}`));
    }
  };
  let churning = true;
  const all = Promise.all(numbered('', 9).map((nth) => churn(stores[Number(nth) % 3]!, Number(nth)))).finally(
    () => (churning = false),
  );
  while (churning) await step();
  await all;
  await until(() => new Set(stores.map(({ objects }) => objects.position())).size === 1);
  while (position < reader.position()) await step();
  for (const id of numbered('T', 11)) {
    const object = await reader.get(keyOf(id));
    assert.equal(seen.get(id), object && text(object), id);
  }
});

test('the registry is changed by one process after another, and every process has it soon', async (t) => {
  const { stores } = await several(t, 3);
  const names = numbered('A', 30);
  await Promise.all(names.map((name, nth) => add(stores[nth % 3]!, name)));
  for (const store of stores) await until(() => agreements(store).length === 30);
  const [first, ...others] = stores.map(agreements);
  assert.deepEqual([...first!].sort(), [...names].sort());
  for (const other of others) assert.deepEqual(other, first);
});

test('a change of the registry is answered once every process has it, also one that has just come', async (t) => {
  const { stores } = await several(t, 3);
  for (const name of numbered('A', 20)) {
    await add(stores[0]!, name);
    for (const other of stores) assert.ok(agreements(other).includes(name), `${name} is missing`);
  }
});

test('everything has one process that answers for it, and another one when that has gone', async (t) => {
  const { stores } = await several(t, 3);
  const names = numbered('connection ', 200);
  const holders = (name: string) => stores.filter(({ processes }) => processes.isMine(name)).length;
  let over = false;
  const watched = (async () => {
    for (; !over; await new Promise((resolve) => setTimeout(resolve, 1)))
      for (const name of names) assert.ok(holders(name) < 2, `${name} is held twice`);
  })();
  const shared = () => stores.every(({ processes }) => names.some((name) => processes.isMine(name)));
  await until(() => shared() && names.every((name) => holders(name) === 1));
  const leaving = stores[0]!.close();
  // The other processes have the share of the leaving one before it has gone.
  await until(() => names.every((name) => holders(name) === 1));
  await leaving;
  stores.shift();
  await until(() => names.every((name) => holders(name) === 1));
  over = true;
  await watched;
});

test('a word reaches all other processes, however long it is', async (t) => {
  const { stores } = await several(t, 3);
  const heard: string[] = [];
  stores.forEach(({ processes }, nth) => {
    processes.subscribe<{ text: string }>('test', ({ text: some }) => heard.push(`${nth} ${some.length}`));
  });
  await stores[1]!.processes.announce('test', { text: 'x'.repeat(10) });
  await stores[1]!.processes.announce('test', { text: 'x'.repeat(100_000) });
  await until(() => heard.length === 4);
  assert.deepEqual(heard.sort(), ['0 10', '0 100000', '2 10', '2 100000']);
});

test('a process whose copy of the registry is old changes the newest', async (t) => {
  const { stores, url } = await several(t, 2);
  await add(stores[0]!, 'A1');
  // This change is made in the database without notifying any process.
  await asked(
    url,
    `INSERT INTO hub.agreements VALUES (1, '{"id":"A2"}', 9);
     UPDATE hub.registry_state SET revision = 9`,
  );
  await add(stores[1]!, 'A3');
  assert.deepEqual(agreements(stores[1]!), ['A1', 'A2', 'A3']);
});

test('a process that has another backup than the others forgets what was made since', async (t) => {
  const { stores, url } = await several(t, 2);
  await add(stores[0]!, 'A1');
  await add(stores[0]!, 'A2');
  // The database is as after a restore to the time before A2.
  await asked(
    url,
    'DELETE FROM hub.agreements WHERE revision = 2; UPDATE hub.registry_state SET revision = 1',
  );
  for (const store of stores) await until(() => agreements(store).length === 1);
  await add(stores[1]!, 'A3');
  for (const store of stores) assert.deepEqual(agreements(store), ['A1', 'A3']);
});

test('a process that reads a change has the registry as it was when the change was made', async (t) => {
  const { stores, url } = await several(t, 2);
  const [one, other] = stores as [Store, Store];
  for (const read of ['since', 'news'] as const) {
    const place = agreements(other).length;
    // This agreement is made in the database without notifying any process.
    await asked(
      url,
      `INSERT INTO hub.agreements VALUES (${place}, '{"id":"${read}"}', ${place + 1});
       UPDATE hub.registry_state SET revision = ${place + 1}`,
    );
    const { changed } = await put(one.objects, keyOf(read));
    assert.deepEqual(ids(await other.objects[read](changed - 1, 10)), [read]);
    assert.ok(agreements(other).includes(read), read);
  }
});

test('a process that is the first to see a start of the database takes no work before a process of before has ceased to trust its own', async (t) => {
  const { stores, url } = await several(t, 1);
  assert.ok(stores[0]!.processes.isMine('NL*ABC'));
  await stores[0]!.close();
  // After a crash, and on a promoted standby, PostgreSQL empties this table.
  await asked(url, 'DELETE FROM hub.database_starts');
  const began = performance.now();
  const next = await openPostgresStore({ ...forTests, url });
  try {
    assert.ok(!next.processes.isMine('NL*ABC'));
    await until(() => next.processes.isMine('NL*ABC'));
    assert.ok(performance.now() - began >= 6_000);
  } finally {
    await next.close();
  }
});

test('connections that go leave the registry of every process', async (t) => {
  const { stores } = await several(t, 2);
  const names = ({ registry }: Store) => registry.read().connections.map(({ id }) => id);
  await stores[0]!.registry.change(() => ({
    connections: ['C1', 'C2', 'C3'].map((id) => ({ id }) as never),
  }));
  await stores[1]!.registry.change(({ connections }) => ({ connections: connections.slice(1, 2) }));
  for (const store of stores) {
    await until(() => names(store).length === 1);
    assert.deepEqual(names(store), ['C2']);
  }
});

test('every process can tell what the newest change of all is', async (t) => {
  const { stores } = await several(t, 2);
  const [one, other] = stores as [Store, Store];
  for (const id of numbered('T', 20)) {
    const { changed } = await put(one.objects, keyOf(id));
    assert.equal(await other.objects.present(), changed);
  }
});

test('a note is handed to exactly one process', async (t) => {
  const { stores } = await several(t, 3);
  for (const key of numbered('Q', 10)) {
    await stores[0]!.notes.put('question', key, { key }, Number.MAX_SAFE_INTEGER);
    const takes = await Promise.all(stores.map(({ notes }) => notes.take('question', key)));
    assert.deepEqual(
      takes.filter((note) => note !== undefined),
      [{ key }],
    );
  }
});

test('the journals of all processes are one, and bounded together', async (t) => {
  const { stores } = await several(t, 2, { journalSize: 10 });
  for (let nth = 0; nth < 8; nth++) {
    for (const [at, { journal }] of stores.entries()) {
      journal.append(exchange(`${nth} ${at}`));
      await journal.get('');
    }
  }
  const newest = [7, 6, 5, 4, 3].flatMap((nth) => [`${nth} 1`, `${nth} 0`]);
  for (const { journal } of stores) assert.deepEqual(ids(await journal.find({ limit: 99 })), newest);
});

test('exchanges are listed as they happened, whichever process writes them first', async (t) => {
  let time = 0;
  const { stores } = await several(t, 2, { now: () => (time += 1) });
  const [one, other] = stores.map(({ journal }) => journal);
  await until(() => stores.every(({ processes }) => processes.count() === 2));
  for (const id of ['a', 'b', 'c', 'd']) (id < 'c' ? one : other)!.append(exchange(id));
  // Each store asks the other to write its pending exchanges first.
  assert.deepEqual(ids(await one!.find({ limit: 3 })), ['d', 'c', 'b']);
  one!.append(exchange('e'));
  other!.append(exchange('f'));
  assert.deepEqual(ids(await other!.find({ limit: 2 })), ['f', 'e']);
  assert.deepEqual(ids(await one!.find({ limit: 2 })), ['f', 'e']);
});

/** SQL trigger that delays commits of the object `slow`: PostgreSQL sleeps after all its statements. */
const slowCommit = `
  CREATE FUNCTION sleep() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON hub.objects DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.id = 'slow') EXECUTE FUNCTION sleep()`;

test('of the newest 10,000 changes alone the pushes of parts stay readable', async (t) => {
  const { stores, url } = await several(t, 1);
  const { objects } = stores[0]!;
  const part = async () => {
    await put(objects, keyOf('T1'));
    const form = { method: 'PATCH' };
    const { changed } = await objects.change(keyOf('T1'), () => ({ ...storing('2'), form, stands: true }));
    return changed;
  };
  const kept = async () =>
    (await asked<{ changed: string }>(url, 'SELECT changed FROM hub.parts ORDER BY 1')).map(({ changed }) =>
      Number(changed),
    );
  const first = await part();
  await asked(url, `SELECT setval('hub.changes', ${first + 9_000})`);
  const second = await part();
  assert.deepEqual(await kept(), [first, second]);
  await asked(url, `SELECT setval('hub.changes', ${first + 10_500})`);
  const third = await part();
  assert.deepEqual(await kept(), [second, third]);
});

async function several(t: TestContext, count: number, rest: Partial<PostgresOptions> = {}) {
  const { url, drop } = await emptyDatabase();
  const open = () => openPostgresStore({ ...forTests, url, ...rest });
  const stores = await Promise.all(Array.from({ length: count }, open));
  t.after(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await drop();
  });
  return { stores, url };
}

function add({ registry }: Store, id: string) {
  return registry.agree(() => [{ id } as never]);
}

function agreements({ registry }: Store): string[] {
  return [...registry.read().agreements].map(({ id }) => id);
}
