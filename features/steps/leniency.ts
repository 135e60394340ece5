import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { eventually } from '../support/eventually.ts';
import { register } from '../support/handshake.ts';
import type { JsonObject } from '../support/http.ts';
import { envelope } from '../support/partner-answers.ts';
import type { Market } from '../support/world.ts';
import { told } from './answers.ts';

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

Given(
  '{party} sends {method} {path} on to {path} with HTTP {int}',
  function (this: Market, name: string, method: string, path: string, location: string, status: number) {
    const reply = { status, body: '', headers: { location } };
    this.party(name).partner.answers(method, new RegExp(`^${this.fill(path)}$`), reply);
  },
);

Given(
  '{party} answers the first {method} {path} with HTTP {int} and {string}',
  function (this: Market, name: string, method: string, path: string, status: number, detail: string) {
    const reply = { status, json: { detail } };
    this.party(name).partner.answers(method, new RegExp(`^${this.fill(path)}`), reply, 1);
  },
);

Given(
  '{party} always answers {method} {path} with HTTP {int} and {string}',
  function (this: Market, name: string, method: string, path: string, status: number, detail: string) {
    const reply = { status, json: { detail } };
    this.party(name).partner.answers(method, new RegExp(`^${this.fill(path)}`), reply);
  },
);

When('{party} registers with its invitation in Base64', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  partner.tokenToHub = Buffer.from(partner.tokenToHub).toString('base64');
  await register(partner);
});

When(
  'the administrator sets {word} of the profile of {party} to {string}',
  async function (this: Market, field: string, name: string, value: string) {
    const path = `/admin/connections/${this.party(name).partner.connection}`;
    this.answer = await this.admin('PATCH', path, { profile: { [field]: value } });
    assert.equal(this.answer.status, 200, told(this));
  },
);

When(
  'the administrator leaves {word} of the profile of {party} to the hub',
  async function (this: Market, field: string, name: string) {
    const path = `/admin/connections/${this.party(name).partner.connection}`;
    this.answer = await this.admin('PATCH', path, { profile: { [field]: null } });
    assert.equal(this.answer.status, 200, told(this));
  },
);

Then('the profile of {party} has:', async function (this: Market, name: string, table: DataTable) {
  await eventually(async () => {
    const { json } = await this.admin('GET', `/admin/connections/${this.party(name).partner.connection}`);
    for (const [field = '', value] of table.raw())
      assert.equal(String((json?.profile as JsonObject)[field]), value, JSON.stringify(json?.profile));
  });
});

Then('the trace of {party} tells {string}', async function (this: Market, name: string, words: string) {
  await eventually(async () => {
    const messages = (await findingsOf(this, name)).map(({ message }) => String(message));
    assert.ok(
      messages.some((message) => message.includes(words)),
      messages.join('\n'),
    );
  });
});

Then('the trace of {party} tells no leniency', async function (this: Market, name: string) {
  const told = (await findingsOf(this, name)).filter(({ lenient }) => lenient === true);
  assert.deepEqual(told, []);
});

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
