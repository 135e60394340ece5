import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { Json, JsonObject } from '../support/http-call.ts';
import { readValue } from '../support/json-at-path.ts';
import { hubUrlFor, isResultOf, type Question, question } from '../support/remember-sent-commands.ts';
import { fence } from '../support/wait-until-sent.ts';
import { prepare } from './commands.ts';
import { hasNotReceived, hasReceived } from './received-requests.ts';

/** The operator posts the result to the response_url of the newest question that it got. */
When('{party} posts the result {word}', async function (this: Market, name: string, result: string) {
  await post(this, name, hubUrlFor(this, name), { result });
});

/** The operator posts the result to the response_url of its question of this number, from 1. */
When(
  '{party} posts the result {word} of its question {int}',
  async function (this: Market, name: string, result: string, number: number) {
    await post(this, name, hubUrlFor(this, name, number), { result });
  },
);

/** Another party posts the result to the response_url that the operator got. */
When(
  "{party} posts the result {word} of {party}'s question",
  async function (this: Market, name: string, result: string, operator: string) {
    await post(this, name, hubUrlFor(this, operator), { result });
  },
);

/** The operator posts this body to the response_url of the newest question that it got. */
When(
  '{party} posts the result with the body {value}',
  async function (this: Market, name: string, body: string) {
    await this.send(name, 'POST', hubUrlFor(this, name), { body });
  },
);

/** The operator posts the same result this many times at the same moment. */
When(
  '{party} posts the result {word} {int} times at once',
  async function (this: Market, name: string, result: string, times: number) {
    const { partner } = this.party(name);
    const url = hubUrlFor(this, name);
    const body = JSON.stringify({ result });
    const all = await Promise.all(Array.from({ length: times }, () => partner.send('POST', url, { body })));
    const statuses = all.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, ...Array(times - 1).fill(404)]);
  },
);

/** The provider receives the result at the response_url of its newest question, to the letter. */
Then('{party} has received the result {word}', async function (this: Market, name: string, result: string) {
  await arrived(this, name, question(this), { result });
});

/** The provider receives the result at the response_url of its question of this number, from 1. */
Then(
  '{party} has received the result {word} of its question {int}',
  async function (this: Market, name: string, result: string, number: number) {
    await arrived(this, name, question(this, number), { result });
  },
);

/** The provider receives this body at the response_url of its newest question. */
Then(
  '{party} has received the result with the body {value}',
  async function (this: Market, name: string, body: string) {
    await arrived(this, name, question(this), readValue(this.fill(body)) as JsonObject);
  },
);

/** The provider receives the result, and no second one before a later marker object (the fence). */
Then(
  '{party} has received the result {word} and no other',
  async function (this: Market, name: string, result: string) {
    await arrived(this, name, question(this), { result });
    await fence(this, this.party(name));
    const all = this.party(name).partner.received.filter((entry) => isResultOf(question(this), entry));
    assert.deepEqual(
      all.map(({ json }) => json),
      [{ result }],
    );
  },
);

/** The provider receives the result exactly this many times. */
Then(
  '{party} has received the result {word} {int} times',
  async function (this: Market, name: string, result: string, times: number) {
    const asked = question(this);
    await eventually(() => {
      const all = this.party(name).partner.received.filter((entry) => isResultOf(asked, entry));
      assert.deepEqual(
        all.map(({ json }) => json),
        Array(times).fill({ result }),
      );
    });
  },
);

/** The provider has received no result of its newest question before a later marker object (the fence). */
Then('{party} has received no result', async function (this: Market, name: string) {
  const asked = question(this);
  await hasNotReceived(this, name, { what: 'a result', fits: (entry) => isResultOf(asked, entry) });
});

/**
 * A later command between other parties has got its TIMEOUT from the hub, which is due after those of all commands
 * before it.
 */
When('the time for results is over', async function (this: Market) {
  const [operator, provider] = [`CK${this.parties.size}`, `CL${this.parties.size}`];
  await Promise.all([this.operator(operator), this.provider(provider)]);
  await this.agree(operator, provider);
  const location = JSON.stringify(this.object({ kind: 'Location', id: operator }, operator));
  await this.send(operator, 'PUT', `locations/{cc}/${operator}/${operator}`, { body: location });
  const clock = prepare(this, provider, 'UNLOCK_CONNECTOR', [['location_id', operator]]);
  await clock.send();
  await arrived(this, provider, clock.question, { result: 'TIMEOUT' });
});

async function post(market: Market, name: string, url: string, body: Json): Promise<void> {
  await market.send(name, 'POST', url, { body: JSON.stringify(body) });
}

/** Waits for the result of a command or profile request, and compares its body. */
export async function arrived(
  market: Market,
  name: string,
  asked: Question,
  body: JsonObject,
): Promise<void> {
  const what = `the result ${JSON.stringify(body)}`;
  const received = await hasReceived(market, name, { what, fits: (entry) => isResultOf(asked, entry) });
  assert.deepEqual(received.json, body);
}
