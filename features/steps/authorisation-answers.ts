import assert from 'node:assert/strict';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import type { JsonObject } from '../support/http-call.ts';
import type { Reply } from '../support/partner-types.ts';
import { envelope } from '../support/well-behaved-answers.ts';
import { routing, told, written } from './check-answers.ts';
import { publish } from './publish-objects.ts';

/** A provider's answers to authorisation requests, by the feature's words. */
const verdicts: Record<string, Reply> = {
  'lets the driver charge': { json: envelope(1000, { allowed: 'ALLOWED' }) },
  'has blocked the card': { json: envelope(1000, { allowed: 'BLOCKED' }) },
  'does not know the card': { status: 404, json: envelope(2004) },
  'says nothing': { instead: 'hang' },
};

/** `lets the driver charge`, `has blocked the card`, `does not know the card`, `says nothing`: how a provider answers. */
defineParameterType({
  name: 'verdict',
  regexp: new RegExp(Object.keys(verdicts).join('|')),
  transformer: (verdict: string) => verdicts[verdict],
});

/** The provider answers authorisation requests as the words say: ALLOWED, BLOCKED, unknown, or never. */
Given('{party} {verdict}', function (this: Market, name: string, reply: Reply) {
  this.party(name).partner.answers('POST', /^tokens\//, reply);
});

/** The provider publishes the Token with whitelist ALWAYS. */
Given('{party} vouches for the Token at all times', async function (this: Market, name: string) {
  const mention = { kind: 'Token' } as const;
  this.keep(mention, name, { ...this.object(mention, name), whitelist: 'ALWAYS' });
  await publish(this, name, mention);
});

/** The operator asks the hub to authorise the card at LOC1 and EVSE1. */
When(
  'a driver holds card {word} to the reader of {party}',
  async function (this: Market, uid: string, operator: string) {
    const body = '{"location_id":"LOC1","evse_uids":["EVSE1"]}';
    await this.send(operator, 'POST', `tokens/${uid}/authorize`, { body });
  },
);

/** The operator publishes the Session and the CDR with the card as auth_id. */
When(
  '{party} sends the Session and the CDR of card {word}',
  async function (this: Market, name: string, uid: string) {
    for (const kind of ['Session', 'CDR'] as const) {
      this.keep({ kind }, name, { ...this.object({ kind }, name), auth_id: uid });
      await publish(this, name, { kind });
    }
  },
);

/** The authorisation is ALLOWED, and its From headers name this party or the hub. */
Then('the driver may charge, thanks to {routed}', function (this: Market, name: string) {
  says(this, 'ALLOWED', name);
});

/** The authorisation is BLOCKED, and its From headers name this party or the hub. */
Then('the driver may not charge, says {routed}', function (this: Market, name: string) {
  says(this, 'BLOCKED', name);
});

/** The authorisation is refused with HTTP 404 and status code 2004. */
Then('nobody knows the card', function (this: Market) {
  assert.deepEqual([this.answer.status, this.answer.json?.status_code], [404, 2004], told(this));
});

function says(market: Market, allowed: string, name: string): void {
  const { json, headers } = market.answer;
  assert.equal((json?.data as JsonObject | undefined)?.allowed, allowed, told(market));
  assert.equal(routing(headers).from, written(market, name), told(market));
}
