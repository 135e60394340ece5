import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { type Answer, call, type JsonObject } from '../support/http-call.ts';
import { changed, readValue } from '../support/json-at-path.ts';
import { told } from './check-answers.ts';

/** The party sends its Credentials by POST or PUT. */
When('{party} {hands} its credentials', async function (this: Market, name: string, method: string) {
  await handOver(this, name, method);
});

/** The party sends its Credentials with one field changed. */
When(
  '{party} {hands} its credentials, where {field} is {value}',
  async function (this: Market, name: string, method: string, field: string, value: string) {
    await handOver(this, name, method, [[field, value]]);
  },
);

/** The party puts its Credentials, the hub takes them, and the party goes on with its old token. */
When('{party} puts its credentials and loses the answer', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  const { tokenFromHub, tokenToHub } = partner;
  await handOver(this, name, 'PUT');
  assert.equal(this.answer.json?.status_code, 1000, told(this));
  partner.tokenFromHub = tokenFromHub;
  partner.tokenToHub = tokenToHub;
});

/** The party posts the same Credentials this many times at the same moment. */
When(
  '{party} posts its credentials {int} times at once',
  async function (this: Market, name: string, times: number) {
    const { partner } = this.party(name);
    await partner.hubUrl('credentials');
    partner.tokenFromHub = `from-hub-${randomUUID()}`;
    const body = JSON.stringify(partner.credentials(partner.tokenFromHub));
    const answers = await Promise.all(
      Array.from({ length: times }, () => partner.send('POST', 'credentials', { body })),
    );
    this.answers = answers.sort((one, other) => one.status - other.status);
  },
);

/** The party puts its Credentials two times at the same moment. */
When('{party} puts its credentials twice at once', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  await partner.hubUrl('credentials');
  const body = JSON.stringify(partner.credentials(String(partner.tokenFromHub)));
  const put = () => partner.send('PUT', 'credentials', { body });
  this.answers = (await Promise.all([put(), put()])).sort((one, other) => one.came - other.came);
});

/** Both answers have this HTTP status and status_code. */
Then(
  'both answers are HTTP {int} with status code {int}',
  function (this: Market, status: number, code: number) {
    for (const { status: http, json } of this.answers)
      assert.deepEqual([http, json?.status_code], [status, code], JSON.stringify(json));
  },
);

/** The token in the later answer gets HTTP 200 from the hub's versions. */
Then('the token of the later answer opens the hub', async function (this: Market) {
  const { token, url } = this.answers.at(-1)?.json?.data as JsonObject;
  const answer = await call('GET', String(url), { headers: { authorization: `Token ${token}` } });
  assert.equal(answer.status, 200);
});

/** The first of the simultaneous answers has this HTTP status and status_code, and becomes the last answer. */
Then(
  'one answer is HTTP {int} with status code {int}',
  function (this: Market, status: number, code: number) {
    this.answer = this.answers.shift() as Answer;
    assert.deepEqual([this.answer.status, this.answer.json?.status_code], [status, code], told(this));
  },
);

/** All other simultaneous answers have this HTTP status and status_code. */
Then(
  'the other answers are HTTP {int} with status code {int}',
  function (this: Market, status: number, code: number) {
    const others = this.answers.map((answer) => [answer.status, answer.json?.status_code]);
    assert.deepEqual(others, Array(others.length).fill([status, code]));
  },
);

/** The token in the only successful answer gets HTTP 200 from the hub's versions. */
Then('the token of the one opens the hub', async function (this: Market) {
  const { token, url } = this.answer.json?.data as JsonObject;
  const answer = await call('GET', String(url), { headers: { authorization: `Token ${token}` } });
  assert.equal(answer.status, 200);
});

/**
 * Sends a party's Credentials with a new TOKEN_B, by POST (`posts`) or PUT (`puts`); a success gives the party a new
 * token, a failure changes nothing.
 */
async function handOver(
  market: Market,
  name: string,
  method: string,
  changes: string[][] = [],
): Promise<void> {
  const { partner } = market.party(name);
  const before = partner.tokenFromHub;
  const token = `from-hub-${randomUUID()}`;
  let body = partner.credentials(token);
  for (const [field = '', value = ''] of changes) {
    body = changed(body, field, value === 'absent' ? undefined : readValue(market.fill(value)));
  }
  await partner.hubUrl('credentials');
  partner.tokenFromHub = token;
  await market.send(name, method, 'credentials', { body: JSON.stringify(body) });
  const given = (market.answer.json?.data as JsonObject | undefined)?.token;
  if (market.answer.json?.status_code === 1000) partner.tokenToHub = String(given);
  else partner.tokenFromHub = before;
}
