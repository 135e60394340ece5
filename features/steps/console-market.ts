import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Locator } from 'playwright-core';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { consoleOf, patience } from '../support/open-console-in-browser.ts';
import { go } from '../support/open-console-pages.ts';
import { idFor, moduleOf } from './publish-objects.ts';

/** Both parties register by a handshake, without an agreement. */
Given(
  'operator {party} and provider {party}',
  async function (this: Market, operator: string, provider: string) {
    await Promise.all([this.operator(operator), this.provider(provider)]);
  },
);

/** The party answers every PUT with this HTTP status, status code 2001 and these words. */
Given(
  '{party} answers PUT with HTTP {int} and the words {string}',
  function (this: Market, name: string, status: number, words: string) {
    const json = { status_code: 2001, status_message: words, timestamp: '2025-03-01T08:00:00Z' };
    this.party(name).partner.answers('PUT', /.*/, { status, json });
  },
);

/** The administrator makes the agreement on the page Agreements, valid from now on. */
When(
  'the administrator makes the agreement of {party} and {party} in the console',
  patience,
  async function (this: Market, operator: string, provider: string) {
    await makeAgreement(this, operator, provider);
  },
);

/** The administrator makes the agreement on the page Agreements, valid from this date on. */
When(
  'the administrator makes the agreement of {party} and {party} in the console, from {path} on',
  patience,
  async function (this: Market, operator: string, provider: string, from: string) {
    await makeAgreement(this, operator, provider, from);
  },
);

/**
 * The administrator finds the agreement on the page Agreements and suspends it, after the console has said what
 * follows.
 */
When(
  'the administrator suspends the agreement of {party} and {party} in the console',
  patience,
  async function (this: Market, operator: string, provider: string) {
    const row = await agreementRow(this, operator, provider);
    await row.getByRole('button', { name: 'Change' }).click();
    const dialog = (await consoleOf(this)).getByRole('dialog');
    await dialog.getByRole('button', { name: 'Suspend', exact: true }).click();
    await dialog.getByRole('alert').getByText('exchange nothing new').waitFor();
    await dialog.getByRole('button', { name: 'Suspend now' }).click();
    await row.getByText('Suspended').waitFor();
  },
);

/** The console shows the agreement as one that begins later, and the admin API says the same. */
Then(
  'the agreement of {party} and {party} begins later',
  patience,
  async function (this: Market, operator: string, provider: string) {
    const row = await agreementRow(this, operator, provider);
    await row.getByText('Begins later').waitFor();
    const all = JSON.parse((await this.admin('GET', '/admin/agreements')).body) as JsonObject[];
    const { country_code } = this.idOf(operator);
    const own = all.find(({ cpo }) => (cpo as JsonObject).country_code === country_code);
    assert.equal(new Date(String(own?.valid_from)).getTime(), new Date('2040-01-01T08:00').getTime());
  },
);

/** The form for a new agreement shows the words for each pair of parties, before it is made. */
Then(
  'the console tells what is in the way of an agreement of:',
  patience,
  async function (this: Market, table: DataTable) {
    const page = await consoleOf(this);
    await go(page, 'Agreements');
    await page.getByRole('link', { name: 'New agreement' }).click();
    const dialog = page.getByRole('dialog');
    for (const { operator, provider, words = '' } of table.hashes()) {
      await dialog.getByRole('combobox', { name: 'Operator' }).fill(`${this.country}*${operator}`);
      await dialog.getByRole('combobox', { name: 'Provider' }).fill(`${this.country}*${provider}`);
      await dialog.getByText(words.replace('{cc}', this.country)).waitFor();
    }
  },
);

/** The administrator assigns a withheld object to this provider on the page Held of the console. */
When(
  'the administrator gives {object} of {party} to {party} in the console',
  patience,
  async function (this: Market, mention: Mention, owner: string, provider: string) {
    const page = await consoleOf(this);
    await go(page, 'Held');
    const held = `${idFor(mention)} of ${this.country}*${owner}`;
    await page.getByRole('button', { name: `Decide whose ${held} is` }).click();
    await page.getByRole('combobox', { name: 'Provider' }).fill(`${this.country}*${provider}`);
    await page.getByRole('button', { name: 'Give it' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  },
);

/** The administrator fills in the form of the page *Why not arrived?* and asks. */
When(
  'the administrator asks in the console why {object} of {party} did not reach {party}',
  patience,
  async function (this: Market, mention: Mention, owner: string, receiver: string) {
    const page = await consoleOf(this);
    await go(page, 'Why not arrived?');
    await page.getByLabel('Object').selectOption(moduleOf[mention.kind as 'Location']);
    await page.getByLabel('Id', { exact: true }).fill('LOC1');
    await page.getByRole('combobox', { name: 'Owner' }).fill(`${this.country}*${owner}`);
    await page.getByRole('combobox', { name: 'Receiver' }).fill(`${this.country}*${receiver}`);
    await page.getByRole('button', { name: 'Ask' }).click();
  },
);

/** The page *Why not arrived?* says that the object has not arrived, with these words as the reason. */
Then(
  'the console says that it has not arrived, with {string}',
  patience,
  async function (this: Market, words: string) {
    const page = await consoleOf(this);
    await page.getByRole('status').filter({ hasText: words }).waitFor();
    await page.getByRole('heading', { name: 'It has not arrived' }).waitFor();
  },
);

/**
 * Below the answer, the page *Why not arrived?* shows the owner's object, the reader's version of it, and this pointer
 * in the ledger of the conversion.
 */
Then(
  'the console shows {object} of {party} in {word} and of {party} in {word}, with {string} made up',
  patience,
  async function (
    this: Market,
    _mention: Mention,
    owner: string,
    older: string,
    reader: string,
    newer: string,
    pointer: string,
  ) {
    const page = await consoleOf(this);
    const [from, to] = [`${this.country}*${owner}`, `${this.country}*${reader}`];
    await page.getByRole('heading', { name: `${from} in ${older}, ${to} in ${newer}` }).waitFor();
    await page.getByLabel('Ledger').getByText(pointer, { exact: true }).waitFor();
    await page.getByLabel(`As ${from} wrote it`).getByText('ON_STREET').first().waitFor();
    await page.getByLabel(`As ${to} gets it`).getByText('parking_type').first().waitFor();
  },
);

/** The page's link to the request that proves the answer leads to a request to this party with this HTTP status. */
Then(
  'the request that shows it is one to {party} with the answer {int}',
  patience,
  async function (this: Market, name: string, status: number) {
    const page = await consoleOf(this);
    await page.getByRole('link', { name: 'The request that shows it' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Traffic' }).waitFor();
    const rows = page.getByRole('row').filter({ has: page.getByRole('link') });
    await eventually(async () => {
      const texts = await rows.allInnerTexts();
      assert.ok(texts.length > 0);
      for (const text of texts) {
        assert.ok(text.includes(`${this.country}*${name}`), text);
        assert.ok(text.includes(String(status)), text);
      }
    }, patience.timeout / 2);
  },
);

/** The administrator opens LOC1 of the party on the page Objects. */
When(
  'the administrator looks in the console who has the Location of {party}',
  patience,
  async function (this: Market, owner: string) {
    const page = await consoleOf(this);
    await go(page, 'Objects');
    const place = ['objects', 'locations', this.country, owner, 'LOC1'].join('/');
    await page.goto(`${page.url().split('#')[0]}#/${place}`);
    await page.getByRole('heading', { level: 1, name: 'LOC1' }).waitFor();
  },
);

/** The page *Why not arrived?* says that the party has the newest version of the object. */
Then(
  'the console shows that {party} has the newest version',
  patience,
  async function (this: Market, name: string) {
    const row = (await consoleOf(this)).getByRole('row', { name: new RegExp(`^${this.country}.${name}`) });
    await row.getByText('Yes').waitFor();
    await row.getByRole('button', { name: 'Compare' }).click();
  },
);

/** The page *Why not arrived?* shows the version that the party confirmed, with these words in it. */
Then(
  'the version of {party} is called {string}',
  patience,
  async function (this: Market, name: string, title: string) {
    const page = await consoleOf(this);
    await page.getByRole('heading', { name: `As ${this.country}*${name} confirmed it` }).waitFor();
    const version = page.getByLabel(`Version of ${this.country}*${name}`);
    await version.getByText(title).first().waitFor();
  },
);

/** Finds both parties by the search fields of the page Agreements, and makes their agreement. */
async function makeAgreement(
  market: Market,
  operator: string,
  provider: string,
  from?: string,
): Promise<void> {
  const page = await consoleOf(market);
  await go(page, 'Agreements');
  await page.getByRole('link', { name: 'New agreement' }).click();
  for (const [field, party] of [
    ['Operator (CPO)', operator],
    ['Provider (eMSP)', provider],
  ] as const) {
    await page.getByRole('combobox', { name: field }).fill(`${market.country}*${party.slice(0, 2)}`);
    await page.getByRole('option', { name: `${market.country}*${party}` }).click();
  }
  if (from) await page.getByLabel('From').fill(from);
  await page.getByRole('button', { name: 'Make the agreement' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** The row of an agreement on the page Agreements, found by the search. */
async function agreementRow(market: Market, operator: string, provider: string): Promise<Locator> {
  const page = await consoleOf(market);
  await go(page, 'Agreements');
  const both = [operator, provider].map((party) => `${market.country}*${party}`);
  await page.getByLabel('Search').fill(both.join(' '));
  return page
    .getByRole('row')
    .filter({ hasText: both[0] ?? '' })
    .filter({ hasText: both[1] ?? '' });
}
