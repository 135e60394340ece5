import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Given, Then, When } from '@cucumber/cucumber';
import { consoleOf, patience } from '../support/browser.ts';
import { go } from '../support/console-pages.ts';
import type { Market } from '../support/world.ts';

/** The lab's simulated operator writes two-letter countries into its Locations, by a fault. */
Given('ES*CPO writes the country of its Locations with two letters', async function (this: Market) {
  const fault = { match: { module: 'locations' }, kind: 'wrong_country' };
  const answer = await this.admin('PUT', '/admin/simulators/ES*CPO/control/faults', [fault]);
  assert.equal(answer.status, 200);
});

/**
 * Milliseconds to wait for a whole run of the suite, which starts a process and makes every request, on a busy machine.
 */
const wholeSuite = { timeout: 120_000 };

/** The administrator opens the page Conformance, chooses ES*CPO and runs the suite with reading alone. */
When(
  'the administrator runs the suite against ES*CPO in the console, reading alone',
  wholeSuite,
  async function (this: Market) {
    const page = await consoleOf(this);
    this.kept.set('page', 'Conformance');
    await go(page, 'Conformance');
    await page.getByRole('main').getByRole('link', { name: 'ES*CPO' }).click();
    await page.getByText('It is registered').waitFor();
    await page.getByRole('button', { name: 'Run the suite' }).click();
    await page.getByText('Breaks 2.1.1').waitFor({ timeout: wholeSuite.timeout - 5000 });
  },
);

/** The page lists LOC-29 with its statement and the words that mend it. */
Then(
  'the console says that ES*CPO breaks LOC-29, and how that is mended',
  patience,
  async function (this: Market) {
    const page = await consoleOf(this);
    const found = page.getByRole('region', { name: 'The suite' }).getByRole('listitem');
    const words = await found.filter({ hasText: 'LOC-29' }).innerText();
    assert.match(words, /three letters/i);
    assert.match(words, /Mend:/);
  },
);

/** The HTML report is downloaded, states the verdict, and refers to nothing elsewhere. */
Then('the report can be taken along, and stands on its own', patience, async function (this: Market) {
  const page = await consoleOf(this);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download HTML' }).click(),
  ]);
  const report = await readFile(await download.path(), 'utf8');
  assert.match(report, /This operator breaks 2\.1\.1/);
  assert.doesNotMatch(report, /(src|href)="https?:/);
});
