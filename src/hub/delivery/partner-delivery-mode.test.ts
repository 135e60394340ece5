import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFollowerMode } from './partner-delivery-mode.ts';

const none = Number.POSITIVE_INFINITY;

/**
 * The mode of a follower that has seen changes up to 20, the 15th being the oldest unfinished one, and has left the
 * live window.
 */
function left(how: 'leaves' | 'fails') {
  const standing = startFollowerMode(10, () => 1_000);
  standing.see(20);
  standing.leave(how, 15);
  return standing;
}

test('live it stands before its oldest open change, and where that left the live window it stays', () => {
  const standing = startFollowerMode(10, () => 0);
  standing.see(20);
  assert.deepEqual([standing.position(15), standing.position(none)], [14, 20]);
  standing.leave('leaves', 15);
  standing.see(30);
  assert.deepEqual([standing.mode(), standing.position(none)], ['behind', 14]);
});

test('a partner that fails is down until it takes something, and behind until it has met the present', () => {
  const standing = left('fails');
  assert.deepEqual([standing.mode(), standing.behindSince()], ['down', 1_000]);
  standing.take();
  assert.equal(standing.mode(), 'behind');
  standing.fail();
  assert.equal(standing.mode(), 'down');
  assert.equal(standing.meet(standing.look()), true);
  assert.deepEqual([standing.mode(), standing.behindSince()], ['live', null]);
});

test('it does not go live where a change has come since it looked, or an older one', () => {
  const standing = left('leaves');
  const present = standing.look();
  standing.see(21);
  assert.equal(standing.meet(present), false);
  const again = standing.look();
  standing.rewind(5);
  assert.deepEqual([standing.meet(again), standing.mode(), standing.position(none)], [false, 'behind', 4]);
});

test('confirmed by what it read, it does not pass over an older change that came meanwhile', () => {
  const standing = left('leaves');
  standing.look();
  standing.hasRead();
  standing.confirm(18);
  assert.equal(standing.position(none), 18);
  standing.rewind(7);
  standing.confirm(20);
  assert.equal(standing.position(none), 6);
  standing.look();
  standing.hasRead();
  standing.confirm(20);
  assert.equal(standing.position(none), 20);
});

test('nor over one that it had read past before the partner might have it', () => {
  const standing = left('leaves');
  standing.look();
  standing.hasRead();
  standing.rewind(17);
  standing.confirm(20);
  assert.equal(standing.position(none), 16);
});
