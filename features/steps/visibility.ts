import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { Then } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { Json, JsonObject } from '../support/http-call.ts';
import type { Received } from '../support/partner-types.ts';
import { asTheOwnerSent, told } from './check-answers.ts';
import { anyOfKind, idFor, listOf, moduleOf } from './publish-objects.ts';
import { hasNotReceived, hasReceived } from './received-requests.ts';

/** Each party has received the object as it is now, and lists it. */
Then('{parties} see(s) {object}', async function (this: Market, names: string[], mention: Mention) {
  const object = this.object(mention);
  for (const name of names) {
    const received = await hasReceived(this, name, {
      what: `${mention.kind} ${idFor(mention)} as it is now`,
      fits: (entry) => concerns(entry, mention) && entry.json?.last_updated === object.last_updated,
    });
    assert.ok(received.method === 'PATCH' || same(received.json, object), received.body);
    await lists(this, name, mention);
  }
});

/** No party has received an object of this kind, lists one, or counts one. */
Then('{parties} see(s) no {object}', async function (this: Market, names: string[], mention: Mention) {
  for (const name of names) {
    await hasNotReceived(this, name, anyOfKind(mention));
    const listed = await listOf(this, name, mention);
    const ids = listed.map((entry) => entry.id).filter((id) => !mention.id || id === mention.id);
    assert.deepEqual(ids, [], told(this));
    assert.equal(this.answer.headers['x-total-count'], String(listed.length), told(this));
  }
});

/** The provider has received the object below the hub's own party, and lists it. */
Then(
  "{party} sees {object} in the hub's name",
  async function (this: Market, name: string, mention: Mention) {
    const path = `${moduleOf[mention.kind as 'Session']}/DE/HUB/${idFor(mention)}`;
    const received = await hasReceived(this, name, {
      what: `PUT ${path}`,
      fits: (entry) => entry.method === 'PUT' && entry.path === path,
    });
    assert.ok(same(received.json, this.object(mention)), received.body);
    await lists(this, name, mention);
  },
);

/** The party has received a PATCH of the object with the time of its newest change. */
Then(
  '{party} has received the change of {object}',
  async function (this: Market, name: string, mention: Mention) {
    const { last_updated: time } = this.object(mention);
    await hasReceived(this, name, {
      what: `the change of ${mention.kind} ${idFor(mention)}`,
      fits: (entry) =>
        entry.method === 'PATCH' && concerns(entry, mention) && entry.json?.last_updated === time,
    });
  },
);

/** The party has received these statuses of the EVSE, in this order and no others. */
Then(
  '{party} has received the status(es) {words} of EVSE {word} in this order',
  async function (this: Market, name: string, statuses: string[], evse: string) {
    await eventually(() => {
      const changes = this.party(name).partner.requests('PATCH', new RegExp(`/${evse}$`));
      assert.deepEqual(
        changes.map(({ json }) => json?.status),
        statuses,
      );
    });
  },
);

/** Whether a push is of an object: by its URL, or for a CDR, whose URL does not name it, by its id. */
function concerns({ method, module, path, json }: Received, mention: Mention): boolean {
  if (method === 'GET' || module !== moduleOf[mention.kind as 'Session']) return false;
  if (mention.kind === 'CDR') return json?.id === idFor(mention);
  const owner = mention.owner === undefined || path.includes(`/${mention.owner}/`);
  return owner && path.endsWith(`/${idFor(mention)}`);
}

async function lists(market: Market, name: string, mention: Mention): Promise<void> {
  const object = market.object(mention);
  const listed = await listOf(market, name, mention);
  assert.equal(listed.filter((entry) => same(entry, object)).length, 1, told(market));
}

/** Whether an object that came from the hub is the one that the owner sent. */
function same(got: Json | undefined, sent: JsonObject): boolean {
  return isDeepStrictEqual(asTheOwnerSent(got, sent), sent);
}
