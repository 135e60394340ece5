import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market, Mention, Receipt } from '../support/cucumber-world.ts';
import type { JsonObject } from '../support/http-call.ts';
import type { Received } from '../support/partner-types.ts';
import { defaultIds, type Kind } from '../support/sample-objects.ts';
import { asTheOwnerSent, told } from './check-answers.ts';
import { hasNotReceived, hasReceived } from './received-requests.ts';

type Published = 'Location' | 'Tariff' | 'Session' | 'CDR' | 'Token';

export const moduleOf: Record<Published, string> = {
  Location: 'locations',
  Tariff: 'tariffs',
  Session: 'sessions',
  CDR: 'cdrs',
  Token: 'tokens',
};

/** The base of `last_updated` in objects that features make later than others. */
const laterOn = '2025-03-01T09:00:00Z';

/** The owner sends the object by PUT or POST, as its module wants it, and the hub takes it. */
When('{party} publishes {object}', async function (this: Market, name: string, mention: Mention) {
  await publish(this, name, mention);
});

/** The owner sends the object by PUT or POST, as its module wants it, and the hub takes it. */
When('{party} sends {object}', async function (this: Market, name: string, mention: Mention) {
  await publish(this, name, mention);
});

/** The owner patches the object: another name, text, energy or number, an hour later; the hub takes it. */
When('{party} changes {object}', async function (this: Market, name: string, mention: Mention) {
  const renamed: Record<Published, JsonObject> = {
    Location: { name: 'Harbour garage, new entrance' },
    Tariff: { tariff_alt_text: [{ language: 'en', text: 'New price list' }] },
    Session: { kwh: 7.5 },
    CDR: {},
    Token: { visual_number: 'DF000-2001-NEW' },
  };
  await change(this, name, mention, renamed[published(mention)]);
});

/** The operator deletes its Tariff TAR1, and the hub takes it. */
When('{party} withdraws the Tariff', async function (this: Market, name: string) {
  await this.send(name, 'DELETE', address(this, name, { kind: 'Tariff' }));
  accepted(this);
});

/** The provider patches its Token to valid false, and the hub takes it. */
When('{party} makes the Token invalid', async function (this: Market, name: string) {
  await change(this, name, { kind: 'Token' }, { valid: false });
});

/** The operator patches the status of the EVSE of this Location, and the hub takes it. */
When(
  '{party} sets EVSE {word} of {word} to {word}',
  async function (this: Market, name: string, evse: string, location: string, status: string) {
    const path = `${address(this, name, { kind: 'Location', id: location })}/${evse}`;
    await this.send(name, 'PATCH', path, { body: JSON.stringify({ status, last_updated: laterOn }) });
    accepted(this);
  },
);

/** The provider has a Token, the operator sent its Session, and the Session is COMPLETED. */
Given(
  'a driver of {party} has charged at {party}',
  async function (this: Market, provider: string, operator: string) {
    await publish(this, provider, { kind: 'Token' });
    await publish(this, operator, { kind: 'Session' });
    await change(
      this,
      operator,
      { kind: 'Session' },
      { status: 'COMPLETED', end_datetime: '2025-03-01T08:00:00Z' },
    );
  },
);

/** The provider has a Token, and the operator sent its Session, which is ACTIVE. */
Given(
  'a driver of {party} is charging at {party}',
  async function (this: Market, provider: string, operator: string) {
    await publish(this, provider, { kind: 'Token' });
    await publish(this, operator, { kind: 'Session' });
  },
);

/** The party receives the object as its owner sent it. */
Then('{party} has received {object}', async function (this: Market, name: string, mention: Mention) {
  const received = await hasReceived(this, name, objectReceipt(this, mention));
  assert.deepEqual(asTheOwnerSent(received.json, this.object(mention)), this.object(mention));
});

/** The party receives a PATCH of the EVSE with this status. */
Then(
  '{party} has received the status {word} of EVSE {word}',
  async function (this: Market, name: string, status: string, evse: string) {
    await hasReceived(this, name, {
      what: `status ${status} of ${evse}`,
      fits: ({ method, path, json }) =>
        method === 'PATCH' && path.endsWith(`/${evse}`) && json?.status === status,
    });
  },
);

/** The party has received no object of this kind, or none of this id, before a later marker object (the fence). */
Then('{party} has received no {object}', async function (this: Market, name: string, mention: Mention) {
  await hasNotReceived(this, name, anyOfKind(mention));
});

/** The party's list has the object once, as its owner sent it. */
Then('{party} lists {object}', async function (this: Market, name: string, mention: Mention) {
  const listed = (await listOf(this, name, mention)).filter((object) => idOf(object) === idFor(mention));
  assert.equal(listed.length, 1, told(this));
  assert.deepEqual(asTheOwnerSent(listed[0], this.object(mention)), this.object(mention));
});

/** The party's list has no object of this kind, or none of this id. */
Then('{party} lists no {object}', async function (this: Market, name: string, mention: Mention) {
  const listed = (await listOf(this, name, mention)).filter(
    (object) => !mention.id || idOf(object) === mention.id,
  );
  assert.deepEqual(listed, []);
});

/** The owner reads its object from the hub, and gets status code 1000. */
Then('{party} reads its {object} back', async function (this: Market, name: string, mention: Mention) {
  await this.send(name, 'GET', address(this, name, mention));
  assert.equal(this.answer.json?.status_code, 1000, told(this));
});

/** The party's list has this many objects of the kind. */
Then(
  '{party} lists {int} {object}(s)',
  async function (this: Market, name: string, count: number, mention: Mention) {
    assert.equal((await listOf(this, name, mention)).length, count, told(this));
  },
);

/** Sends a whole object as its owner, and expects the hub to accept it. */
export async function publish(market: Market, name: string, mention: Mention): Promise<void> {
  const object = market.object(mention, mention.owner ?? name);
  const isCdr = mention.kind === 'CDR';
  const path = isCdr ? 'cdrs' : address(market, name, mention);
  await market.send(name, isCdr ? 'POST' : 'PUT', path, { body: JSON.stringify(object) });
  accepted(market);
  market.keep(mention, mention.owner ?? name, object);
}

/** Sends a PATCH, and keeps the resulting object for later steps. */
export async function change(
  market: Market,
  name: string,
  mention: Mention,
  fields: JsonObject,
): Promise<void> {
  const object = market.object(mention, mention.owner ?? name);
  const patch = { ...fields, last_updated: laterOn };
  await market.send(name, 'PATCH', address(market, name, mention), { body: JSON.stringify(patch) });
  accepted(market);
  market.keep(mention, mention.owner ?? name, { ...object, ...patch });
}

/** The module path at the hub of a partner's own object. */
export function address(market: Market, name: string, mention: Mention): string {
  const { country_code, party_id } = market.party(name);
  return `${moduleOf[published(mention)]}/${country_code}/${party_id}/${idFor(mention)}`;
}

function accepted(market: Market): void {
  assert.equal(market.answer.json?.status_code, 1000, told(market));
}

/** A condition for a received request: it brings the object as last sent, whole or as a change to its present state. */
function objectReceipt(market: Market, mention: Mention): Receipt {
  const object = market.object(mention);
  const fits = ({ method, module, path, json }: Received) =>
    (method === 'PUT' || method === 'POST') &&
    module === moduleOf[published(mention)] &&
    (mention.kind === 'CDR' || path.endsWith(`/${idFor(mention)}`)) &&
    idOf(json ?? {}) === idFor(mention) &&
    json?.last_updated === object.last_updated;
  return { what: `${mention.owner ?? 'the'} ${mention.kind} ${idFor(mention)}`, fits };
}

export function anyOfKind(mention: Mention): Receipt {
  return {
    what: `any ${mention.kind} ${mention.id ?? ''}`,
    fits: ({ method, module, path, body }) =>
      method !== 'GET' &&
      module === moduleOf[published(mention)] &&
      !path.includes('/FENCE') &&
      (!mention.id || path.includes(mention.id) || body.includes(`"${mention.id}"`)),
  };
}

export async function listOf(market: Market, name: string, mention: Mention): Promise<JsonObject[]> {
  const query = mention.kind === 'Session' ? '?date_from=2000-01-01T00:00:00Z' : '';
  await market.send(name, 'GET', moduleOf[published(mention)] + query);
  accepted(market);
  return market.answer.json?.data as JsonObject[];
}

function idOf(object: JsonObject): string {
  return String(object.id ?? object.uid);
}

export function idFor(mention: Mention): string {
  return mention.id ?? defaultIds[mention.kind as Kind];
}

function published({ kind }: Mention): Published {
  if (!(kind in moduleOf)) throw new Error(`a ${kind} is not published`);
  return kind as Published;
}
