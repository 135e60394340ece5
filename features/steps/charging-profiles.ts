import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import type { JsonObject } from '../support/http-call.ts';
import { changed, readValue } from '../support/json-at-path.ts';
import { hubUrlFor, question, questionsTo, remember, resultUrl } from '../support/remember-sent-commands.ts';
import { sample } from '../support/sample-objects.ts';
import { told } from './check-answers.ts';

/** The provider sends a charging profile request of this method for the Session. */
When(
  '{party} sends a profile {method} for {word}',
  async function (this: Market, name: string, method: string, session: string) {
    await askForProfile(this, name, method, session);
  },
);

/** The provider sends a charging profile request of this method for the Session, with one field changed. */
When(
  '{party} sends a profile {method} for {word}, where {field} is {value}',
  async function (this: Market, name: string, method: string, session: string, field: string, value: string) {
    await askForProfile(this, name, method, session, [field, value]);
  },
);

/** The provider sends a charging profile request, and the operator's answer is ACCEPTED. */
Given(
  '{party} has sent a profile {method} for {word}, and {party} has accepted',
  async function (this: Market, name: string, method: string, session: string, _operator: string) {
    await askForProfile(this, name, method, session);
    assert.equal((this.answer.json?.data as JsonObject | undefined)?.result, 'ACCEPTED', told(this));
  },
);

/** The provider has a SetChargingProfile with a response_url of its own, to be sent by a later step. */
Given('{party} has prepared a profile', function (this: Market, name: string) {
  const mention = { kind: 'SetChargingProfile' } as const;
  const response_url = resultUrl(this, name, 'chargingprofiles');
  this.keep(mention, name, { ...this.object(mention, name), response_url });
});

/** The operator puts the active profile of the Session to the hub. */
When(
  '{party} reports the active profile of {word}',
  async function (this: Market, name: string, session: string) {
    await this.send(name, 'PUT', `chargingprofiles/${session}`, { body: JSON.stringify(active) });
  },
);

/** The operator puts the active profile of the Session to the hub, with one field changed; `absent` for none. */
When(
  '{party} reports the active profile of {word}, where {field} is {value}',
  async function (this: Market, name: string, session: string, field: string, value: string) {
    const content = value === 'absent' ? undefined : readValue(value);
    const body = JSON.stringify(changed(active, field, content));
    await this.send(name, 'PUT', `chargingprofiles/${session}`, { body });
  },
);

/** The provider has received the active profile of the Session as the operator sent it. */
Then('{party} has received the active profile of {word}', function (this: Market, name: string, id: string) {
  const { partner } = this.party(name);
  const received = partner.requests('PUT', `chargingprofiles/${id}`).at(-1);
  assert.deepEqual(received?.json, active);
  this.seen = received;
});

/** The operator has received the profile request with all its fields, and the hub's response_url. */
Then(
  '{party} has received the profile as {party} sent it',
  function (this: Market, name: string, _sender: string) {
    const received = questionsTo(this, name).at(-1);
    const sent = { ...question(this).body, response_url: hubUrlFor(this, name) };
    assert.deepEqual(received?.json, sent);
    this.seen = received;
  },
);

/** The field of the data is a whole number. */
Then('the {field} in the data is a whole number', function (this: Market, field: string) {
  const data = this.answer.json?.data as JsonObject | undefined;
  assert.ok(Number.isInteger(data?.[field]), told(this));
});

/** The URL of the request that was looked at last contains this text. */
Then("that request's URL holds {string}", function (this: Market, text: string) {
  assert.ok(this.seen?.url.includes(text), this.seen?.url);
});

/** The endpoints in the data have this module, at a URL of the hub. */
Then('an endpoint is listed for {string}', function (this: Market, module: string) {
  const { endpoints } = this.answer.json?.data as { endpoints: JsonObject[] };
  const found = endpoints.find(({ identifier }) => identifier === module);
  assert.ok(String(found?.url).startsWith(`${this.hub.url}/`), told(this));
});

/** The active charging profile that an operator reports. */
const active: JsonObject = {
  start_date_time: '2025-03-01T07:30:00Z',
  charging_profile: {
    start_date_time: '2025-03-01T07:30:00Z',
    duration: 1800,
    charging_rate_unit: 'W',
    min_charging_rate: 1380.5,
    charging_profile_period: [
      { start_period: 0, limit: 11000 },
      { start_period: 900, limit: 7400.5 },
    ],
  },
};

/**
 * Sends a charging profile request: GET and DELETE have their fields in the query, PUT in its body; each has a response
 * URL of its own.
 */
async function askForProfile(
  market: Market,
  asker: string,
  method: string,
  session: string,
  [field, value]: [string?, string?] = [],
): Promise<void> {
  const response_url = resultUrl(market, asker, 'chargingprofiles');
  const whole: JsonObject =
    method === 'PUT'
      ? { ...sample('SetChargingProfile', ''), response_url }
      : { ...(method === 'GET' ? { duration: 900 } : {}), response_url };
  const content = value === undefined || value === 'absent' ? undefined : readValue(market.fill(value));
  const body = field ? changed(whole, field, content) : whole;
  remember(market, { asker, responseUrl: String(body.response_url), body });
  const path = `chargingprofiles/${session}`;
  if (method === 'PUT') await market.send(asker, method, path, { body: JSON.stringify(body) });
  else await market.send(asker, method, `${path}?${new URLSearchParams(body as Record<string, string>)}`);
}
