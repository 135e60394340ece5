import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFeed } from './exchange-feed.ts';
import { exchange } from './fake-hub.ts';

test('every listener gets what is published while it listens', () => {
  const feed = startFeed();
  const got: string[] = [];
  const leave = feed.subscribe(({ id }) => got.push(`first ${id}`));
  feed.subscribe(({ id }) => got.push(`second ${id}`));
  feed.publish(exchange());
  leave();
  feed.publish(exchange({ id: 'x2' }));
  assert.deepEqual(got, ['first x1', 'second x1', 'second x2']);
});

test('a listener that fails is taken off and disturbs nobody', () => {
  const feed = startFeed();
  let calls = 0;
  feed.subscribe(() => {
    calls += 1;
    throw new Error('broken');
  });
  const got: string[] = [];
  feed.subscribe(({ id }) => got.push(id));
  feed.publish(exchange());
  feed.publish(exchange());
  assert.deepEqual([calls, got], [1, ['x1', 'x1']]);
});

test('the end is told once, and nothing comes after it', () => {
  const feed = startFeed();
  const got: string[] = [];
  feed.subscribe(
    ({ id }) => got.push(id),
    () => got.push('end'),
  );
  feed.end();
  feed.end();
  feed.publish(exchange());
  assert.deepEqual(got, ['end']);
});
