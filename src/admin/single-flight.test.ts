import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shared } from './single-flight.ts';

test('what is asked for is made once while it is made and shortly after, and a failure is not kept', async () => {
  const clock = { now: 0 };
  let times = 0;
  const ask = shared(
    async () => {
      times += 1;
      if (times === 3) throw new Error('the store is gone');
      return times;
    },
    () => clock.now,
  );
  assert.deepEqual(await Promise.all([ask(), ask(), ask()]), [1, 1, 1]);
  clock.now = 99;
  assert.equal(await ask(), 1);
  clock.now = 100;
  assert.deepEqual(await Promise.all([ask(), ask()]), [2, 2]);
  clock.now = 300;
  await assert.rejects(ask(), /the store is gone/);
  assert.equal(await ask(), 4);
});
