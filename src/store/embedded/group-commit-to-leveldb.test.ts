import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { groupCommit } from './group-commit-to-leveldb.ts';
import type { Level, Operation } from './leveldb-with-checksums.ts';

const deletion = (key: string): Operation[] => [{ type: 'del', key }];

/** A fake LevelDB database that writes by the given function, and asserts that every write asks for an fsync. */
function levelThat(write: (operations: Operation[]) => Promise<void>): Pick<Level, 'batch'> {
  const batch = async (operations: Operation[], options: { sync?: boolean }) => {
    assert.equal(options.sync, true);
    await write(operations);
  };
  return { batch: batch as Level['batch'] };
}

test('what waits while a batch is written goes into the next batch together, in the order of the calls', async () => {
  const batches: string[][] = [];
  const resolved: string[] = [];
  const commit = groupCommit(
    levelThat(async (operations) => {
      batches.push(operations.map(({ key }) => key));
      if (batches.length === 1) for (const key of ['c', 'd', 'e']) later(key);
    }),
  );
  const all: Promise<unknown>[] = [];
  const later = (key: string) => all.push(commit(deletion(key)).then(() => resolved.push(key)));
  later('a');
  later('b');
  while (all.length > resolved.length) await Promise.all(all);
  assert.deepEqual(batches, [
    ['a', 'b'],
    ['c', 'd', 'e'],
  ]);
  assert.deepEqual(resolved, ['a', 'b', 'c', 'd', 'e']);
});

test('one batch is written at a time, and none grows without end', async () => {
  const sizes: number[] = [];
  let writing = 0;
  const commit = groupCommit(
    levelThat(async (operations) => {
      assert.equal(++writing, 1);
      sizes.push(operations.length);
      await new Promise(setImmediate);
      writing--;
    }),
  );
  await Promise.all(Array.from({ length: 2_000 }, (_, nth) => commit(deletion(String(nth)))));
  assert.equal(
    sizes.reduce((sum, size) => sum + size),
    2_000,
  );
  assert.ok(sizes.length < 10 && Math.max(...sizes) <= 512);
});

test('after a batch has failed nothing more is written, since it could be lost', async () => {
  const disk = new Error('disk full');
  let calls = 0;
  const commit = groupCommit(
    levelThat(async () => {
      calls++;
      throw disk;
    }),
  );
  const failures = await Promise.all(
    ['a', 'b'].map((key) => commit(deletion(key)).catch((error: Error) => error)),
  );
  for (const failure of failures) assert.equal(failure?.cause, disk);
  await assert.rejects(commit(deletion('c')), /takes no more changes until restarted/);
  assert.equal(calls, 1);
});

test('a batch is acknowledged when the folder of its log is durable too', async () => {
  const order: string[] = [];
  const level = { batch: async () => void order.push('written') };
  const commit = groupCommit(
    level as unknown as Level,
    undefined,
    async () => void order.push('folder synced'),
  );
  await commit([]);
  order.push('acknowledged');
  assert.deepEqual(order, ['written', 'folder synced', 'acknowledged']);
});
