import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bundle } from '../test/bundled-programs.ts';
import { planOf } from './draw-plan-from-seed.ts';
import { run } from './play-one-plan.ts';
import { newJudge } from './rules-at-every-moment.ts';
import { newWorld, settle } from './start-simulated-world.ts';
import { takeOver } from './time/replace-node-time-and-random.ts';

test('the same seed gives the same events byte for byte, and another seed others', async () => {
  for (const seed of ['7', '8']) {
    const [one, other] = [await run(planOf(seed), true), await run(planOf(seed), true)];
    assert.deepEqual(one.lines, other.lines);
    assert.equal(one.digest, other.digest);
  }
  assert.notEqual((await run(planOf('7'))).digest, (await run(planOf('8'))).digest);
});

const committed = JSON.parse(readFileSync('trials/world/digests.generated.json', 'utf8')) as Record<
  string,
  string
>;

for (const [seed, digest] of Object.entries(committed))
  test(`seed ${seed} gives the events that every version of Node gives, by their committed digest; after a change of the hub, "npm run generate" writes it anew`, async () => {
    assert.equal((await run(planOf(seed))).digest, digest);
  });

test('a bundled process gives the same events as this one, also of another version of Node where OTHER_NODE names one', async () => {
  const [program = ''] = await bundle(['trials/world/main.ts']);
  for (const node of new Set([process.execPath, process.env.OTHER_NODE ?? process.execPath])) {
    const { stdout } = spawnSync(node, [program, '--seeds', '2', '--seed', '7', '--digest'], {
      encoding: 'utf8',
    });
    assert.deepEqual(stdout.match(/^\d+ [0-9a-f]{64}$/gm), [`7 ${committed['7']}`, `8 ${committed['8']}`]);
  }
});

test('a process that is to stand still twice goes on at the later end', async () => {
  const judge = newJudge();
  const world = newWorld({ ...planOf('7'), roles: [], steps: [] }, judge, false);
  judge.watch(world);
  const giveBack = takeOver(world.time, world.chance.fork('globals'));
  try {
    await settle(world);
    const [process] = world.processes;
    const end = world.time.now() + 9_000;
    process?.stall(9_000, true);
    process?.stall(1_000, true);
    assert.equal(process?.owner()?.stallsUntil, end);
  } finally {
    giveBack();
  }
});

test('the time, timers and chance of Node are given back', async () => {
  const before = [Date, setTimeout, setInterval, setImmediate, Math.random, performance.now];
  await run(planOf('9'));
  assert.deepEqual([Date, setTimeout, setInterval, setImmediate, Math.random, performance.now], before);
});
