import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { readValue } from '../support/json-at-path.ts';
import type { Received } from '../support/partner-types.ts';
import { fence } from '../support/wait-until-sent.ts';
import { envelope } from '../support/well-behaved-answers.ts';
import { told } from './check-answers.ts';

/** The party answers requests to the module with this data, and later by this many milliseconds. */
Given(
  'after {int} ms {party} answers {method} {word} with data {value}',
  function (this: Market, delay: number, name: string, method: string, module: string, data: string) {
    const json = envelope(1000, readValue(this.fill(data)));
    this.party(name).partner.answers(method, new RegExp(`^${module}(/|$)`), { delay, json });
  },
);

/** The last answer has one of two HTTP statuses. */
Then('the answer is HTTP {int} or {int}', function (this: Market, one: number, other: number) {
  assert.ok([one, other].includes(this.answer.status), told(this));
});

/** The party has received one authorisation request, and its answer is still to come. */
Then('{party} has been asked and has not answered yet', function (this: Market, name: string) {
  const all = questions(this, name);
  assert.equal(all.length, 1, `${name} was asked ${all.length} times`);
  assert.equal(all[0]?.answered, undefined);
});

/** Each of the parties has received one authorisation request before a later marker object (the fence). */
Then('{parties} have been asked once each', async function (this: Market, names: string[]) {
  for (const name of names) await asked(this, name, 1);
});

/** None of the parties has received an authorisation request before a later marker object (the fence). */
Then('{parties} has/have not been asked', async function (this: Market, names: string[]) {
  for (const name of names) await asked(this, name, 0);
});

/** The party has received this many authorisation requests before a later marker object (the fence). */
Then('{party} has been asked {int} time(s)', async function (this: Market, name: string, times: number) {
  await asked(this, name, times);
});

async function asked(market: Market, name: string, times: number): Promise<void> {
  await fence(market, market.party(name));
  assert.equal(questions(market, name).length, times, name);
}

/** The authorisation requests that a provider has received, oldest first. */
function questions(market: Market, name: string): Received[] {
  return market.party(name).partner.requests('POST', /^tokens\/.*\/authorize$/);
}
