import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Client } from 'pg';
import { timelineGuard } from './reject-former-primary.ts';
import { emptyDatabase } from './test-database.ts';

/** A connection to a database on a timeline. */
const on = (timeline: number) => ({ query: async () => ({ rows: [{ timeline }] }) }) as never;

test('a database of an older timeline than one that was used is refused, a newer one and a standby are not', async () => {
  const guard = timelineGuard();
  for (const timeline of [1, 1, 0, 2, 0, 2, 3]) await guard(on(timeline));
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
  const guard = timelineGuard();
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
