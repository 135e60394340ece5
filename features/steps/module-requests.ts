import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { at, readValue } from '../support/json-at-path.ts';
import { fence } from '../support/wait-until-sent.ts';
import { asTheOwnerSent, routing, told, written } from './check-answers.ts';
import { hasNotReceived } from './received-requests.ts';

/** The scenario keeps the present time under a name, for `{name}` in later steps. */
Given('the present time is kept as {word}', function (this: Market, name: string) {
  this.kept.set(name, new Date().toISOString());
});

/** The data is this part of the object as its owner sent it. */
Then('the data is {field} of {object}', function (this: Market, path: string, mention: Mention) {
  const part = at(this.object(mention), path) as JsonObject;
  assert.deepEqual(asTheOwnerSent(this.answer.json?.data, part), part, told(this));
});

/** The list in the data has the object at this place, counted from 0. */
Then('the data at {int} is {object}', function (this: Market, index: number, mention: Mention) {
  const object = this.object(mention);
  assert.deepEqual(asTheOwnerSent(at(this.answer.json?.data, String(index)), object), object, told(this));
});

/** The header of the last answer contains this text. */
Then('the header {word} names {string}', function (this: Market, name: string, part: string) {
  assert.ok(this.answer.headers[name.toLowerCase()]?.includes(this.fill(part)), told(this));
});

/** The header of the last answer begins with the URL of the hub. */
Then('the header {word} is a URL of the hub', function (this: Market, name: string) {
  const value = this.answer.headers[name.toLowerCase()] ?? '';
  assert.ok(value.startsWith(`${this.hub.url}/`), told(this));
});

/** The party received the request once for each of these addressees, in any order. */
Then(
  '{party} has received {method} {path}, once for each of {parties}',
  async function (this: Market, name: string, method: string, path: string, addressees: string[]) {
    const { partner } = this.party(name);
    const receivers = () =>
      partner.requests(method, this.fill(path)).map(({ headers }) => routing(headers).to);
    const expected = addressees.map((addressee) => written(this, addressee)).sort();
    await eventually(() => assert.ok(receivers().length >= expected.length, `so far for ${receivers()}`));
    await fence(this, this.party(name));
    assert.deepEqual(receivers().sort(), expected);
  },
);

/** The last error of the delivery to the party names this id in the admin API. */
Then(
  'the operator of the hub reads about {word} in the delivery to {party}',
  async function (this: Market, text: string, name: string) {
    await eventually(async () => {
      const { connection } = this.party(name).partner;
      const { json } = await this.admin('GET', `/admin/connections/${connection}`);
      const { last_error: error } = (json?.delivery ?? {}) as JsonObject;
      assert.ok(String(error).includes(text), `the last error is ${String(error)}`);
    });
  },
);

/** The party has received no write with this value in the field before a later marker object (the fence). */
Then(
  '{party} has not received the {field} {value}',
  async function (this: Market, name: string, field: string, value: string) {
    await hasNotReceived(this, name, {
      what: `the ${field} ${value}`,
      fits: ({ method, json }) => method !== 'GET' && at(json, field) === readValue(this.fill(value)),
    });
  },
);
