import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Stalls, watchStalls } from '../process-stalls.ts';
import { judgedFairly } from './judge-partner-repeatedly.ts';

/** A function that judges with these outcomes, one after the other, the last of them again and again. */
function judging(...outcomes: (string | Error)[]) {
  const runs: (string | Error)[] = [];
  const judge = async () => {
    const outcome = outcomes[Math.min(runs.length, outcomes.length - 1)] as string | Error;
    runs.push(outcome);
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  return { judge, runs };
}

/** Stalls of the process during each run, in milliseconds, one after the other. */
function stood(...lengths: number[]): Stalls {
  return { longestSince: () => lengths.shift() ?? 0, stop: () => undefined };
}

const isRight = (made: string | Error) => made === 'right';

test('who is misjudged while the process stands still is judged once more, and that is told', async () => {
  const stalls = watchStalls();
  const told: number[] = [];
  let runs = 0;
  const judge = async () => {
    runs += 1;
    if (runs > 1) return 'right';
    await pause(1);
    for (const end = performance.now() + 1300; performance.now() < end; );
    return 'wrong';
  };
  const made = await judgedFairly(judge, isRight, stalls, (long) => told.push(Math.floor(long / 1000)));
  stalls.stop();
  assert.deepEqual([made, runs, told], ['right', 2, [1]]);
});

test('who is misjudged while the process runs stays misjudged', async () => {
  const { judge, runs } = judging('wrong');
  assert.equal(await judgedFairly(judge, isRight, stood(400), assert.fail as () => void), 'wrong');
  assert.equal(runs.length, 1);
});

test('a standstill before the second judgement excuses that no more', async () => {
  const { judge, runs } = judging('wrong');
  assert.equal(await judgedFairly(judge, isRight, stood(2500, 0), () => undefined), 'wrong');
  assert.equal(runs.length, 2);
});

test('who is judged rightly in spite of a standstill is not judged again', async () => {
  const { judge, runs } = judging('right');
  assert.equal(await judgedFairly(judge, isRight, stood(2500), assert.fail as () => void), 'right');
  assert.equal(runs.length, 1);
});

test('nobody is judged more than three times, and an error is an outcome', async () => {
  const { judge, runs } = judging(new Error('no partner'));
  const made = await judgedFairly(judge, isRight, stood(1500, 1500, 1500, 1500), () => undefined);
  assert.deepEqual([(made as Error).message, runs.length], ['no partner', 3]);
});
