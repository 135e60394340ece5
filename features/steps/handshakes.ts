import assert from 'node:assert/strict';
import { type DataTable, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { at } from '../support/json-at-path.ts';
import { told } from './check-answers.ts';
import { printable } from './tokens-of-connections.ts';

/** The hub has called the path with the token that the party gave last, and no other. */
Then(
  'the hub has called {party} at {path} with its new token',
  async function (this: Market, name: string, path: string) {
    const { partner } = this.party(name);
    await eventually(() => {
      const calls = partner.received.filter((entry) => entry.url === this.fill(path));
      const right = calls.filter((entry) => entry.headers.authorization === `Token ${partner.tokenFromHub}`);
      assert.ok(right.length > 0, `${name} was called at ${partner.received.map((entry) => entry.url)}`);
    });
  },
);

/** The endpoints in the data are these modules and URLs, chargingprofiles left aside. */
Then('the endpoints listed are:', function (this: Market, table: DataTable) {
  const listed = endpointsListed(this).filter(([identifier]) => identifier !== 'chargingprofiles');
  assert.deepEqual(
    listed.sort(),
    table
      .raw()
      .map(([module, url]) => [module, this.fill(String(url))])
      .sort(),
  );
});

/** The endpoints in the data have none of this module. */
Then('no endpoint is listed for {string}', function (this: Market, module: string) {
  assert.ok(!endpointsListed(this).some(([identifier]) => identifier === module), told(this));
});

/** The hub made its first two calls before it answered, with the token in the party's Credentials. */
Then(
  'the first calls of the hub to {party} came before the answer, with TOKEN_B',
  function (this: Market, name: string) {
    const { received, tokenFromHub } = this.party(name).partner;
    const calls = received.slice(0, 2);
    assert.ok(
      calls.every(({ time }) => time <= this.answer.came),
      told(this),
    );
    assert.deepEqual(
      calls.map(({ headers }) => headers.authorization),
      Array(2).fill(`Token ${tokenFromHub}`),
    );
  },
);

/** The hub made its first calls with the TOKEN_A that the party gave out. */
Then(
  'the first {int} calls of the hub to {party} carried the invitation',
  function (this: Market, count: number, name: string) {
    const calls = this.party(name).partner.received.slice(0, count);
    const invitation = `Token invitation-of-${name}-${this.country}`;
    assert.deepEqual(
      calls.map(({ headers }) => headers.authorization),
      Array(count).fill(invitation),
    );
  },
);

/** The hub's first POST of Credentials has a printable token and these values. */
Then('the hub has sent {party} Credentials with:', function (this: Market, name: string, table: DataTable) {
  const [sent] = this.party(name).partner.requests('POST', 'credentials');
  assert.match(String(sent?.json?.token), printable);
  for (const [path = '', value = ''] of table.raw())
    assert.equal(at(sent?.json, path), this.fill(value), sent?.body);
});

/** The party read the hub's endpoints and then answered the hub's Credentials with HTTP 200. */
Then("{party} read the hub's versions before it answered", function (this: Market, name: string) {
  const { partner } = this.party(name);
  assert.equal(partner.requests('POST', 'credentials')[0]?.answered?.status, 200);
  assert.ok((partner.hubEndpoints?.size ?? 0) > 0, `${name} could not read the hub's versions`);
});

/** The party has received no request of this method on any path. */
Then('{party} has received no {word} at all', function (this: Market, name: string, method: string) {
  assert.deepEqual(this.party(name).partner.requests(method, /.*/), []);
});

/** The admin API lists no connection of the party as REGISTERED. */
Then('no connection with {party} is registered', async function (this: Market, name: string) {
  const { country_code, party_id } = this.idOf(name);
  const all = JSON.parse((await this.admin('GET', '/admin/connections')).body) as JsonObject[];
  const ours = all.filter((one) => one.country_code === country_code && one.party_id === party_id);
  assert.deepEqual(
    ours.filter(({ status }) => status === 'REGISTERED'),
    [],
  );
});

/** No request for versions, version details or credentials has To or From headers. */
Then(
  'no handshake call of the hub to {party} carries routing headers',
  function (this: Market, name: string) {
    const { partner } = this.party(name);
    const calls = partner.received.filter(({ module }) => module === undefined || module === 'credentials');
    const headers = calls.flatMap((entry) => Object.keys(entry.headers));
    assert.deepEqual(
      headers.filter((header) => header.startsWith('ocpi-')),
      [],
    );
  },
);

/** Every request to the party has an X-Request-ID of its own. */
Then('no two calls of the hub to {party} have the same X-Request-ID', function (this: Market, name: string) {
  const ids = this.party(name).partner.received.map(({ headers }) => headers['x-request-id']);
  assert.equal(new Set(ids).size, ids.length);
});

/** The party has received no request at all. */
Then('the hub has not called {party}', function (this: Market, name: string) {
  assert.deepEqual(
    this.party(name).partner.received.map(({ method, url }) => `${method} ${url}`),
    [],
  );
});

/** The first requests to the party were these methods and paths, in this order. */
Then('the hub has called {party}:', function (this: Market, name: string, table: DataTable) {
  const calls = this.party(name).partner.received.map(({ method, url }) => `${method} ${url}`);
  const expected = table.raw().map(([method, path]) => `${method} ${path}`);
  assert.deepEqual(calls.slice(0, expected.length), expected);
});

/** Every request to the party has this header, and there was at least one. */
Then(
  'every call of the hub to {party} carries a header {word}',
  function (this: Market, name: string, header: string) {
    const calls = this.party(name).partner.received;
    assert.ok(calls.length > 0, `${name} was never called`);
    assert.deepEqual(
      calls.filter((entry) => !entry.headers[header.toLowerCase()]).map((entry) => entry.url),
      [],
    );
  },
);

function endpointsListed(market: Market): [string, string][] {
  const endpoints = (at(market.answer.json?.data, 'endpoints') ?? []) as JsonObject[];
  return endpoints.map(({ identifier, url }) => [String(identifier), String(url)]);
}
