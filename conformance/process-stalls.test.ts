import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { watchStalls } from './process-stalls.ts';

test('a standstill is told with its length, and only of the time after it began', async (t) => {
  const stalls = watchStalls();
  t.after(stalls.stop);
  await pause(1);
  const before = performance.now();
  while (performance.now() < before + 1500);
  assert.ok(stalls.longestSince(before) >= 1300, String(stalls.longestSince(before)));
  const after = performance.now();
  assert.equal(stalls.longestSince(after), 0);
});
