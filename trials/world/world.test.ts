import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { planOf } from './plan.ts';
import { run } from './run.ts';

test('the same seed gives the same events byte for byte, and another seed others', async () => {
  for (const seed of ['7', '8']) {
    const [one, other] = [await run(planOf(seed), true), await run(planOf(seed), true)];
    assert.deepEqual(one.lines, other.lines);
    assert.equal(one.digest, other.digest);
  }
  assert.notEqual((await run(planOf('7'))).digest, (await run(planOf('8'))).digest);
});

test('the time, timers and chance of Node are given back', async () => {
  const before = [Date, setTimeout, setInterval, setImmediate, Math.random, performance.now];
  await run(planOf('9'));
  assert.deepEqual([Date, setTimeout, setInterval, setImmediate, Math.random, performance.now], before);
});
