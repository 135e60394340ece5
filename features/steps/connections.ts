import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { readValue } from '../support/json-at-path.ts';
import { told } from './check-answers.ts';

/** The administrator makes a connection with the party's versions URL and token, and the hub starts the handshake. */
When('the administrator connects {party} at its versions URL', async function (this: Market, name: string) {
  const party = this.party(name);
  const { partner, country_code, party_id } = party;
  partner.tokenFromHub ??= `invitation-of-${name}-${this.country}`;
  const body = {
    role: partner.role,
    country_code,
    party_id,
    name,
    versions_url: partner.versionsUrl,
    token: partner.tokenFromHub,
  };
  this.answer = await this.admin('POST', '/admin/connections', body);
  if (this.answer.status === 201) partner.connection = String(this.answer.json?.id);
});

/** The administrator lets the hub renew its credentials at the party (POST /rotate). */
When('the administrator renews the credentials of {party}', async function (this: Market, name: string) {
  this.answer = await this.admin('POST', `/admin/connections/${this.party(name).partner.connection}/rotate`);
});

/** The administrator deletes the connection of the party. */
When('the administrator disconnects {party}', async function (this: Market, name: string) {
  this.answer = await this.admin('DELETE', `/admin/connections/${this.party(name).partner.connection}`);
  assert.ok(this.answer.status < 300, told(this));
});

/** The administrator sets the connection of the party to SUSPENDED. */
When('the administrator suspends {party}', async function (this: Market, name: string) {
  await setConnection(this, name, { status: 'SUSPENDED' });
});

/** The administrator sets the connection of the party to REGISTERED again. */
When('the administrator resumes {party}', async function (this: Market, name: string) {
  await setConnection(this, name, { status: 'REGISTERED' });
});

/** The administrator sets an option of the party's connection to a JSON value. */
Given(
  'the connection of {party} has the option {word} {value}',
  async function (this: Market, name: string, option: string, value: string) {
    await setConnection(this, name, { options: { [option]: readValue(value) } });
  },
);

/** The connection of the party has this status in the admin API. */
Then('the connection of {party} is {word}', async function (this: Market, name: string, status: string) {
  const connection = (await this.admin('GET', `/admin/connections/${this.party(name).partner.connection}`))
    .json;
  assert.equal(connection?.status, status);
});

/** The delivery to the party reaches this state within the usual time limit. */
Then('the delivery to {party} is {word}', async function (this: Market, name: string, state: string) {
  await eventually(async () => {
    const connection = (await this.admin('GET', `/admin/connections/${this.party(name).partner.connection}`))
      .json;
    assert.equal((connection?.delivery as JsonObject | undefined)?.state, state, JSON.stringify(connection));
  });
});

/** The connection of the party has the endpoint of this module at the partner's path. */
Then(
  'the hub has found {word} of {party} at {path}',
  async function (this: Market, module: string, name: string, path: string) {
    const { partner } = this.party(name);
    const { json } = await this.admin('GET', `/admin/connections/${partner.connection}`);
    const found = (json?.endpoints as JsonObject[]).find(({ identifier }) => identifier === module);
    assert.equal(found?.url, partner.url + path);
  },
);

/** The connection just read lists an endpoint of this module at the partner's URL. */
Then(
  'the connection of {party} lists the endpoint {word}',
  function (this: Market, name: string, module: string) {
    const { partner } = this.party(name);
    const endpoints = (this.answer.json?.endpoints ?? []) as JsonObject[];
    const found = endpoints.find((endpoint) => endpoint.identifier === module);
    assert.equal(found?.url, `${partner.url}${partner.endpoints[module]}`, told(this));
  },
);

async function setConnection(market: Market, name: string, change: JsonObject): Promise<void> {
  market.answer = await market.admin(
    'PATCH',
    `/admin/connections/${market.party(name).partner.connection}`,
    change,
  );
  assert.equal(market.answer.status, 200, told(market));
}
