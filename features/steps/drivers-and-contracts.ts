import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { told } from './check-answers.ts';
import { address, change, publish } from './publish-objects.ts';

/** The Token of a driver of provider EMP is EMP-1, with contract CON-{cc}-EMP-1. */
const tokenOf = (provider: string): Mention => ({ kind: 'Token', id: `${provider}-1` });

/** The contract of the driver of a provider. */
export function contractOf(market: Market, provider: string): string {
  return `CON-${market.country}-${provider}-1`;
}

/** Each provider publishes a Token with a contract of its own: EMP-1 of EMP. */
Given('{parties} has/have a driver', async function (this: Market, names: string[]) {
  for (const name of names) await publish(this, name, tokenOf(name));
});

/** The provider publishes a Token with the contract of another provider's driver. */
Given(
  '{party} has a driver with the contract of the driver of {party}',
  async function (this: Market, name: string, other: string) {
    const token = this.object(tokenOf(name), name);
    this.keep(tokenOf(name), name, { ...token, auth_id: contractOf(this, other) });
    await publish(this, name, tokenOf(name));
  },
);

/** The operator sends the object with the contract of that driver, whatever the hub says to it. */
When(
  '{party} reports {object} of the driver of {party}',
  async function (this: Market, name: string, mention: Mention, provider: string) {
    await report(this, name, mention, contractOf(this, provider));
  },
);

/** The operator sends the object with a contract that no Token has, whatever the hub says to it. */
When(
  '{party} reports {object} of a driver whom nobody knows',
  async function (this: Market, name: string, mention: Mention) {
    await report(this, name, mention, `CON-${this.country}-NOBODY`);
  },
);

/** The operator patches the object to COMPLETED, and the hub takes it. */
When('{party} completes {object}', async function (this: Market, name: string, mention: Mention) {
  await change(this, name, mention, { status: 'COMPLETED', end_datetime: '2025-03-01T08:00:00Z' });
});

/** The operator patches the contract of the object to that of another driver, whatever the hub says to it. */
When(
  '{party} moves {object} to the driver of {party}',
  async function (this: Market, name: string, mention: Mention, provider: string) {
    const body = JSON.stringify({ auth_id: contractOf(this, provider) });
    await this.send(name, 'PATCH', address(this, name, mention), { body });
  },
);

/** The last answer has status code 1000. */
Then('the hub takes it', function (this: Market) {
  assert.equal(this.answer.json?.status_code, 1000, told(this));
});

/** The last answer has a status code of 2000 or more. */
Then('the hub refuses it', function (this: Market) {
  assert.ok(Number(this.answer.json?.status_code) >= 2000, told(this));
});

/** The last answer has status code 4001. */
Then('the hub refuses it, since it knows no provider for it', function (this: Market) {
  assert.equal(this.answer.json?.status_code, 4001, told(this));
});

/** Sends a Session or CDR with a contract; the hub may accept or refuse it. */
async function report(market: Market, name: string, mention: Mention, contract: string): Promise<void> {
  const object = { ...market.object(mention, name), auth_id: contract };
  const isCdr = mention.kind === 'CDR';
  const path = isCdr ? 'cdrs' : address(market, name, mention);
  await market.send(name, isCdr ? 'POST' : 'PUT', path, { body: JSON.stringify(object) });
  if (market.answer.json?.status_code === 1000) market.keep(mention, name, object);
}
