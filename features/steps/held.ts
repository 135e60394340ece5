import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { JsonObject } from '../support/http.ts';
import type { Market, Mention } from '../support/world.ts';
import { bodyOf } from './admin-api.ts';
import { told } from './answers.ts';
import { idFor } from './market.ts';

Then('{object} of {party} is held', async function (this: Market, mention: Mention, name: string) {
  assert.ok(await held(this, mention, name), told(this));
});

Then('{object} of {party} is not held', async function (this: Market, mention: Mention, name: string) {
  assert.equal(await held(this, mention, name), undefined);
});

When(
  'the administrator gives {object} of {party} to {party}',
  async function (this: Market, mention: Mention, name: string, provider: string) {
    const found = await held(this, mention, name);
    this.answer = await this.admin('POST', `/admin/held/${String(found?.id)}`, { to: this.idOf(provider) });
  },
);

When(
  "the administrator says that {object} of {party} is nobody's",
  async function (this: Market, mention: Mention, name: string) {
    const found = await held(this, mention, name);
    this.answer = await this.admin('DELETE', `/admin/held/${String(found?.id)}`);
    assert.equal(this.answer.status, 204, told(this));
  },
);

/** What the admin API says of a held object, if it is held. */
async function held(market: Market, mention: Mention, name: string): Promise<JsonObject | undefined> {
  market.answer = await market.admin('GET', '/admin/held');
  const owner = JSON.stringify(market.idOf(name));
  return (bodyOf(market.answer) as JsonObject[]).find(
    (one) => one.object_id === idFor(mention) && JSON.stringify(one.owner) === owner,
  );
}
