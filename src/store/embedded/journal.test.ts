import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Exchange } from '../../ocpi/exchange.ts';
import { openJournal } from './journal.ts';
import { type Level, openLevel } from './level.ts';

const exchange = (nth: number) =>
  ({ id: String(nth), time: '2026-11-22T12:00:00.000Z', url: 'x'.repeat(100) }) as Exchange;
const silent = () => undefined;

test('the journal takes no more room on disk than its size allows', async (t) => {
  const level = await database(t);
  const journal = await openJournal(level, { size: 10, warn: silent });
  for (let nth = 0; nth < 300; nth++) {
    journal.append(exchange(nth));
    if (nth % 100 === 0) await journal.ended();
  }
  await journal.ended();
  assert.equal((await level.keys({ gt: 'd!', lt: 'f!' }).all()).length, 20);
});

test('a journal that is made smaller forgets its oldest exchanges', async (t) => {
  const level = await database(t);
  const large = await openJournal(level, { size: 10, warn: silent });
  for (let nth = 0; nth < 10; nth++) large.append(exchange(nth));
  await large.ended();
  const small = await openJournal(level, { size: 3, warn: silent });
  assert.deepEqual(
    (await small.find({ limit: 10 })).map(({ id }) => id),
    ['9', '8', '7'],
  );
  await small.ended();
  assert.equal((await level.keys({ gt: 'd!', lt: 'f!' }).all()).length, 6);
});

test('an exchange that cannot be written is lost with a warning, and the journal goes on', async (t) => {
  const level = await database(t);
  const warnings: string[] = [];
  level.batch = (() => Promise.reject(new Error('disk full'))) as unknown as Level['batch'];
  const journal = await openJournal(level, { size: 10, warn: (message) => warnings.push(message) });
  journal.append(exchange(1));
  await journal.ended();
  assert.deepEqual(warnings, ['The journal lost 1 exchanges: Error: disk full']);
  assert.deepEqual(await journal.find({ limit: 10 }), []);
  journal.append(exchange(2));
  assert.deepEqual(
    (await journal.find({ limit: 10 })).map(({ id }) => id),
    ['2'],
  );
});

async function database(t: TestContext): Promise<Level> {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-journal-'));
  const level = await openLevel(folder, 'journal');
  t.after(async () => {
    await level.close();
    await rm(folder, { recursive: true });
  });
  return level;
}
