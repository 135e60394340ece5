import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { question } from '../support/remember-sent-commands.ts';
import { type Stranger, stranger } from '../support/unregistered-host.ts';
import { fence } from '../support/wait-until-sent.ts';

/** A server that is nobody's partner starts for the scenario; `{stranger}` is its URL. */
Given("a stranger's server", async function (this: Market) {
  const opened = await stranger();
  strangers.set(this, opened);
  this.kept.set('stranger', opened.url);
  this.cleanUps.push(() => opened.close());
});

/** The party answers requests to this path and below with a redirect to another place. */
Given(
  '{party} redirects {method} {path} to {path}',
  function (this: Market, name: string, method: string, path: string, target: string) {
    const headers = { location: this.fill(target) };
    this.party(name).partner.answers(method, new RegExp(`^${path}(/|$)`), { status: 307, headers });
  },
);

/** The stranger's server has received no request. */
Then('the stranger has never been called', function (this: Market) {
  assert.deepEqual(strangers.get(this)?.received, []);
});

/** The stranger's server has received no request before a later marker object (the fence). */
Then('the stranger has received nothing', async function (this: Market) {
  await fence(this, this.party(question(this).asker));
  assert.deepEqual(strangers.get(this)?.received, []);
});

const strangers = new WeakMap<Market, Stranger>();
