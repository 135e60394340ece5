import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampling } from './sample-unauthenticated-requests.ts';

test('an address is written down a hundred times at once, then five times a second, and what is left out is told with the next', () => {
  let time = 0;
  const sample = sampling(() => time);
  const told = Array.from({ length: 110 }, () => sample('a'));
  assert.deepEqual(told, [...Array(100).fill(0), ...Array(10).fill(undefined)]);
  assert.equal(sample('b'), 10);
  assert.equal(sample('b'), 0);
  assert.equal(sample('a'), undefined);
  time += 200;
  assert.equal(sample('a'), 1);
  assert.equal(sample('a'), undefined);
});

test('all addresses together are written down three hundred times at once, then twenty times a second', () => {
  let time = 0;
  const sample = sampling(() => time);
  const written = () =>
    Array.from({ length: 500 }, (_, n) => sample(`${time} ${n}`)).filter((told) => told !== undefined);
  assert.equal(written().length, 300);
  time += 1000;
  assert.deepEqual(written(), [200, ...Array(19).fill(0)]);
});
