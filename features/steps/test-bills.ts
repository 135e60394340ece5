import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { fence, sessions, startAt } from './test-cards.ts';

const patience = { timeout: 120_000 };
/** Time limit, in milliseconds, of steps that wait for what a simulator does by its own clock. */
const slow = 60_000;

/** A session at the EVSE has come to its end, and no CDR has come before the result of a later command (the fence). */
Given(
  'a driver of {party} has charged at {word}, without a bill until now',
  patience,
  async function (this: Market, name: string, evse_uid: string) {
    await startAt(this, name, evse_uid);
    await eventually(() => assert.equal(updates(this).at(-1)?.status, 'COMPLETED'), slow);
    await fence(this);
    assert.deepEqual(bills(this), []);
  },
);

/** Of the ACTIVE updates of the Session, each second one with more energy came before the first. */
Then('each second update has come before the first', function (this: Market) {
  const energies = updates(this)
    .filter(({ status }) => status === 'ACTIVE')
    .map(({ kwh }) => Number(kwh));
  const pairs = energies.flatMap((kwh, at) => (at % 2 === 1 ? [[energies[at - 1], kwh]] : []));
  assert.ok(pairs.length >= 2, JSON.stringify(energies));
  for (const [first, second] of pairs) assert.ok(Number(first) >= Number(second), JSON.stringify(energies));
  assert.ok(Number(pairs[0]?.[0]) > Number(pairs[0]?.[1]), JSON.stringify(energies));
});

/** The newest update of the session has this status. */
Then('the last that was said of it is {word}', function (this: Market, status: string) {
  assert.equal(updates(this).at(-1)?.status, status);
});

/** The provider receives exactly this many CDRs before the result of a later command (the fence). */
Then(
  /^([A-Z]{3}) receives (\d) bills?$/,
  patience,
  async function (this: Market, _name: string, count: string) {
    await eventually(() => assert.equal(bills(this).length, Number(count)), slow);
    await fence(this);
    assert.equal(bills(this).length, Number(count));
  },
);

/** The CDR of this run and that of the run before are equal. */
Then('they are the same', function (this: Market) {
  const [first, second] = bills(this);
  assert.deepEqual(second, first);
});

/** The two CDRs are equal but for the cost, which differs by this amount. */
Then('they have one id, but the second costs {float} EUR more', function (this: Market, more: number) {
  const [first, second] = bills(this);
  assert.equal(cents(second?.total_cost) - cents(first?.total_cost), more * 100);
  assert.deepEqual({ ...second, total_cost: 0 }, { ...first, total_cost: 0 });
});

/** The CDR costs this much more than the COMPLETED Session. */
Then('it costs {float} EUR more than the session', function (this: Market, more: number) {
  const [bill] = bills(this);
  const session = updates(this).find(({ status }) => status === 'COMPLETED');
  assert.equal(cents(bill?.total_cost) - cents(session?.total_cost), more * 100);
});

function updates(market: Market): JsonObject[] {
  return sessions(market, market.asker?.name ?? '').map(({ json }) => json ?? {});
}

function bills({ asker }: Market): JsonObject[] {
  return asker?.partner.requests('POST', 'cdrs').map(({ json }) => json ?? {}) ?? [];
}

function cents(cost: unknown): number {
  return Math.round(Number(cost) * 100);
}
