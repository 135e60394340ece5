import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { told } from './check-answers.ts';
import { idFor, moduleOf } from './publish-objects.ts';

/**
 * The administrator asks the hub why the object did not reach the party; a later `the reason is` asks again until it
 * fits.
 */
When(
  'the administrator asks why {object} of {party} did not reach {party}',
  async function (this: Market, mention: Mention, owner: string, receiver: string) {
    await ask(this, mention, this.idOf(owner), nameOf(this.idOf(receiver)));
  },
);

/** The administrator asks the hub once why the object did not reach the party, and the first answer counts. */
When(
  'the administrator asks at once why {object} of {party} did not reach {party}',
  async function (this: Market, mention: Mention, owner: string, receiver: string) {
    await ask(this, mention, this.idOf(owner), nameOf(this.idOf(receiver)));
    this.kept.set('final', 'true');
  },
);

/** The administrator asks the hub why the object did not reach a party given by its id, such as `NL*XYZ`. */
When(
  'the administrator asks why {object} of {party} did not reach the party {path}',
  async function (this: Market, mention: Mention, owner: string, receiver: string) {
    await ask(this, mention, this.idOf(owner), this.fill(receiver));
  },
);

/** The administrator asks the hub why an object did not arrive whose owner is given by its id, such as `NL*XYZ`. */
When(
  'the administrator asks why {object} of the party {path} did not reach {party}',
  async function (this: Market, mention: Mention, owner: string, receiver: string) {
    const [country_code = '', party_id = ''] = this.fill(owner).split('*');
    await ask(this, mention, { country_code, party_id }, nameOf(this.idOf(receiver)));
  },
);

/**
 * The first reason in the hub's answer has this code; while the object is still on its way the administrator asks
 * again.
 */
Then('the reason is {string}', async function (this: Market, words: string) {
  const code = words.replaceAll(' ', '_');
  await eventually(async () => {
    const reasons = this.answer.json?.reasons as JsonObject[] | undefined;
    if (reasons?.[0]?.code === code) return;
    if (this.kept.get('final') !== 'true') this.answer = await this.admin('GET', this.kept.get('why') ?? '');
    assert.equal((this.answer.json?.reasons as JsonObject[])[0]?.code, code, told(this));
  });
  const delivered = code === 'delivered' || code === 'pulled';
  assert.equal(this.answer.json?.delivered, delivered, told(this));
  const text = (this.answer.json?.reasons as JsonObject[])[0]?.text;
  assert.ok(String(this.answer.json?.answer).endsWith(`: ${String(text)}.`), told(this));
});

/** The sentence of the hub's answer contains these words. */
Then('the answer mentions {string}', function (this: Market, text: string) {
  assert.ok(String(this.answer.json?.answer).includes(this.fill(text)), told(this));
});

/** One of the reasons in the hub's answer contains these words. */
Then('a reason mentions {string}', function (this: Market, text: string) {
  const reasons = (this.answer.json?.reasons as JsonObject[]).map((reason) => String(reason.text));
  assert.ok(
    reasons.some((reason) => reason.includes(this.fill(text))),
    reasons.join('\n'),
  );
});

/** The first reason holds since a time in the last ten minutes, which the sentence names. */
Then('it is so since a time that is told', function (this: Market) {
  const since = String((this.answer.json?.reasons as JsonObject[])[0]?.since);
  assert.ok(Date.parse(since) <= Date.now() && Date.parse(since) > Date.now() - 600_000, told(this));
  assert.ok(String(this.answer.json?.answer).includes(since), told(this));
});

/** The first reason names a request of the hub that the party answered with 1000. */
Then('the answer names the request that brought it', async function (this: Market) {
  const [reason] = this.answer.json?.reasons as JsonObject[];
  assert.ok(String(this.answer.json?.answer).includes(String(reason?.request_id)), told(this));
  const trace = await this.admin('GET', `/admin/requests?request_id=${reason?.request_id}`);
  const [exchange] = JSON.parse(trace.body) as JsonObject[];
  assert.equal(exchange?.direction, 'OUT', trace.body);
  assert.equal(exchange?.ocpi_status, 1000, trace.body);
});

/** The reason `evidence` names a request that came from the party. */
Then('the evidence names a request of {party}', async function (this: Market, name: string) {
  const evidence = (this.answer.json?.reasons as JsonObject[]).find(({ code }) => code === 'evidence');
  const trace = await this.admin('GET', `/admin/requests?request_id=${evidence?.request_id}`);
  const [exchange] = JSON.parse(trace.body) as JsonObject[];
  assert.equal(exchange?.direction, 'IN', trace.body);
  assert.equal(exchange?.connection, this.party(name).partner.connection, trace.body);
});

async function ask(
  market: Market,
  mention: Mention,
  { country_code, party_id }: { country_code: string; party_id: string },
  to: string,
): Promise<void> {
  const query = {
    module: moduleOf[mention.kind as 'Location'],
    country_code,
    party_id,
    id: idFor(mention),
    to,
  };
  market.kept.set('why', `/admin/why?${new URLSearchParams(query)}`);
  market.answer = await market.admin('GET', market.kept.get('why') ?? '');
  assert.equal(market.answer.status, 200, told(market));
}

function nameOf({ country_code, party_id }: { country_code: string; party_id: string }): string {
  return `${country_code}*${party_id}`;
}
