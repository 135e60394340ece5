import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { call, type JsonObject } from '../support/http-call.ts';
import { told } from './check-answers.ts';

/** A credentials token: 1 to 64 printable ASCII characters, no blank (TRANS-06). */
export const printable = /^[\x21-\x7e]{1,64}$/;

/** The next request carries the first token that the party was given: TOKEN_A. */
Given('the next request carries the invitation of {party}', function (this: Market, name: string) {
  this.nextHeaders.Authorization = `Token ${this.party(name).partner.tokensToHub[0]}`;
});

/** The next request carries the token before the one that the party has now. */
Given('the next request carries the token that {party} had before', function (this: Market, name: string) {
  this.nextHeaders.Authorization = `Token ${this.party(name).partner.tokensToHub.at(-2)}`;
});

/** The next request carries the token that the party was given last. */
Given('the next request carries the token that {party} had last', function (this: Market, name: string) {
  this.nextHeaders.Authorization = `Token ${this.party(name).partner.tokenToHub}`;
});

/** The next request carries the party's token, encoded in Base64. */
Given('the next request carries the Base64 of the token of {party}', function (this: Market, name: string) {
  const encoded = Buffer.from(this.party(name).partner.tokenToHub).toString('base64');
  this.nextHeaders.Authorization = `Token ${encoded}`;
});

/** The administrator ends the old token of the connection by the admin API. */
When('the administrator ends the old token of {party}', async function (this: Market, name: string) {
  const { connection } = this.party(name).partner;
  this.answer = await this.admin('DELETE', `/admin/connections/${connection}/old-token`);
});

/** The admin answer is HTTP 200 with old_token_until null. */
Then('the body has no old token', function (this: Market) {
  assert.equal(this.answer.status, 200, told(this));
  assert.equal(this.answer.json?.old_token_until, null, told(this));
});

/** The administrator asks for a new TOKEN_A, and the party has it from now on. */
When('the administrator invites {party} again', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  this.answer = await this.admin('POST', `/admin/connections/${partner.connection}/invite`);
  if (this.answer.status === 200) partner.tokenToHub = String(this.answer.json?.token);
});

/** The next request carries the token that the party has now. */
Given('the next request carries the token of {party}', function (this: Market, name: string) {
  this.nextHeaders.Authorization = `Token ${this.party(name).partner.tokenToHub}`;
});

/** The data has a token that the party was never given before. */
Then('the token in the data is one that {party} never had', function (this: Market, name: string) {
  const { partner } = this.party(name);
  const token = String((this.answer.json?.data as JsonObject | undefined)?.token);
  const before = partner.tokensToHub.filter((known) => known !== token);
  assert.match(token, printable, told(this));
  assert.ok(!before.includes(token) && token !== partner.tokenFromHub, told(this));
  assert.equal(partner.tokensToHub.filter((known) => known === token).length, 1);
});

/** The data has the token that the party calls with. */
Then('the token in the data is the one that {party} used', function (this: Market, name: string) {
  const data = this.answer.json?.data as JsonObject | undefined;
  assert.equal(data?.token, this.party(name).partner.tokenToHub, told(this));
});

/** The tokens of both parties are printable, and not the same. */
Then(
  'the tokens of {party} and {party} differ and are printable',
  function (this: Market, one: string, other: string) {
    const tokens = [one, other].map((name) => this.party(name).partner.tokenToHub);
    for (const token of tokens) assert.match(token, printable);
    assert.notEqual(tokens[0], tokens[1]);
  },
);

/** The token before the one that the party has now gets HTTP 401 from the hub's versions. */
Then('the token that {party} had before is dead', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  const headers = { authorization: `Token ${partner.tokensToHub.at(-2)}` };
  this.answer = await call('GET', partner.hubVersionsUrl, { headers });
  assert.equal(this.answer.status, 401, told(this));
});
