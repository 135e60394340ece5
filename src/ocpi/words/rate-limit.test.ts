import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressKey, rateLimit } from './rate-limit.ts';

/** A rate limit of 2 requests a second with a burst of 4, and its clock. */
function limited() {
  const clock = { now: 0 };
  return { clock, limit: rateLimit({ perSecond: 2, burst: 4, now: () => clock.now }) };
}

test('a burst passes, then so many a second, and who waits as long as he is told passes again', () => {
  const { clock, limit } = limited();
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(() => limit('a')),
    [0, 0, 0, 0, 1],
  );
  clock.now = 1000;
  assert.deepEqual(
    [1, 2, 3].map(() => limit('a')),
    [0, 0, 1],
  );
  clock.now = 3_600_000;
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(() => limit('a')),
    [0, 0, 0, 0, 1],
  );
});

test('what one uses up is not missing to another', () => {
  const { limit } = limited();
  for (let n = 0; n < 100; n += 1) limit('flood');
  assert.equal(limit('flood'), 1);
  assert.equal(limit('other'), 0);
});

test('a slow limit tells the whole time to wait', () => {
  const limit = rateLimit({ perSecond: 0.1, burst: 1, now: () => 0 });
  assert.deepEqual([limit('a'), limit('a')], [0, 10]);
});

test('looking costs nothing', () => {
  const { limit } = limited();
  for (let n = 0; n < 100; n += 1) assert.equal(limit('a', 0), 0);
  for (let n = 0; n < 4; n += 1) limit('a');
  assert.equal(limit('a', 0), 1);
});

test('0 is no limit', () => {
  const limit = rateLimit({ perSecond: 0, burst: 1, now: () => 0 });
  assert.deepEqual(
    [1, 2, 3].map(() => limit('a')),
    [0, 0, 0],
  );
});

test('a clock that is set back gives nothing and takes nothing', () => {
  const { clock, limit } = limited();
  for (let n = 0; n < 4; n += 1) limit('a');
  clock.now = -60_000;
  assert.equal(limit('a'), 1);
});

test('one address is one key, and an IPv6 customer too', () => {
  assert.equal(addressKey('::ffff:10.0.0.1'), addressKey('10.0.0.1'));
  assert.equal(addressKey('2001:db8:1:2::1'), addressKey('2001:db8:1:2:ffff:ffff:ffff:ffff'));
  assert.notEqual(addressKey('2001:db8:1:2::1'), addressKey('2001:db8:1:3::1'));
  assert.equal(addressKey('::1'), '0:0:0:0');
  assert.equal(addressKey(undefined), '');
});

test('what a request has cost beyond itself is taken too, and a burst may be owed at most', () => {
  const { clock, limit } = limited();
  assert.equal(limit('a'), 0);
  limit.charge('a', 5);
  assert.equal(limit('a'), 2);
  limit.charge('a', 1000);
  assert.equal(limit('a'), 3);
  clock.now = 2500;
  assert.equal(limit('a'), 0);
  assert.equal(limit('other'), 0);
});

test('of ten thousand keys the one that was first heard of is forgotten first', () => {
  const { limit } = limited();
  for (const key of ['first', 'second']) for (let n = 0; n < 4; n += 1) limit(key);
  assert.deepEqual([limit('first'), limit('second')], [1, 1]);
  for (let n = 0; n < 9_999; n += 1) limit(`other ${n}`);
  assert.equal(limit('second'), 1);
  assert.equal(limit('first'), 0);
});
