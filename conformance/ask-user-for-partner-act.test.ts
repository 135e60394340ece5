import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partnersTurn } from './ask-user-for-partner-act.ts';
import type { Trial } from './suite-run-state.ts';

/** A trial that does no more than wait, and the messages that it has shown. */
function waitingTrial(wait: number) {
  const told: string[] = [];
  const waited = new Map<string, number>();
  const trial = {
    options: { wait },
    waited,
    interrupted: false,
    waiting: (words: string) => told.push(words),
  };
  return { trial: trial as unknown as Trial, told, waited };
}

const act = { kind: 'command', words: 'a command' };

test('the partner is told when it is its turn, and asked only once for the same in vain', async () => {
  const { trial, told, waited } = waitingTrial(30);
  await partnersTurn(trial, act, () => false);
  assert.deepEqual(told, ['a command; 1 s left']);
  assert.ok((waited.get('command') ?? 0) >= 30);
  await partnersTurn(trial, { ...act, words: '2 commands' }, () => false);
  assert.deepEqual(told, ['a command; 1 s left']);
  await partnersTurn(trial, { kind: 'question', words: 'a card' }, () => false);
  assert.deepEqual(told, ['a command; 1 s left', 'a card; 1 s left']);
});

test('nothing is waited for that is there, without time for it, or after an interruption', async () => {
  for (const [wait, done, interrupted] of [
    [60_000, true, false],
    [0, false, false],
    [60_000, false, true],
  ] as const) {
    const { trial, told } = waitingTrial(wait);
    trial.interrupted = interrupted;
    await partnersTurn(trial, act, () => done);
    assert.deepEqual(told, []);
  }
});

test('what is left after one command is there for the next', async () => {
  const { trial, told, waited } = waitingTrial(120_000);
  let looks = 0;
  await partnersTurn(trial, act, () => (looks += 1) > 2);
  const first = waited.get('command') ?? 0;
  assert.ok(first > 0 && first < 120_000);
  looks = 0;
  await partnersTurn(trial, act, () => (looks += 1) > 2);
  assert.ok((waited.get('command') ?? 0) > first);
  assert.equal(told.length, 2);
});
