import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { request } from 'undici';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http.ts';
import { adminToken } from '../support/hub.ts';
import type { Market } from '../support/world.ts';
import { told } from './answers.ts';

Then('the trace of {path} shows:', async function (this: Market, query: string, table: DataTable) {
  const [columns = [], ...rows] = table.raw();
  const expected = rows.map((row) => row.map((cell) => this.fill(cell)).join(' | '));
  await eventually(async () => {
    const found = await trace(this, query);
    const shown = found.map((entry) => columns.map((column) => String(entry[column])).join(' | '));
    assert.deepEqual(shown.sort(), [...expected].sort());
    this.kept.set('trace', JSON.stringify(found));
  });
});

Then('each request in the trace but the first is a child of the first', function (this: Market) {
  const found = JSON.parse(this.kept.get('trace') ?? '[]') as JsonObject[];
  const first = found.find((entry) => entry.direction === 'IN');
  const others = found.filter((entry) => entry !== first);
  assert.deepEqual(
    others.map((entry) => entry.parent_id),
    others.map(() => first?.id),
  );
});

Then(
  'the trace of {party} still shows {method} {word}',
  async function (this: Market, name: string, method: string, module: string) {
    const found = await trace(this, `connection=${this.party(name).partner.connection}&module=${module}`);
    assert.ok(
      found.some((entry) => entry.method === method),
      JSON.stringify(found),
    );
  },
);

When('the administrator opens the request with {path}', async function (this: Market, query: string) {
  const [entry] = await trace(this, query);
  assert.ok(entry, 'the trace has no such request');
  this.answer = await this.admin('GET', `/admin/requests/${entry.id}`);
});

Then('no token appears in the answer', function (this: Market) {
  noToken(this, this.answer.body);
});

Then('no token appears in the admin API', async function (this: Market) {
  const lists = [
    '/admin/connections',
    '/admin/agreements',
    '/admin/requests?limit=200',
    '/admin/syncs',
    '/metrics',
  ];
  for (const path of lists) noToken(this, (await this.admin('GET', path)).body);
  for (const { partner } of this.parties.values()) {
    noToken(this, (await this.admin('GET', `/admin/connections/${partner.connection}`)).body);
    for (const entry of await trace(this, `connection=${partner.connection}`)) {
      noToken(this, (await this.admin('GET', `/admin/requests/${entry.id}`)).body);
    }
  }
});

Then("no token appears in the hub's log", function (this: Market) {
  noToken(this, this.hub.output());
});

Given('the administrator watches the live feed', async function (this: Market) {
  const headers = { authorization: `Bearer ${adminToken}` };
  const feed = await request(`${this.hub.url}/admin/requests/stream`, { headers });
  assert.equal(feed.statusCode, 200);
  assert.match(String(feed.headers['content-type']), /^text\/event-stream/);
  this.kept.set('feed', '');
  feed.body.on('data', (chunk) => this.kept.set('feed', this.kept.get('feed') + String(chunk)));
  feed.body.on('error', () => undefined);
  this.cleanUps.push(async () => feed.body.destroy());
});

Then('the live feed shows {string}', async function (this: Market, text: string) {
  await eventually(() => assert.ok(this.kept.get('feed')?.includes(this.fill(text)), this.kept.get('feed')));
});

Then('no token appears in the live feed', function (this: Market) {
  noToken(this, this.kept.get('feed') ?? '');
});

/** Requests in the trace, newest first; `query` as in the URL. */
async function trace(market: Market, query: string): Promise<JsonObject[]> {
  market.answer = await market.admin('GET', `/admin/requests?${market.fill(query)}`);
  assert.equal(market.answer.status, 200, told(market));
  return JSON.parse(market.answer.body) as JsonObject[];
}

/** No token of anyone, not even the second half of one. */
/** No token of any party of the scenario stands in a text. */
export function noToken(market: Market, text: string): void {
  const partners = [...market.parties.values()].map((party) => party.partner);
  const tokens = partners.flatMap((partner) => [...partner.tokensToHub, ...partner.tokensFromHub]);
  for (const token of [adminToken, ...tokens]) {
    if (!token) continue;
    assert.ok(!text.includes(token), `the token ${token} appears`);
    assert.ok(!text.includes(token.slice(token.length / 2)), `half of the token ${token} appears`);
  }
}
