import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import { consoleOf, patience } from '../support/open-console-in-browser.ts';

/** The hub has this many agreements of NL*AAA with providers, the last one made with DE*AAA. */
Given('{int} agreements', async function (this: Market, count: number) {
  const cpo = { country_code: 'NL', party_id: 'AAA' };
  const agreements = Array.from({ length: count }, (_, n) => ({
    cpo,
    emsp: { country_code: 'DE', party_id: partyId(count - 1 - n) },
  }));
  const { status, body } = await this.admin('POST', '/admin/agreements', agreements);
  assert.equal(status, 201, body);
});

/** The administrator reaches a button of the pager by the tab key, and presses Enter. */
When(
  'the administrator turns to the {word} page by keyboard',
  patience,
  async function (this: Market, name: string) {
    const button = (await consoleOf(this)).getByRole('button', { name, exact: true });
    await button.focus();
    await button.press('Enter');
  },
);

/** The browser goes back by one entry of its history. */
When('the administrator goes back by the browser', patience, async function (this: Market) {
  await (await consoleOf(this)).goBack();
});

/** The foot of the console's list shows these words. */
Then('the console shows {string}', patience, async function (this: Market, words: string) {
  await (await consoleOf(this)).getByRole('status').filter({ hasText: words }).waitFor();
});

/** The foot of the console's list shows these words, and this button has the focus. */
Then(
  'the console shows {string}, and the keyboard is still at {word}',
  patience,
  async function (this: Market, words: string, name: string) {
    const page = await consoleOf(this);
    await page.getByRole('status').filter({ hasText: words }).waitFor();
    await page.locator('button:focus', { hasText: name }).waitFor();
  },
);

/** The hub's answer with the next page of a list waits until the scenario has looked at the present one. */
When('the hub takes its time over the next page', patience, async function (this: Market) {
  const page = await consoleOf(this);
  await page.getByRole('button', { name: 'Next' }).waitFor();
  await page.route('**/admin/agreements*cursor=*', () => undefined);
  const asked = page.waitForRequest('**/admin/agreements*cursor=*');
  await page.getByRole('button', { name: 'Next' }).click();
  await asked;
});

/**
 * Once the console has asked for the next page and drawn again, the heading and all 50 rows of the page before still
 * stand.
 */
Then('the list is there all the while', patience, async function (this: Market) {
  const page = await consoleOf(this);
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  assert.equal(await page.getByRole('row').count(), 51);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

/** The administrator chooses one of the orders that the list offers. */
When('the administrator chooses the order {string}', patience, async function (this: Market, words: string) {
  await (await consoleOf(this)).getByLabel('Order').selectOption(words);
});

/**
 * The first row of the list is the agreement with the provider that comes first in the alphabet, which was made last.
 */
Then('the agreement of DE*AAA comes first', patience, async function (this: Market) {
  const row = (await consoleOf(this)).getByRole('row').nth(1);
  await eventually(async () => assert.match(await row.innerText(), /DE\*AAA/), patience.timeout / 2);
});

/** Party id number `n`: `AAA`, `AAB` and so on. */
function partyId(n: number): string {
  const letter = (at: number) => String.fromCharCode(65 + (at % 26));
  return `A${letter(Math.floor(n / 26))}${letter(n)}`;
}
