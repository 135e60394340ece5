import assert from 'node:assert/strict';
import { type DataTable, Then } from '@cucumber/cucumber';
import type { Market, Receipt } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import { at, readValue } from '../support/json-at-path.ts';
import type { Received } from '../support/partner-types.ts';
import { fence } from '../support/wait-until-sent.ts';
import { routing, written } from './check-answers.ts';

/** The party receives a request of this method and path, which later steps look at. */
Then(
  '{party} has received {method} {path}',
  async function (this: Market, name: string, method: string, path: string) {
    await hasReceived(this, name, request(this, method, path));
  },
);

/** The party receives exactly this many requests of this method and path before a later marker object (the fence). */
Then(
  '{party} has received {method} {path} {int} time(s)',
  async function (this: Market, name: string, method: string, path: string, times: number) {
    const receipt = request(this, method, path);
    await eventually(() => assert.ok(count(this, name, receipt) >= times, lacks(this, name, receipt)));
    await fence(this, this.party(name));
    const found = this.party(name).partner.received.filter(receipt.fits);
    assert.equal(found.length, times, lacks(this, name, receipt));
    this.seen = found.at(-1);
  },
);

/** The party has received no request of this method and path before a later marker object (the fence). */
Then(
  '{party} has received no {method} {path}',
  async function (this: Market, name: string, method: string, path: string) {
    await hasNotReceived(this, name, request(this, method, path));
  },
);

/** The party has not received the request that the step before describes, before a later marker object (the fence). */
Then('{party} has not', async function (this: Market, name: string) {
  assert.ok(this.receipt, 'no step before says what');
  await hasNotReceived(this, name, this.receipt);
});

/** The request that was looked at last has the header with exactly this value. */
Then('that request carries the header {word} {value}', function (this: Market, name: string, value: string) {
  assert.equal(received(this).headers[name.toLowerCase()], this.fill(value));
});

/** The request that was looked at last has an empty body. */
Then('that request has no body', function (this: Market) {
  assert.equal(received(this).body, '');
});

/** The request that was looked at last has the header with a value of this length. */
Then(
  'that request carries an {word} of {int} characters',
  function (this: Market, name: string, length: number) {
    assert.equal(received(this).headers[name.toLowerCase()]?.length, length);
  },
);

/** The request that was looked at last has the header. */
Then('that request carries a header {word}', function (this: Market, name: string) {
  assert.ok(received(this).headers[name.toLowerCase()]);
});

/** The routing headers of the request that was looked at last name these two as To and From. */
Then(
  'that request is addressed to {routed} and comes from {routed}',
  function (this: Market, to: string, from: string) {
    assert.deepEqual(routing(received(this).headers), { to: written(this, to), from: written(this, from) });
  },
);

/** The body of the request that was looked at last has each value of the table at its path; `absent` for none. */
Then('its body has:', function (this: Market, table: DataTable) {
  for (const [path = '', value = ''] of table.raw()) {
    const expected = value === 'absent' ? undefined : readValue(this.fill(value));
    assert.deepEqual(at(received(this).json, path), expected, `${path} in ${received(this).body}`);
  }
});

/** The body of the request that was looked at last is this JSON value. */
Then('its body is {value}', function (this: Market, value: string) {
  assert.deepEqual(JSON.parse(received(this).body), readValue(this.fill(value)));
});

/** The query of the request that was looked at last has this parameter. */
Then('its query has {word} {value}', function (this: Market, name: string, value: string) {
  assert.equal(received(this).query[name], this.fill(value));
});

/** The party receives a request of this method and path, which may be odd or empty. */
Then(
  '{party} has received {method} {string}',
  async function (this: Market, name: string, method: string, path: string) {
    await hasReceived(this, name, request(this, method, path));
  },
);

/** The URL of the request that was looked at last is exactly this path and query. */
Then("that request's URL is {string}", function (this: Market, url: string) {
  assert.equal(received(this).url, this.fill(url));
});

/** The path of the request that was looked at last has this many segments. */
Then("that request's path has {int} segments", function (this: Market, segments: number) {
  assert.equal(received(this).url.replace(/\?.*/, '').split('/').length - 1, segments, received(this).url);
});

/** The request that was looked at last has the Content-Type application/json. */
Then("that request's Content-Type is JSON", function (this: Market) {
  assert.match(received(this).headers['content-type'] ?? '', /^application\/json(;|$)/);
});

/** The last_updated in that request lies between the request to the hub and now. */
Then('its last_updated is a time since the request', function (this: Market) {
  sinceTheRequest(this, received(this).json?.last_updated);
});

/** The last_updated in the data lies between the request that led to it and now. */
Then('the last_updated of the data is a time since the request', function (this: Market) {
  const asked = this.seen?.time ?? this.answer.asked;
  sinceTheRequest(this, at(this.answer.json?.data, 'last_updated'), asked - 5000);
});

/** The X-Request-ID of that request is a UUID, and no partner has received it twice. */
Then('its X-Request-ID is a UUID that no other message had', function (this: Market) {
  const id = received(this).headers['x-request-id'] ?? '';
  assert.match(id, uuid);
  const partners = [...this.parties.values()].map((party) => party.partner);
  const others = partners.flatMap((partner) =>
    partner.received.map((entry) => entry.headers['x-request-id']),
  );
  assert.equal(others.filter((other) => other === id).length, 1, id);
});

/** The header of the last answer is a UUID. */
Then("the answer's {word} is a UUID", function (this: Market, name: string) {
  assert.match(this.answer.headers[name.toLowerCase()] ?? '', uuid);
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Checks that a time lies between the request and now; the hub's times are whole seconds, so it may lie up to a second
 * earlier.
 */
function sinceTheRequest(market: Market, time: unknown, asked = market.answer.asked): void {
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const stamp = Date.parse(String(time));
  assert.ok(
    stamp > asked - 1000 && stamp <= Date.now(),
    `${time} is not since ${new Date(asked).toISOString()}`,
  );
}

/** Waits until a partner has received a matching request; later steps refer to the newest one. */
export async function hasReceived(market: Market, name: string, receipt: Receipt): Promise<Received> {
  market.receipt = receipt;
  const found = await eventually(() => {
    const fitting = market.party(name).partner.received.filter(receipt.fits);
    assert.ok(fitting.length > 0, lacks(market, name, receipt));
    return fitting.at(-1) as Received;
  });
  market.seen = found;
  return found;
}

/** Waits until every request under way to a party has arrived, and checks that none matches. */
export async function hasNotReceived(market: Market, name: string, receipt: Receipt): Promise<void> {
  market.receipt = receipt;
  await fence(market, market.party(name));
  const fitting = market.party(name).partner.received.filter(receipt.fits);
  assert.deepEqual(
    fitting.map(({ method, url, body }) => `${method} ${url} ${body}`),
    [],
    `${name} has received ${receipt.what}`,
  );
}

/**
 * A condition for a received request by method and module path, as in `PUT locations/{cc}/ABC/LOC1`; the query does not
 * count.
 */
function request(market: Market, method: string, target: string): Receipt {
  const path = market.fill(target);
  return { what: `${method} ${path}`, fits: (entry) => entry.method === method && entry.path === path };
}

function received(market: Market): Received {
  assert.ok(market.seen, 'no step before says which request');
  return market.seen;
}

function count(market: Market, name: string, receipt: Receipt): number {
  return market.party(name).partner.received.filter(receipt.fits).length;
}

function lacks(market: Market, name: string, { what }: Receipt): string {
  const all = market.party(name).partner.received.map(({ method, url }) => `\n  ${method} ${url}`);
  return `${name} has not received ${what} as often as expected, but${all.join('') || ' nothing'}`;
}
