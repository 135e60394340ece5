import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { ringKeys } from './journal-keys-in-leveldb.ts';
import { openRing, type Ring } from './journal-ring.ts';
import type { Level } from './leveldb-with-checksums.ts';
import { openLevel } from './open-leveldb.ts';
import type { RingSearch } from './search-journal-ring.ts';

const exchange = (nth: number): Exchange => ({
  ...{
    id: String(nth),
    time: '2026-11-22T12:00:00.000Z',
    direction: 'IN',
    connection: 'k1',
    module: 'locations',
  },
  ...{ method: 'PUT', url: 'x'.repeat(100), http_status: 200, ocpi_status: 1000, duration_ms: 1 },
  ...{ request_id: `r${nth}`, correlation_id: `c${nth}`, parent_id: null, from: null, to: null },
  ...{ findings: [], error: null },
  ...{ request: { headers: {}, body: null }, response: { headers: {}, body: null } },
});
/** The keys of a page's content, head and index. */
const keysOf = (first: number) => ['d', 'e', 'h'].map((part) => `${part}!${String(first).padStart(16, '0')}`);
const silent = () => undefined;

test('the journal takes no more room on disk than its size and a page allow', async (t) => {
  const level = await database(t);
  const journal = await openRing(level, { size: 10, keys: ringKeys.partners, warn: silent });
  for (let nth = 0; nth < 300; nth++) {
    journal.append(exchange(nth));
    if (nth % 100 === 0) await journal.ended();
  }
  await journal.ended();
  assert.deepEqual(await keys(level), [...keysOf(282), ...keysOf(292)].sort());
});

test('a page of exchanges is kept until the last of it has fallen out', async (t) => {
  const level = await database(t);
  const journal = await openRing(level, { size: 10, keys: ringKeys.partners, warn: silent });
  for (let nth = 1; nth <= 10; nth++) journal.append(exchange(nth));
  await journal.ended();
  for (let nth = 11; nth <= 19; nth++) journal.append(exchange(nth));
  await journal.ended();
  assert.equal((await journal.get('10'))?.id, '10');
  assert.equal(await journal.get('9'), undefined);
  assert.deepEqual(await keys(level), [...keysOf(1), ...keysOf(11)].sort());
  journal.append(exchange(20));
  await journal.ended();
  assert.equal(await journal.get('10'), undefined);
  assert.deepEqual(await keys(level), [...keysOf(11), ...keysOf(20)].sort());
});

test('a page of large exchanges is a short one', async (t) => {
  const level = await database(t);
  const journal = await openRing(level, { size: 100, keys: ringKeys.partners, warn: silent });
  for (let nth = 1; nth <= 10; nth++) journal.append({ ...exchange(nth), url: 'x'.repeat(100_000) });
  await journal.ended();
  assert.equal((await keys(level)).length, 12);
  assert.deepEqual(
    (await find(journal, { limit: 10 })).map(({ id }) => id),
    ['10', '9', '8', '7', '6', '5', '4', '3', '2', '1'],
  );
});

test('exchanges that were written one by one, as they once were, are read and fall out', async (t) => {
  const level = await database(t);
  for (const nth of [1, 2]) {
    const { id, time } = exchange(nth);
    const written = { [`d!000000000000000${nth}`]: { id, time }, [`e!000000000000000${nth}`]: exchange(nth) };
    for (const [key, value] of Object.entries(written))
      await level.batch([{ type: 'put', key, value: Buffer.from(JSON.stringify(value)) }]);
  }
  const journal = await openRing(level, { size: 2, keys: ringKeys.partners, warn: silent });
  assert.deepEqual(await find(journal, { limit: 10 }), [exchange(2), exchange(1)]);
  journal.append(exchange(3));
  await journal.ended();
  assert.deepEqual(await find(journal, { limit: 10 }), [exchange(3), exchange(2)]);
  assert.deepEqual(await keys(level), [...keysOf(2).slice(0, 2), ...keysOf(3)].sort());
});

test('a journal that is made smaller forgets its oldest exchanges', async (t) => {
  const level = await database(t);
  const large = await openRing(level, { size: 10, keys: ringKeys.partners, warn: silent });
  for (let nth = 0; nth < 10; nth++) large.append(exchange(nth));
  await large.ended();
  const small = await openRing(level, { size: 3, keys: ringKeys.partners, warn: silent });
  assert.deepEqual(
    (await find(small, { limit: 10 })).map(({ id }) => id),
    ['9', '8', '7'],
  );
  await small.ended();
  assert.deepEqual(await keys(level), keysOf(1));
});

test('a search finds what is written and what is about to be', async (t) => {
  const journal = await openRing(await database(t), { size: 100, keys: ringKeys.partners, warn: silent });
  for (let nth = 1; nth <= 64; nth++) journal.append(exchange(nth));
  await journal.ended();
  journal.append(exchange(65));
  assert.deepEqual(
    (await find(journal, { limit: 3 })).map(({ id }) => id),
    ['65', '64', '63'],
  );
});

test('what has been looked for is written like the rest', { timeout: 60_000 }, async (t) => {
  const level = await database(t);
  const journal = await openRing(level, { size: 10, keys: ringKeys.partners, warn: silent });
  journal.append(exchange(1));
  assert.equal((await find(journal, { limit: 1 })).length, 1);
  while ((await keys(level)).length < 3) await pause(10);
  assert.equal((await journal.get('1'))?.id, '1');
});

test('what an idle journal writes one by one becomes whole pages, and a search goes on meanwhile', async (t) => {
  const level = await database(t);
  const journal = await openRing(level, { keys: ringKeys.partners, warn: silent });
  const expected: string[] = [];
  for (let nth = 1; nth <= 100; nth++) {
    journal.append(exchange(nth));
    expected.unshift(String(nth));
    const [found] = await Promise.all([find(journal, { limit: 1000 }), journal.ended()]);
    assert.deepEqual(
      found.map(({ id }) => id),
      expected,
    );
  }
  // Exchanges are in pages of 64 and 16, and 20 or fewer in pages of their own.
  assert.ok((await keys(level)).length <= 3 * 40, String((await keys(level)).length));
  const again = await openRing(level, { keys: ringKeys.partners, warn: silent });
  assert.deepEqual(
    (await find(again, { limit: 1000 })).map(({ id }) => id),
    expected,
  );
});

test('what comes one by one between bursts becomes whole pages too, so that the size reaches as far back', async (t) => {
  const level = await database(t);
  const headers = { 'user-agent': 'x'.repeat(400), 'content-type': 'application/json' };
  // In pages of a burst and of the twelve before it these exchanges take 200 kB; in pages of their own, each with its
  // headers, 340 kB.
  const journal = await openRing(level, { bytes: 250_000, keys: ringKeys.partners, warn: silent });
  let nth = 0;
  for (let turn = 0; turn < 30; turn++) {
    for (let one = 0; one < 12; one++) {
      journal.append({ ...exchange(nth++), request: { headers, body: null } });
      await journal.ended();
    }
    for (let one = 0; one < 20; one++)
      journal.append({ ...exchange(nth++), request: { headers, body: null } });
    await journal.ended();
  }
  const pages = (await keys(level)).length / 3;
  assert.ok(pages <= 2 * 30 + 16, `${pages} pages`);
  assert.equal((await journal.get('0'))?.id, '0');
  assert.equal((await find(journal, { limit: 1000 })).length, nth);
});

test('large exchanges that are written one by one stay in pages of their own', {
  timeout: 60_000,
}, async (t) => {
  const level = await database(t);
  const journal = await openRing(level, { keys: ringKeys.partners, warn: silent });
  for (let nth = 1; nth <= 20; nth++) {
    journal.append({ ...exchange(nth), url: 'x'.repeat(200_000) });
    await journal.ended();
  }
  assert.equal((await keys(level)).length, 3 * 20);
});

test('what is too old to be in memory is found on disk, by every filter', async (t) => {
  const level = await database(t);
  const journal = await openRing(level, { keys: ringKeys.partners, warn: silent });
  const kind = { connection: 'k1', direction: 'OUT', module: 'cdrs' } as const;
  journal.append({ ...exchange(0), ...kind });
  for (let nth = 1; nth <= 40; nth++) journal.append({ ...exchange(-nth), ...kind, connection: `p${nth}` });
  for (let nth = 1; nth <= 11_000; nth++)
    journal.append({ ...exchange(nth), connection: 'k2', direction: 'OUT', module: 'locations' });
  const again = async () => (
    await journal.ended(), openRing(level, { keys: ringKeys.partners, warn: silent })
  );
  for (const one of [journal, await again()]) {
    assert.equal((await one.get('0'))?.id, '0');
    for (let nth = 1; nth <= 40; nth++)
      assert.equal((await find(one, { ...kind, connection: `p${nth}`, limit: 2 })).length, 1);
    assert.deepEqual(
      (await find(one, { ...kind, limit: 10 })).map(({ id }) => id),
      ['0'],
    );
    assert.equal(
      (await find(one, { connection: 'k2', module: 'cdrs', direction: 'OUT', limit: 10 })).length,
      0,
    );
    assert.equal((await find(one, { connection: 'k2', limit: 20_000 })).length, 11_000);
  }
});

test('a journal that may hold fewer bytes than it does forgets its oldest pages', async (t) => {
  const level = await database(t);
  const large = await openRing(level, { keys: ringKeys.partners, warn: silent });
  for (let nth = 0; nth < 640; nth++) large.append(exchange(nth));
  await large.ended();
  const small = await openRing(level, { bytes: 25_000, keys: ringKeys.partners, warn: silent });
  const found = await find(small, { limit: 1000 });
  assert.equal(found[0]?.id, '639');
  assert.ok(found.length >= 64 && found.length <= 192, String(found.length));
  await small.ended();
  assert.ok((await keys(level)).length <= 9);
});

test('a search before a number finds the same after small pages have become one, and after a loss', async (t) => {
  const level = await database(t);
  const journal = await openRing(level, { keys: ringKeys.partners, warn: silent });
  const { batch } = level;
  for (let nth = 1; nth <= 60; nth++) {
    const isLost = nth === 20;
    if (isLost) level.batch = () => Promise.reject(new Error('disk full'));
    journal.append(exchange(nth));
    await journal.ended();
    level.batch = batch;
  }
  const numbered = async (ring: Ring, before?: number) =>
    (await ring.search({ limit: 100, before })).found.map(({ number, exchange }) => [number, exchange.id]);
  const all = Array.from({ length: 60 }, (_, nth) => [60 - nth, String(60 - nth)]).filter(
    ([nth]) => nth !== 20,
  );
  for (const ring of [journal, await openRing(level, { keys: ringKeys.partners, warn: silent })]) {
    assert.deepEqual(await numbered(ring), all);
    assert.deepEqual(await numbered(ring, 31), all.slice(30));
    assert.deepEqual(await numbered(ring, 20), all.slice(40));
  }
  assert.ok((await keys(level)).length < 3 * 40);
});

test('what an earlier release wrote is found by party and finding too', async (t) => {
  const level = await database(t);
  const findings = [{ pointer: '', message: '', requirement: 'LOC-27' }];
  const parts: Partial<Exchange> = { from: 'NL*ABC', to: 'DE*EMP', findings };
  const { id, time } = exchange(1);
  for (const [key, value] of Object.entries({
    'd!0000000000000001': [{ id, time }],
    'e!0000000000000001': { ...exchange(1), ...parts },
  }))
    await level.batch([{ type: 'put', key, value: Buffer.from(JSON.stringify(value)) }]);
  const journal = await openRing(level, { keys: ringKeys.partners, warn: silent });
  const seen = async (search: object) => (await find(journal, { limit: 9, ...search })).map((one) => one.id);
  assert.deepEqual(await seen({ party: 'DE*EMP', finding: 'LOC-27' }), ['1']);
  assert.deepEqual([await seen({ party: 'DE*EMX' }), await seen({ finding: 'LOC-2' })], [[], []]);
});

test('an exchange that cannot be written is lost with a warning, and the journal goes on', async (t) => {
  const level = await database(t);
  const warnings: string[] = [];
  level.batch = () => Promise.reject(new Error('disk full'));
  const journal = await openRing(level, {
    size: 10,
    keys: ringKeys.partners,
    warn: (message) => warnings.push(message),
  });
  journal.append(exchange(1));
  await journal.ended();
  assert.deepEqual(warnings, ['The journal lost 1 exchanges: Error: disk full']);
  assert.deepEqual(await find(journal, { limit: 10 }), []);
  journal.append(exchange(2));
  assert.deepEqual(
    (await find(journal, { limit: 10 })).map(({ id }) => id),
    ['2'],
  );
});

test('what could not be written takes no room from what was', async (t) => {
  const level = await database(t);
  const journal = await openRing(level, { bytes: 25_000, keys: ringKeys.partners, warn: silent });
  const burst = async () => {
    for (let nth = 0; nth < 64; nth++) journal.append(exchange(nth));
    await journal.ended();
  };
  journal.append(exchange(1000));
  await burst();
  const { batch } = level;
  level.batch = () => Promise.reject(new Error('disk full'));
  for (let times = 0; times < 10; times++) await burst();
  level.batch = batch;
  await burst();
  assert.equal((await journal.get('1000'))?.id, '1000');
});

async function find(ring: Ring, search: RingSearch): Promise<Exchange[]> {
  return (await ring.search(search)).found.map(({ exchange }) => exchange);
}

function keys(level: Level): Promise<string[]> {
  return level.keys({ gt: 'd!', lt: 'i!' });
}

async function database(t: TestContext): Promise<Level> {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-journal-'));
  const level = await openLevel(folder, 'journal', { warn: assert.fail, alone: (work) => work() });
  t.after(async () => {
    await level.close();
    await rm(folder, { recursive: true });
  });
  return level;
}
