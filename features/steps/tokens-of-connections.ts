import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { call, type JsonObject } from '../support/http.ts';
import type { Market } from '../support/world.ts';
import { told } from './answers.ts';

/** A credentials token: 1 to 64 printable ASCII characters, no blank (TRANS-06). */
export const printable = /^[\x21-\x7e]{1,64}$/;

Given('the next request carries the invitation of {party}', function (this: Market, name: string) {
  this.nextHeaders.Authorization = `Token ${this.party(name).partner.tokensToHub[0]}`;
});

Given('the next request carries the token that {party} had before', function (this: Market, name: string) {
  this.nextHeaders.Authorization = `Token ${this.party(name).partner.tokensToHub.at(-2)}`;
});

Given('the next request carries the token that {party} had last', function (this: Market, name: string) {
  this.nextHeaders.Authorization = `Token ${this.party(name).partner.tokenToHub}`;
});

Given('the next request carries the Base64 of the token of {party}', function (this: Market, name: string) {
  const encoded = Buffer.from(this.party(name).partner.tokenToHub).toString('base64');
  this.nextHeaders.Authorization = `Token ${encoded}`;
});

When('the administrator ends the old token of {party}', async function (this: Market, name: string) {
  const { connection } = this.party(name).partner;
  this.answer = await this.admin('DELETE', `/admin/connections/${connection}/old-token`);
});

Then('the body has no old token', function (this: Market) {
  assert.equal(this.answer.status, 200, told(this));
  assert.equal(this.answer.json?.old_token_until, null, told(this));
});

When('the administrator invites {party} again', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  this.answer = await this.admin('POST', `/admin/connections/${partner.connection}/invite`);
  if (this.answer.status === 200) partner.tokenToHub = String(this.answer.json?.token);
});

Given('the next request carries the token of {party}', function (this: Market, name: string) {
  this.nextHeaders.Authorization = `Token ${this.party(name).partner.tokenToHub}`;
});

Then('the token in the data is one that {party} never had', function (this: Market, name: string) {
  const { partner } = this.party(name);
  const token = String((this.answer.json?.data as JsonObject | undefined)?.token);
  const before = partner.tokensToHub.filter((known) => known !== token);
  assert.match(token, printable, told(this));
  assert.ok(!before.includes(token) && token !== partner.tokenFromHub, told(this));
  assert.equal(partner.tokensToHub.filter((known) => known === token).length, 1);
});

Then('the token in the data is the one that {party} used', function (this: Market, name: string) {
  const data = this.answer.json?.data as JsonObject | undefined;
  assert.equal(data?.token, this.party(name).partner.tokenToHub, told(this));
});

Then(
  'the tokens of {party} and {party} differ and are printable',
  function (this: Market, one: string, other: string) {
    const tokens = [one, other].map((name) => this.party(name).partner.tokenToHub);
    for (const token of tokens) assert.match(token, printable);
    assert.notEqual(tokens[0], tokens[1]);
  },
);

Then('the token that {party} had before is dead', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  const headers = { authorization: `Token ${partner.tokensToHub.at(-2)}` };
  this.answer = await call('GET', partner.hubVersionsUrl, { headers });
  assert.equal(this.answer.status, 401, told(this));
});
