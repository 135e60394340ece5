import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newMemory } from '../in-memory-state.ts';
import { afterOthers } from './handshake-queue.ts';

const lines = newMemory().handshakes;

test('the handshakes of a connection run one after another, those of others beside them', async () => {
  const seen: string[] = [];
  let free = () => {};
  const first = afterOthers(lines, 'a', () => new Promise<void>((done) => (free = done)));
  const second = afterOthers(lines, 'a', async () => seen.push('a'));
  await afterOthers(lines, 'b', async () => seen.push('b'));
  assert.deepEqual(seen, ['b']);
  free();
  await Promise.all([first, second]);
  assert.deepEqual(seen, ['b', 'a']);
});

test('one that fails holds up none, and of a flood of them the ninth that waits is refused', async () => {
  let free = () => {};
  const held = new Promise<void>((done) => (free = done));
  const all = Array.from({ length: 40 }, () =>
    afterOthers(lines, 'c', async () => {
      await held;
      throw new Error('over');
    }),
  );
  const settled = Promise.allSettled(all);
  free();
  const reasons = (await settled).map((one) => String((one as PromiseRejectedResult).reason.message));
  assert.equal(reasons.filter((words) => words === 'over').length, 9);
  assert.equal(reasons.filter((words) => words.startsWith('handshakes of this connection')).length, 31);
  assert.equal(await afterOthers(lines, 'c', async () => 'again'), 'again');
});
