import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import type { JsonObject } from '../support/http-call.ts';
import { register } from '../support/register-as-partner.ts';
import { sample } from '../support/sample-objects.ts';
import { asTheOwnerSent, told } from './check-answers.ts';

/** The provider registers, and its version details lead to the stranger's server for locations. */
Given("provider {party} offers its locations at the stranger's", async function (this: Market, name: string) {
  const party = await this.platform(name, 'EMSP');
  await this.invite(party);
  const { partner } = party;
  const own = partner.url;
  partner.answers('GET', new RegExp(`^${partner.versions['2.1.1']}$`), {
    json: {
      status_code: 1000,
      data: {
        version: '2.1.1',
        endpoints: ['credentials', 'locations'].map((identifier) => ({
          identifier,
          url:
            identifier === 'locations'
              ? this.fill('{stranger}/locations')
              : own + partner.endpoints.credentials,
        })),
      },
    },
  });
  await register(partner);
});

/** The party has one Tariff on a page and adds another after each page, so that a pull of them never ends. */
Given("{party}'s list of Tariffs never ends", function (this: Market, name: string) {
  const { partner } = this.party(name);
  let count = 0;
  const more = () => {
    count += 1;
    partner.lists.tariffs = [...(partner.lists.tariffs ?? []), sample('Tariff', `ENDLESS${count}`)];
  };
  more();
  more();
  partner.pageSize = 1;
  partner.afterPage = more;
});

/** The party answers GET tariffs with one text of this size in its list. */
Given(
  '{party} answers GET tariffs with a page of {int} MiB',
  function (this: Market, name: string, size: number) {
    page(this, name, `"${'x'.repeat(size << 20)}"`);
  },
);

/** The party answers GET tariffs with lists nested this deep. */
Given(
  '{party} answers GET tariffs with a page {int} levels deep',
  function (this: Market, name: string, depth: number) {
    page(this, name, `${'['.repeat(depth)}${']'.repeat(depth)}`);
  },
);

/** The party answers requests to this path one byte at a time, more slowly than the hub waits. */
Given(
  '{party} answers {method} {word} drop by drop',
  function (this: Market, name: string, method: string, path: string) {
    this.party(name).partner.answers(method, new RegExp(`^${path}(/|$)`), { instead: 'drip' });
  },
);

/** The synchronisation just read names an error with these words for the module. */
Then('the pull of {word} has failed, since {string}', function (this: Market, module: string, why: string) {
  const modules = (this.answer.json?.modules ?? []) as JsonObject[];
  const error = modules.find((entry) => entry.module === module)?.error;
  assert.ok(String(error).includes(why), told(this));
});

/** The hub shows the party its Location LOC1 as it was sent. */
Then("{party}'s Location is as it was", async function (this: Market, name: string) {
  await this.send(name, 'GET', `locations/{cc}/${name}/LOC1`);
  const location = this.object({ kind: 'Location' }, name);
  assert.deepEqual(asTheOwnerSent(this.answer.json?.data, location), location, told(this));
});

function page(market: Market, name: string, object: string): void {
  const body = `{"status_code":1000,"timestamp":"2026-01-31T08:00:00Z","data":[${object}]}`;
  market.party(name).partner.answers('GET', /^tariffs$/, { body });
}
