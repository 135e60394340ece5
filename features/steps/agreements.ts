import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { Json, JsonObject } from '../support/http-call.ts';
import { bodyOf } from './admin-api.ts';
import { told } from './check-answers.ts';

/** The administrator makes an agreement of operator and provider without an end. */
When(
  'the agreement of {party} and {party} is made',
  async function (this: Market, operator: string, provider: string) {
    await this.agree(operator, provider);
  },
);

/** The administrator sets the agreement to SUSPENDED, ACTIVE or TERMINATED. */
When(
  /^the agreement of ([A-Z][A-Z0-9]{2}) and ([A-Z][A-Z0-9]{2}) is (suspended|resumed|terminated)$/,
  async function (this: Market, one: string, other: string, status: string) {
    const body = {
      status: { suspended: 'SUSPENDED', resumed: 'ACTIVE', terminated: 'TERMINATED' }[status] ?? null,
    };
    this.answer = await this.admin('PATCH', `/admin/agreements/${this.agreementOf(one, other)}`, body);
    assert.equal(this.answer.status, 200, told(this));
  },
);

/** The administrator sets `run_off` of the agreement to false. */
Given(
  'the agreement of {party} and {party} does not run off',
  async function (this: Market, one: string, other: string) {
    const path = `/admin/agreements/${this.agreementOf(one, other)}`;
    this.answer = await this.admin('PATCH', path, { run_off: false });
    assert.equal(this.answer.json?.run_off, false, told(this));
  },
);

/** The administrator deletes the agreement by the admin API. */
When(
  'the agreement of {party} and {party} is deleted',
  async function (this: Market, one: string, other: string) {
    this.answer = await this.admin('DELETE', `/admin/agreements/${this.agreementOf(one, other)}`);
    assert.ok(this.answer.status < 300, told(this));
  },
);

/** The administrator makes an agreement that is valid between two days, negative ones in the past. */
Given(
  'an agreement of {party} and {party}, valid from {int} to {int} day(s) from now',
  async function (this: Market, operator: string, provider: string, from: number, to: number) {
    await this.agree(operator, provider, { valid_from: day(from), valid_to: day(to) });
  },
);

/** The administrator reads the list of all agreements. */
When('the administrator lists the agreements', async function (this: Market) {
  this.answer = await this.admin('GET', '/admin/agreements');
  assert.equal(this.answer.status, 200, told(this));
});

/** The list just read has the agreement with this status and both parties. */
Then(
  'the agreement of {party} and {party} is listed with status {word}',
  function (this: Market, operator: string, provider: string, status: string) {
    const found = (bodyOf(this.answer) as JsonObject[]).find(
      (one) => one.id === this.agreementOf(operator, provider),
    );
    assert.equal(found?.status, status, told(this));
    assert.deepEqual([found?.cpo, found?.emsp], [this.idOf(operator), this.idOf(provider)]);
  },
);

/** The list just read does not have the agreement. */
Then(
  'the agreement of {party} and {party} is not listed',
  function (this: Market, one: string, other: string) {
    const ids = (bodyOf(this.answer) as JsonObject[]).map((agreement) => agreement.id);
    assert.ok(!ids.includes(this.agreementOf(one, other)), told(this));
  },
);

/** The administrator moves the beginning or the end of the agreement to a second from now. */
When(
  /^the agreement of ([A-Z][A-Z0-9]{2}) and ([A-Z][A-Z0-9]{2}) (begins|ends) in a second$/,
  async function (this: Market, one: string, other: string, verb: string) {
    const inASecond = { [verb === 'begins' ? 'valid_from' : 'valid_to']: time(Date.now() + 1000) };
    this.answer = await this.admin('PATCH', `/admin/agreements/${this.agreementOf(one, other)}`, inASecond);
    assert.equal(this.answer.status, 200, told(this));
  },
);

/** The party's list of Locations has one object within the usual time limit. */
Then('soon {party} lists the Location', async function (this: Market, name: string) {
  await eventually(async () => assert.equal(await locationsOf(this, name), 1));
});

/** The party's list of Locations is empty within the usual time limit. */
Then('soon {party} lists no Location any more', async function (this: Market, name: string) {
  await eventually(async () => assert.equal(await locationsOf(this, name), 0));
});

function day(fromNow: number): string {
  return time(Date.now() + fromNow * 86_400_000);
}

/** An OCPI DateTime in whole seconds, rounded up: a future time stays in the future. */
function time(milliseconds: number): string {
  return new Date(Math.ceil(milliseconds / 1000) * 1000).toISOString().replace(/\.\d+/, '');
}

async function locationsOf(market: Market, name: string): Promise<number> {
  return ((await market.send(name, 'GET', 'locations')).json?.data as Json[]).length;
}
