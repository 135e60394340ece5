import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { bundle } from '../test/program.ts';
import { planOf } from './draw.ts';
import { run } from './run.ts';

test('the same seed gives the same events byte for byte, and another seed others', async () => {
  for (const seed of ['7', '8']) {
    const [one, other] = [await run(planOf(seed), true), await run(planOf(seed), true)];
    assert.deepEqual(one.lines, other.lines);
    assert.equal(one.digest, other.digest);
  }
  assert.notEqual((await run(planOf('7'))).digest, (await run(planOf('8'))).digest);
});

/** The output of a process of a Node for two seeds: their numbers and digests. */
async function digests(node: string): Promise<string[]> {
  const [program = ''] = await bundle(['trials/world/main.ts']);
  const { stdout } = spawnSync(node, [program, '--seeds', '2', '--seed', '7', '--digest'], {
    encoding: 'utf8',
  });
  return stdout.match(/^\d+ [0-9a-f]{64}$/gm) ?? [];
}

test('every process gives the same events, also of another version of Node where OTHER_NODE names one', async () => {
  const here = [`7 ${(await run(planOf('7'))).digest}`, `8 ${(await run(planOf('8'))).digest}`];
  assert.deepEqual(await digests(process.execPath), here);
  const { OTHER_NODE: other } = process.env;
  if (other) assert.deepEqual(await digests(other), here);
});

test('the time, timers and chance of Node are given back', async () => {
  const before = [Date, setTimeout, setInterval, setImmediate, Math.random, performance.now];
  await run(planOf('9'));
  assert.deepEqual([Date, setTimeout, setInterval, setImmediate, Math.random, performance.now], before);
});
