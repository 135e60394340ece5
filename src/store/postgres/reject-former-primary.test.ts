import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Client } from 'pg';
import { settingsOf } from './connect-to-postgres.ts';
import { openDatabase } from './connection-pool.ts';
import { openPostgresStore } from './open-postgres-store.ts';
import { reading } from './read-objects.ts';
import { timelineGuard } from './reject-former-primary.ts';
import { asked, emptyDatabase, forTests } from './test-database.ts';

/** A connection to a database on a timeline. */
const on = (timeline: number) => ({ query: async () => ({ rows: [{ timeline }] }) }) as never;

test('a database of an older timeline than one that was used is refused, a newer one and a standby are not', async () => {
  let promotions = 0;
  const guard = timelineGuard(() => void (promotions += 1));
  const seen = [];
  for (const timeline of [1, 1, 0, 2, 0, 2, 3]) {
    await guard(on(timeline));
    seen.push(promotions);
  }
  // Objects that were read before a promotion may be of changes that the new primary does not have.
  assert.deepEqual(seen, [0, 0, 0, 1, 1, 1, 2]);
  await assert.rejects(
    guard(on(2)),
    /it is on timeline 2, an old primary; another was promoted to timeline 3/,
  );
  await guard(on(3));
  const error = (code: string) =>
    ({ query: () => Promise.reject(Object.assign(new Error(code), { code })) }) as never;
  await guard(error('42883'));
  await assert.rejects(guard(error('57P01')));
});

test('the timeline of a real database is known', async (t) => {
  const { url, drop } = await emptyDatabase();
  const client = new Client(url);
  await client.connect();
  t.after(async () => {
    await client.end();
    await drop();
  });
  const guard = timelineGuard(() => undefined);
  await guard(client);
  await assert.doesNotReject(guard(on(1)));
  await assert.rejects(
    guard({
      query: async (text: string) => {
        const { rows } = await client.query<{ timeline: number }>(text);
        return { rows: rows.map(({ timeline }) => ({ timeline: timeline + 1 })) };
      },
    } as never).then(() => guard(client)),
    /old primary/,
  );
});

test('objects that were read before a promotion are read again after it', async (t) => {
  const { url, drop } = await emptyDatabase();
  const store = await openPostgresStore({ ...forTests, url });
  const database = openDatabase(settingsOf(url), 2, async () => undefined);
  t.after(async () => {
    await Promise.all([store.close(), database.close()]);
    await drop();
  });
  const object = {
    lastUpdated: 1,
    recipient: null,
    gone: false,
    lookups: {},
    bytes: Buffer.from('"before"'),
  };
  await store.objects.change({ module: 'locations', owner: 'NL*ABC', id: 'L1' }, () => ({
    to: 'store',
    object,
  }));
  const { list, forget } = reading(database, async () => undefined);
  const read = async () => {
    const visible = [{ owner: 'NL*ABC' as const }];
    const { objects } = await list({ module: 'locations', visible, offset: 0, limit: 10 });
    return objects.map(({ bytes }) => bytes.toString());
  };
  assert.deepEqual(await read(), ['"before"']);
  // The number of a lost change belongs to another one on a standby that lacked it.
  await asked(url, `UPDATE hub.objects SET content = '"after"'`);
  assert.deepEqual(await read(), ['"before"']);
  forget();
  assert.deepEqual(await read(), ['"after"']);
});
