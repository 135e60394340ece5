import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fairShares } from './fair-queue-of-callers.ts';

/** Fair shares of a process in which the test says how long work takes and when a turn of the event loop ends. */
function shared() {
  const clock = { now: 0 };
  let later: (() => void)[] = [];
  const done: string[] = [];
  const share = fairShares(
    () => clock.now,
    (run) => void later.push(run),
  );
  const want = (key: string, took: number) =>
    share(key, () => {
      clock.now += took;
      done.push(key);
    });
  const round = () => {
    const now = later;
    later = [];
    for (const run of now) run();
    return done.splice(0);
  };
  return { want, round, done };
}

test('where nobody waits work is done at once', () => {
  const { want, done } = shared();
  want('a', 1);
  want('b', 1);
  assert.deepEqual(done, ['a', 'b']);
});

test('after some milliseconds of work others are heard, and none is forgotten', () => {
  const { want, round, done } = shared();
  for (let n = 0; n < 10; n += 1) want('a', 1);
  assert.equal(done.length, 4);
  assert.equal(round().length, 8);
  assert.equal(round().length, 2);
});

test('who comes late waits for none of the hundred that another has waiting', () => {
  const { want, round } = shared();
  for (let n = 0; n < 100; n += 1) want('flood', 1);
  want('honest', 1);
  round();
  for (let n = 0; n < 9; n += 1) want('honest', 1);
  const next = [...round(), ...round(), ...round(), ...round()];
  assert.ok(next.filter((key) => key === 'honest').length >= 8, next.join());
});

test('one whose work takes long gets as much time, not as many turns', () => {
  const { want, round } = shared();
  for (let n = 0; n < 3; n += 1) want('heavy', 4);
  for (let n = 0; n < 12; n += 1) want('light', 1);
  round();
  const order = Array.from({ length: 8 }, () => round()).flat();
  const light = order.slice(0, order.lastIndexOf('heavy')).filter((key) => key === 'light').length;
  assert.ok(light >= 4, order.join());
});

test('who was away has saved nothing up', () => {
  const { want, round, done } = shared();
  want('away', 1);
  for (let n = 0; n < 50; n += 1) {
    want('busy', 4);
    round();
  }
  done.length = 0;
  for (let n = 0; n < 20; n += 1) {
    want('busy', 1);
    want('away', 1);
  }
  const order = Array.from({ length: 8 }, () => round()).flat();
  const busy = order.slice(0, 20).filter((key) => key === 'busy').length;
  assert.ok(busy >= 8, order.join());
});

test('a debt of more than a tenth of a second is forgiven', () => {
  const { want, round, done } = shared();
  want('light', 1);
  want('heavy', 3600_000);
  round();
  done.length = 0;
  for (let n = 0; n < 200; n += 1) want('light', 1);
  want('heavy', 1);
  const order = Array.from({ length: 60 }, () => round()).flat();
  assert.equal(order.length, 201);
  assert.ok(order.indexOf('heavy') < 150, `${order.indexOf('heavy')}`);
});

for (const took of [0.2, 1, 3, 7])
  test(`works of ${took} ms have no more than half of what another wants too`, () => {
    const { want, round } = shared();
    for (let n = 0; n < 2000; n += 1) want('flood', took);
    round();
    const had = { flood: 0, honest: 0 };
    for (let n = 0; n < 100; n += 1) {
      // The caller wants more than it can get in a round: it has work waiting at every moment.
      for (let wanted = 0; wanted < 8; wanted += 1) want('honest', 1);
      for (const key of round()) had[key as keyof typeof had] += key === 'flood' ? took : 1;
    }
    assert.ok(had.flood > 0 && had.honest > 0);
    assert.ok(had.flood - had.honest <= took + 4, JSON.stringify(had));
  });
