import assert from 'node:assert/strict';
import { test } from 'node:test';
import { every } from './call-at-intervals.ts';

test('calls come again and again until they are ended, also from within a call', () => {
  const waiting: { milliseconds: number; call: () => void }[] = [];
  const after = (milliseconds: number, call: () => void) => {
    const one = { milliseconds, call };
    waiting.push(one);
    return () => void waiting.splice(waiting.indexOf(one), 1);
  };
  let calls = 0;
  const end = every(after, 250, () => {
    calls += 1;
    if (calls === 3) end();
  });
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    assert.equal(next.milliseconds, 250);
    next.call();
  }
  assert.equal(calls, 3);
});
