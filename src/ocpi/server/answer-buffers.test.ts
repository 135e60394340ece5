import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerBuffers } from './answer-buffers.ts';

test('memory of a large answer is used again once it is given back, also for a smaller one', () => {
  const { take, giveBack } = answerBuffers();
  const first = take(3_000_000);
  assert.equal(first.length, 3_000_000);
  giveBack(first);
  const again = take(2_000_000);
  assert.equal(again.buffer, first.buffer);
  assert.equal(again.length, 2_000_000);
});

test('memory that is given out goes to nobody else', () => {
  const { take, giveBack } = answerBuffers();
  const [one, other] = [take(100_000), take(100_000)];
  assert.notEqual(one.buffer, other.buffer);
  giveBack(one);
  giveBack(one);
  const [third, fourth] = [take(100_000), take(100_000)];
  assert.equal(third.buffer, one.buffer);
  assert.notEqual(fourth.buffer, one.buffer, 'though it was given back twice');
});

test('neither a small answer nor one of less than half the size takes the memory of a large one', () => {
  const { take, giveBack } = answerBuffers();
  const large = take(1_000_000);
  giveBack(large);
  for (const bytes of [100, 65_535, 200_000]) assert.notEqual(take(bytes).buffer, large.buffer);
  assert.equal(take(1_000_000).buffer, large.buffer);
});

test('what was not taken here is not kept', () => {
  const { take, giveBack } = answerBuffers();
  const foreign = Buffer.alloc(100_000);
  for (const sent of [foreign, 'text', undefined]) giveBack(sent);
  assert.notEqual(take(100_000).buffer, foreign.buffer);
});

test('no more is kept than allowed', () => {
  const { take, giveBack } = answerBuffers(200_000);
  const three = [take(70_000), take(70_000), take(70_000)];
  for (const one of three) giveBack(one);
  const again = new Set([take(70_000), take(70_000), take(70_000)].map(({ buffer }) => buffer));
  assert.equal(three.filter(({ buffer }) => again.has(buffer)).length, 1);
});
