import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from 'pg';
import { openShards } from './background-work-shards.ts';

const names = Array.from({ length: 200 }, (_, n) => `connection ${n}`);

/**
 * The shards of a process, with a clock of the test's own; the fake database grants the requested locks as far as they
 * are free.
 */
function world() {
  const time = { now: 0 };
  const free = new Set(Array.from({ length: 64 }, (_, shard) => shard));
  const moves: number[] = [];
  const unlocked: number[][] = [];
  const shards = openShards(
    async (given) => void unlocked.push(given),
    () => time.now,
  );
  const client = {
    async query({ values: [wanted, , limit] }: { values: [number[], number, number] }) {
      const rows = wanted.filter((shard) => free.has(shard)).slice(0, limit);
      for (const shard of rows) free.delete(shard);
      return { rows: rows.map((shard) => ({ shard })) };
    },
  } as unknown as Client;
  const mine = () => names.filter((name) => shards.isMine(name)).length;
  shards.onMoved(async () => void moves.push(mine()));
  return { ...{ time, free, moves, unlocked, shards, client, mine } };
}

test('one process alone answers for everything, two for a half each, and what it gives up it leaves first', async () => {
  const { time, shards, client, mine, unlocked, free, moves } = world();
  await shards.share(client, 1, time.now);
  assert.deepEqual([mine(), free.size, moves], [200, 0, [200]]);
  await shards.share(client, 2, time.now);
  await new Promise(setImmediate);
  assert.equal(unlocked.flat().length, 32);
  assert.ok(mine() < 200 && mine() > 0);
  assert.equal(moves.at(-1), mine(), 'who follows was told when it had been given up');
});

test('six seconds after the database last answered nothing is trusted any more', async () => {
  const { time, shards, client, mine } = world();
  await shards.share(client, 1, time.now);
  time.now = 5_999;
  assert.equal(mine(), 200);
  time.now = 6_000;
  assert.equal(mine(), 0);
  await shards.share(client, 1, time.now);
  assert.equal(mine(), 200, 'until it answers again');
});

test('who trusts its shards again looks again at the work that it left alone meanwhile', async () => {
  const { time, shards, client, moves } = world();
  await shards.share(client, 1, time.now);
  time.now = 5_000;
  await shards.share(client, 1, time.now);
  assert.deepEqual(moves, [200], 'nothing has moved');
  time.now += 6_000;
  await shards.share(client, 1, time.now);
  assert.deepEqual(moves, [200, 200]);
  time.now += 6_000;
  await shards.share(client, 2, time.now);
  await new Promise(setImmediate);
  assert.equal(moves.length, 4, 'also where it gives up some of them at once');
});

test('an answer counts from when it was asked for, not from when it came', async () => {
  const { time, shards, client, mine } = world();
  const slow = {
    query: async (asked: never) => {
      time.now += 5_000;
      return client.query(asked);
    },
  } as unknown as Client;
  await shards.share(slow, 1, time.now);
  assert.equal(mine(), 200);
  time.now = 6_000;
  assert.equal(mine(), 0);
});

test('neither does an answer that a process finds when it has stood still: it had the shards when it asked', async () => {
  const { time, shards, client, mine } = world();
  await shards.share(client, 1, time.now);
  const asked = time.now;
  time.now += 9_000;
  await shards.share(client, 1, asked);
  assert.equal(mine(), 0);
  await shards.share(client, 1, time.now);
  assert.equal(mine(), 200);
});

test('who leaves holds no shard any more when the first of them is given back', async () => {
  const { time, shards, client, mine, moves, unlocked } = world();
  await shards.share(client, 1, time.now);
  await shards.leave();
  assert.deepEqual([mine(), moves, unlocked.flat().length], [0, [200, 0], 64]);
});

test('with its session its shards are gone, and everybody is told, until it has them anew', async () => {
  const { time, free, shards, client, mine, moves } = world();
  await shards.share(client, 1, time.now);
  shards.lost();
  assert.equal(mine(), 0);
  assert.deepEqual(moves, [200, 0]);
  await shards.share(client, 1, time.now);
  assert.equal(mine(), 0, 'another process has the locks');
  for (let shard = 0; shard < 64; shard += 1) free.add(shard);
  await shards.share(client, 1, time.now);
  assert.equal(mine(), 200);
});

test('who has lost its session among others takes no shard before those who may not know of that have ceased to trust theirs', async () => {
  const { time, free, shards, client, mine, moves } = world();
  await shards.share(client, 2, time.now);
  assert.ok(mine() > 0);
  time.now = 1_000;
  shards.lost();
  for (let shard = 0; shard < 64; shard += 1) free.add(shard);
  time.now = 6_999;
  await shards.share(client, 1, time.now);
  assert.deepEqual([mine(), free.size], [0, 64]);
  time.now = 7_000;
  await shards.share(client, 1, time.now);
  assert.deepEqual([mine(), moves.at(-1)], [200, 200]);
});

test('a process that starts a moment after the database takes no shard before those who may not know of its start have ceased to trust theirs', async () => {
  const { time, free, shards, client, mine } = world();
  time.now = 1_000;
  shards.databaseRunsFor(1_500);
  time.now = 5_499;
  await shards.share(client, 1, time.now);
  assert.deepEqual([mine(), free.size], [0, 64]);
  time.now = 5_500;
  await shards.share(client, 1, time.now);
  assert.equal(mine(), 200);
  shards.lost();
  free.add(1);
  shards.databaseRunsFor(0);
  await shards.share(client, 1, time.now);
  assert.ok(mine() > 0, 'a process that has been alone knows that there is no other');
});

test('a process that starts on a database which has run for long takes shards at once', async () => {
  const { time, shards, client, mine } = world();
  shards.databaseRunsFor(6_000);
  await shards.share(client, 1, time.now);
  assert.equal(mine(), 200);
});
