import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Request } from 'express';
import type { Caller } from '../messages/request-and-answer-types.ts';
import { rateLimit } from '../words/rate-limit.ts';
import { charge } from './limits-per-connection.ts';
import type { RequestState, Served } from './served-platform-types.ts';

/** Rate limits with the defaults of the hub's configuration, a connection that sends requests, and a clock. */
function byDefault() {
  const clock = { now: 0 };
  const limit = (perSecond: number) => rateLimit({ perSecond, burst: 30 * perSecond, now: () => clock.now });
  const rates = { caller: limit(1000), address: limit(3000) };
  const served = { rates } as unknown as Served<Caller>;
  /** Whether a request passes; afterwards it is charged for its body, its answer and its calls. */
  const passes = (body: Buffer | undefined, sent: number, calls = 0) => {
    const wait = rates.address('10.0.0.1') || rates.caller('c1');
    if (wait > 0) return false;
    const state = { caller: { id: 'c1' }, sent: Buffer.alloc(sent), calls };
    charge(served, { body, ip: '10.0.0.1' } as unknown as Request, state as unknown as RequestState<Caller>);
    return true;
  };
  /** Number of requests that pass in a minute in which so many arrive each second. */
  const minute = (perSecond: number, body: Buffer | undefined, sent: number, calls = 0) => {
    let passed = 0;
    for (const until = clock.now + 60_000; clock.now < until; clock.now += 1000)
      for (let n = 0; n < perSecond; n += 1) passed += passes(body, sent, calls) ? 1 : 0;
    return passed;
  };
  return { minute, passes };
}

const small = Buffer.alloc(3 * 1024, '{"a":"some text"},');

test('ten minutes of 1,000 ordinary pushes a second never meets 429', () => {
  const { minute } = byDefault();
  for (let n = 1; n <= 10; n += 1) assert.equal(minute(1000, small, 100), 60_000, `in minute ${n}`);
});

test('50,000 Locations are pulled by pages of any size as fast as one can, beside 900 pushes a second', () => {
  for (const limit of [1000, 100, 20]) {
    const { passes, minute } = byDefault();
    for (let page = 0; page < 50_000 / limit; page += 1)
      assert.ok(passes(undefined, limit * 3 * 1024), `page ${page} of ${limit}`);
    assert.equal(minute(900, small, 100), 54_000);
  }
});

// A burst of 30,000 units, and 60,000 units in a minute.
for (const [flood, perSecond, body, sent, calls, most] of [
  ['pages of 1,000 Locations', 200, undefined, 3 << 20, 0, 2500],
  ['bodies of a megabyte', 200, Buffer.alloc(1 << 20, 'x'), 100, 0, 3000],
  ['bodies of twenty thousand objects', 1500, Buffer.alloc(160_000, '{"a":1},'), 100, 0, 1000],
  ['requests that cause ten calls each', 1000, undefined, 100, 10, 20_000],
  ['the smallest requests', 3000, undefined, 100, 0, 90_000],
] as const)
  test(`a flood of ${flood} is refused after a while, and a part of it goes on`, () => {
    const { minute } = byDefault();
    const passed = minute(perSecond, body, sent, calls);
    assert.ok(passed <= most && passed < 60 * perSecond, `${passed} have passed`);
    assert.ok(passed > most / 10, `only ${passed} have passed`);
  });
