import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import { consoleOf, patience } from '../support/open-console-in-browser.ts';

/** The administrator opens the hub's PUT to the party on the page Traffic. */
When('the administrator opens the push to {party}', patience, async function (this: Market, name: string) {
  const page = await consoleOf(this);
  await page.getByLabel('Text').fill(`/locations/${this.country}/`);
  const row = page.getByRole('row').filter({ hasText: `to ${this.country}*${name}` });
  await row.getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Request' }).waitFor();
});

/** The opened exchange is shown as JSON, as a curl command and as a feature, each once its button is pressed. */
Then('it can be taken along as JSON, as curl and as a feature', patience, async function (this: Market) {
  const page = await consoleOf(this);
  for (const [button, name, words] of [
    ['As JSON', 'JSON', '"direction": "OUT"'],
    ['As curl', 'the curl command', 'curl -sS -i -X PUT'],
    ['As feature', 'the feature', 'When the operator publishes a Location'],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('region', { name }).getByText(words).waitFor();
  }
});

/** The page of the opened exchange has links to the object, the connection, the agreement and the correlation. */
Then(
  'it leads to its object, its partner, its agreement and its correlation',
  patience,
  async function (this: Market) {
    const ids = (await consoleOf(this)).getByRole('region', { name: 'Ids' });
    for (const [name, place] of [
      ['Object', `#/objects/locations/${this.country}/ABC/LOC1`],
      ['Connection', '#/connections/'],
      ['Agreement', '#/agreements?text='],
      ['X-Correlation-ID', '#/traffic?correlation_id='],
    ] as const) {
      const link = await ids.locator(`dt:text-is("${name}") + dd a`).getAttribute('href');
      assert.ok(link?.startsWith(place), `${name} leads to ${link}`);
    }
  },
);

/** The administrator sends the object of the opened push to the same partner again; the page shows the answer. */
When(
  'the administrator sends it to {party} again from there',
  patience,
  async function (this: Market, name: string) {
    const page = await consoleOf(this);
    await page.getByRole('button', { name: `Send LOC1 to ${this.country}*${name} again` }).click();
    await page.getByRole('status').filter({ hasText: 'The exchange' }).getByText('200 · 1000').waitFor();
  },
);

/** The party has received the Location exactly two times. */
Then('{party} has the Location twice', patience, async function (this: Market, name: string) {
  await eventually(
    () => assert.equal(this.party(name).partner.requests('PUT', /locations\/.*\/LOC1$/).length, 2),
    patience.timeout / 2,
  );
});
