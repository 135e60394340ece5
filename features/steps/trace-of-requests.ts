import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { request } from 'undici';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { adminToken } from '../support/hub-process.ts';
import { told } from './check-answers.ts';

/** The trace by this query has these requests in any order; the first row names the columns. */
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

/** Every other request in the trace just read has the first one as its parent. */
Then('each request in the trace but the first is a child of the first', function (this: Market) {
  const found = JSON.parse(this.kept.get('trace') ?? '[]') as JsonObject[];
  const first = found.find((entry) => entry.direction === 'IN');
  const others = found.filter((entry) => entry !== first);
  assert.deepEqual(
    others.map((entry) => entry.parent_id),
    others.map(() => first?.id),
  );
});

/** The trace of the connection has a request of this method about the module. */
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

/** The administrator reads the newest request of this query with its headers and bodies. */
When('the administrator opens the request with {path}', async function (this: Market, query: string) {
  const [entry] = await trace(this, query);
  assert.ok(entry, 'the trace has no such request');
  this.answer = await this.admin('GET', `/admin/requests/${entry.id}`);
});

/** No answer of the admin API about any party, and no line of the log, contains this text. */
Then(
  '{string} appears neither in the admin API nor in the log of the hub',
  async function (this: Market, secret: string) {
    const reads = [...this.parties.values()].flatMap(({ partner: { connection } }) => [
      `/admin/connections/${connection}`,
      `/admin/connections/${connection}/report`,
    ]);
    for (const path of ['/admin/connections', '/admin/syncs', '/metrics', ...reads])
      lacks(path, (await this.admin('GET', path)).body, secret);
    for (const { partner } of this.parties.values()) {
      const entries = await trace(this, `connection=${partner.connection}&limit=200`);
      assert.ok(entries.length > 0, 'the trace is empty');
      for (const { id } of entries) {
        const { body } = await this.admin('GET', `/admin/requests/${id}`);
        lacks(`${id}`, body, secret);
      }
    }
    lacks('the log', this.hub.output(), secret);
  },
);

/** The next request carries an X-Request-ID and an X-Correlation-ID of this length. */
Given('the next request carries message ids of {int} characters', function (this: Market, length: number) {
  carryIds(this, 'x'.repeat(length));
});

/** The next request carries an X-Request-ID and an X-Correlation-ID with an accent in them. */
Given('the next request carries message ids of letters with accents', function (this: Market) {
  carryIds(this, 'caf\u00e9');
});

function carryIds(market: Market, id: string): void {
  for (const name of ['X-Request-ID', 'X-Correlation-ID']) market.nextHeaders[name] = id;
}

/** The incoming request of this correlation id has a finding for each of the two ids that was replaced. */
Then(
  'the trace of correlation_id={word} tells that X-Request-ID and X-Correlation-ID were replaced',
  async function (this: Market, id: string) {
    const entries = await trace(this, `correlation_id=${id}&direction=IN`);
    const { body } = await this.admin('GET', `/admin/requests/${String(entries[0]?.id)}`);
    const { findings } = JSON.parse(body) as { findings: { message: string }[] };
    for (const name of ['X-Request-ID', 'X-Correlation-ID'])
      assert.ok(
        findings.some(({ message }) => message.startsWith(name) && /replaced/.test(message)),
        body,
      );
  },
);

function lacks(place: string, text: string, secret: string): void {
  const at = text.indexOf(secret);
  assert.ok(at < 0, `${place} shows ${text.slice(Math.max(0, at - 200), at + 100)}`);
}

/** The last answer contains no token of any party, nor the admin token. */
Then('no token appears in the answer', function (this: Market) {
  noToken(this, this.answer.body);
});

/** No list and no single request of the admin API contains a token of any party. */
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

/** The log of the hub contains no token of any party, nor the admin token. */
Then("no token appears in the hub's log", function (this: Market) {
  noToken(this, this.hub.output());
});

/** The administrator opens the live stream of requests, and the scenario keeps everything that it brings. */
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

/** The stream of requests brings this text within the usual time limit. */
Then('the live feed shows {string}', async function (this: Market, text: string) {
  await eventually(() => assert.ok(this.kept.get('feed')?.includes(this.fill(text)), this.kept.get('feed')));
});

/** The stream of requests has brought no token of any party. */
Then('no token appears in the live feed', function (this: Market) {
  noToken(this, this.kept.get('feed') ?? '');
});

/** Requests in the trace, newest first; `query` as in the URL. */
async function trace(market: Market, query: string): Promise<JsonObject[]> {
  market.answer = await market.admin('GET', `/admin/requests?${market.fill(query)}`);
  assert.equal(market.answer.status, 200, told(market));
  return JSON.parse(market.answer.body) as JsonObject[];
}

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
