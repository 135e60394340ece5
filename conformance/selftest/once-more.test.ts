import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { watchStalls } from '../stalls.ts';
import { judgedFairly } from './once-more.ts';

/** A partner that is judged wrongly in each run for which this process stands still so long, and rightly in the others. */
function judging(stands: number[], right = 'right') {
  const runs: string[] = [];
  const judge = async () => {
    const stand = stands[runs.length] ?? 0;
    await pause(1);
    for (const end = performance.now() + stand; performance.now() < end; );
    await pause(1);
    runs.push(stand > 0 ? 'wrong' : right);
    return runs.at(-1) as string;
  };
  return { judge, runs };
}

async function outcome(stands: number[], right?: string) {
  const stalls = watchStalls();
  const { judge, runs } = judging(stands, right);
  const told: number[] = [];
  const made = await judgedFairly(
    judge,
    (one) => one === 'right',
    stalls,
    (stood) => told.push(Math.floor(stood / 1000)),
  );
  stalls.stop();
  return { made, runs, told };
}

test('who is misjudged while the process stands still is judged once more, and that is told', async () => {
  const { made, runs, told } = await outcome([2500]);
  assert.deepEqual([made, runs, told], ['right', ['wrong', 'right'], [2]]);
});

test('who is misjudged while the process runs stays misjudged', async () => {
  const { made, runs, told } = await outcome([], 'wrong');
  assert.deepEqual([made, runs, told], ['wrong', ['wrong'], []]);
});

test('a standstill before the second judgement excuses that no more', async () => {
  const { made, runs } = await outcome([2500], 'wrong');
  assert.deepEqual([made, runs], ['wrong', ['wrong', 'wrong']]);
});

test('who is judged rightly in spite of a standstill is not judged again', async () => {
  const stalls = watchStalls();
  let runs = 0;
  const judge = async () => {
    runs += 1;
    for (const end = performance.now() + 2500; performance.now() < end; );
    return 'right';
  };
  await judgedFairly(
    judge,
    (one) => one === 'right',
    stalls,
    () => assert.fail('once more'),
  );
  stalls.stop();
  assert.equal(runs, 1);
});

test('nobody is judged more than three times, and an error is an outcome', async () => {
  const stalls = watchStalls();
  let runs = 0;
  const judge = async (): Promise<string> => {
    runs += 1;
    for (const end = performance.now() + 1500; performance.now() < end; );
    throw new Error('no partner');
  };
  const made = await judgedFairly(
    judge,
    (one) => one === 'right',
    stalls,
    () => undefined,
  );
  stalls.stop();
  assert.deepEqual([(made as Error).message, runs], ['no partner', 3]);
});
