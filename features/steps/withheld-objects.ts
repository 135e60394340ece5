import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import type { JsonObject } from '../support/http-call.ts';
import { bodyOf } from './admin-api.ts';
import { told } from './check-answers.ts';
import { idFor } from './publish-objects.ts';

/** The object is in the hub's list of held objects: those withheld until their provider is known. */
Then('{object} of {party} is held', async function (this: Market, mention: Mention, name: string) {
  assert.ok(await held(this, mention, name), told(this));
});

/** The object is not in the hub's list of held objects: those withheld until their provider is known. */
Then('{object} of {party} is not held', async function (this: Market, mention: Mention, name: string) {
  assert.equal(await held(this, mention, name), undefined);
});

/** The administrator settles by the admin API that the withheld object is this provider's. */
When(
  'the administrator gives {object} of {party} to {party}',
  async function (this: Market, mention: Mention, name: string, provider: string) {
    const found = await held(this, mention, name);
    this.answer = await this.admin('POST', `/admin/held/${String(found?.id)}`, { to: this.idOf(provider) });
  },
);

/** The hub's list of held objects, those withheld until their provider is known, is empty. */
Then('nothing is held', async function (this: Market) {
  assert.deepEqual(bodyOf(await this.admin('GET', '/admin/held')), []);
});

/** Both providers put Tokens of the same contracts while the operator puts a Session for each, in parallel. */
When(
  '{party} and {party} store Tokens of {int} contracts of {party} and {party} sends a Session of each, all at once',
  async function (this: Market, one: string, other: string, count: number, at: string, owner: string) {
    const sent = Array.from({ length: count }, (_, nth) => {
      const auth_id = `${this.country}-${at}-C${nth}`;
      return [
        sends(this, owner, { kind: 'Session', id: `SES${nth}` }, { auth_id }),
        ...[one, other].map((name) => sends(this, name, { kind: 'Token', id: `TOK${nth}` }, { auth_id })),
      ];
    });
    await Promise.all(sent.flat());
  },
);

/**
 * Both providers put Tokens of contract ids that begin alike, with a beginning that no provider has yet, in parallel.
 */
When(
  "{party} and {party} store Tokens with {int} heads that are nobody's, all at once",
  async function (this: Market, one: string, other: string, count: number) {
    const sent = Array.from({ length: count }, (_, nth) =>
      [one, other].map((name) => {
        const auth_id = `${this.country}-Q${String(nth).padStart(2, '0')}-${name}`;
        return sends(this, name, { kind: 'Token', id: `HEAD${nth}` }, { auth_id });
      }),
    );
    await Promise.all(sent.flat());
  },
);

/**
 * The hub's trace has, for each of the twenty beginnings of contract ids, exactly one finding that another provider has
 * it too.
 */
Then('one of the two is told for each head that it is the second', async function (this: Market) {
  const all = bodyOf(await this.admin('GET', '/admin/requests?module=tokens&direction=IN&limit=1000'));
  const seconds = (all as JsonObject[])
    .filter(({ findings }) => JSON.stringify(findings).includes('begins like the contracts of another'))
    .map(({ url }) => /HEAD\d+$/.exec(String(url))?.[0]);
  assert.equal(seconds.length, 20, seconds.join());
  assert.equal(new Set(seconds).size, 20, seconds.join());
});

/** The administrator dismisses the withheld object by the admin API. */
When(
  "the administrator says that {object} of {party} is nobody's",
  async function (this: Market, mention: Mention, name: string) {
    const found = await held(this, mention, name);
    this.answer = await this.admin('DELETE', `/admin/held/${String(found?.id)}`);
    assert.equal(this.answer.status, 204, told(this));
  },
);

/** Sends a PUT of one object as its owner, beside any other request. */
async function sends(market: Market, name: string, mention: Mention, fields: JsonObject): Promise<void> {
  const { partner, country_code, party_id } = market.party(name);
  const module = mention.kind === 'Token' ? 'tokens' : 'sessions';
  const body = JSON.stringify({ ...market.object(mention, name), ...fields });
  const answer = await partner.send('PUT', `${module}/${country_code}/${party_id}/${mention.id}`, { body });
  assert.equal(answer.json?.status_code, 1000, answer.body);
}

/**
 * The admin API's view of an object that the hub withholds until its provider is known; `undefined` when it does not.
 */
async function held(market: Market, mention: Mention, name: string): Promise<JsonObject | undefined> {
  market.answer = await market.admin('GET', '/admin/held');
  const owner = JSON.stringify(market.idOf(name));
  return (bodyOf(market.answer) as JsonObject[]).find(
    (one) => one.object_id === idFor(mention) && JSON.stringify(one.owner) === owner,
  );
}
