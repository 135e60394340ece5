import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { register } from '../support/register-as-partner.ts';
import { envelope } from '../support/well-behaved-answers.ts';
import { told } from './check-answers.ts';

/** The operator answers the list of tariffs with a redirect to the same path and a slash, where the list is. */
Given(
  '{party} has its list of tariffs behind a slash, and says so with HTTP {int}',
  function (this: Market, name: string, status: number) {
    const { partner } = this.party(name);
    const location = `${partner.endpoints.tariffs}/`;
    const json = envelope(1000, partner.lists.tariffs ?? []);
    partner.answers('GET', /^tariffs$/, { status, body: '{}', headers: { location } });
    partner.answers('GET', /^tariffs\/$/, { json });
  },
);

/** The party answers requests to the path with a redirect of this status to the second path. */
Given(
  '{party} sends {method} {path} on to {path} with HTTP {int}',
  function (this: Market, name: string, method: string, path: string, location: string, status: number) {
    const reply = { status, body: '', headers: { location } };
    this.party(name).partner.answers(method, new RegExp(`^${this.fill(path)}$`), reply);
  },
);

/** The party answers one request to the path with this status and `{"detail": …}`. */
Given(
  '{party} answers the first {method} {path} with HTTP {int} and {string}',
  function (this: Market, name: string, method: string, path: string, status: number, detail: string) {
    const reply = { status, json: { detail } };
    this.party(name).partner.answers(method, new RegExp(`^${this.fill(path)}`), reply, 1);
  },
);

/** The party answers every request to the path with this status and `{"detail": …}`. */
Given(
  '{party} always answers {method} {path} with HTTP {int} and {string}',
  function (this: Market, name: string, method: string, path: string, status: number, detail: string) {
    const reply = { status, json: { detail } };
    this.party(name).partner.answers(method, new RegExp(`^${this.fill(path)}`), reply);
  },
);

/** The party encodes TOKEN_A in Base64 and does the handshake with it. */
When('{party} registers with its invitation in Base64', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  partner.tokenToHub = Buffer.from(partner.tokenToHub).toString('base64');
  await register(partner);
});

/** The administrator sets this trait of the connection's profile for good. */
When(
  'the administrator sets {word} of the profile of {party} to {string}',
  async function (this: Market, field: string, name: string, value: string) {
    const path = `/admin/connections/${this.party(name).partner.connection}`;
    this.answer = await this.admin('PATCH', path, { profile: { [field]: value } });
    assert.equal(this.answer.status, 200, told(this));
  },
);

/** The administrator takes this trait of the connection's profile back to what the hub learns. */
When(
  'the administrator leaves {word} of the profile of {party} to the hub',
  async function (this: Market, field: string, name: string) {
    const path = `/admin/connections/${this.party(name).partner.connection}`;
    this.answer = await this.admin('PATCH', path, { profile: { [field]: null } });
    assert.equal(this.answer.status, 200, told(this));
  },
);

/** The profile of the connection reaches these values within the usual time limit. */
Then('the profile of {party} has:', async function (this: Market, name: string, table: DataTable) {
  await eventually(async () => {
    const { json } = await this.admin('GET', `/admin/connections/${this.party(name).partner.connection}`);
    for (const [field = '', value] of table.raw())
      assert.equal(String((json?.profile as JsonObject)[field]), value, JSON.stringify(json?.profile));
  });
});

/** A finding in the trace of the connection contains these words. */
Then('the trace of {party} tells {string}', async function (this: Market, name: string, words: string) {
  await eventually(async () => {
    const messages = (await findingsOf(this, name)).map(({ message }) => String(message));
    assert.ok(
      messages.some((message) => message.includes(words)),
      messages.join('\n'),
    );
  });
});

/** No finding in the trace of the connection is marked as lenient. */
Then('the trace of {party} tells no leniency', async function (this: Market, name: string) {
  const told = (await findingsOf(this, name)).filter(({ lenient }) => lenient === true);
  assert.deepEqual(told, []);
});

/** The newest Location that the party answered with HTTP 200 has this value in the field. */
Then(
  'the Location that {party} took has {word} in {field}',
  async function (this: Market, name: string, value: string, field: string) {
    await eventually(() => {
      const last = this.party(name)
        .partner.requests('PUT', /^locations\//)
        .at(-1);
      assert.equal(last?.answered?.status, 200);
      assert.equal(String(last.json?.[field]), value, last.body);
    });
  },
);

/** The delivery to the party has begun, with this many failed attempts. */
Then(
  'the delivery to {party} has failed {int} time(s)',
  async function (this: Market, name: string, times: number) {
    await eventually(async () => {
      const { json } = await this.admin('GET', `/admin/connections/${this.party(name).partner.connection}`);
      const { delivered, failed } = json?.delivery as { delivered: number; failed: number };
      assert.deepEqual([delivered + failed > 0, failed], [true, times], JSON.stringify(json?.delivery));
    });
  },
);

async function findingsOf(market: Market, name: string): Promise<JsonObject[]> {
  const query = `connection=${market.party(name).partner.connection}&limit=200`;
  const { body } = await market.admin('GET', `/admin/requests?${query}`);
  return (JSON.parse(body) as JsonObject[]).flatMap((entry) => entry.findings as JsonObject[]);
}
