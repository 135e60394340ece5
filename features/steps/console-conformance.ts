import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Page } from 'playwright-core';
import type { Market } from '../support/cucumber-world.ts';
import { consoleOf, patience } from '../support/open-console-in-browser.ts';
import { go } from '../support/open-console-pages.ts';

/** The lab's simulated operator writes two-letter countries into its Locations, by a fault. */
Given('ES*CPO writes the country of its Locations with two letters', async function (this: Market) {
  const fault = { match: { module: 'locations' }, kind: 'wrong_country' };
  const answer = await this.admin('PUT', '/admin/simulators/ES*CPO/control/faults', [fault]);
  assert.equal(answer.status, 200);
});

/**
 * Milliseconds to wait for a whole run of the suite, which starts a process and makes every request, on a busy machine.
 */
const wholeSuite = { timeout: 240_000 };

/** The administrator opens the page Conformance, chooses ES*CPO and runs the suite with reading alone. */
When(
  'the administrator runs the suite against ES*CPO in the console, reading alone',
  wholeSuite,
  async function (this: Market) {
    const page = await consoleOf(this);
    this.kept.set('page', 'Conformance');
    await go(page, 'Conformance');
    await page.getByRole('combobox', { name: 'Partner' }).fill('simulated cpo');
    await page.getByRole('option', { name: 'ES*CPO' }).click();
    await page.getByText('It is registered').waitFor();
    await page.getByRole('button', { name: 'Run the suite' }).click();
    await page.getByText('Breaks 2.1.1').waitFor({ timeout: wholeSuite.timeout - 5000 });
  },
);

/** The first partner that the page Conformance shows comes only after the administrator has entered the field Partner. */
When(
  'the administrator enters the field Partner before the page shows one, and then types {string}',
  patience,
  async function (this: Market, words: string) {
    const page = await consoleOf(this);
    const field = page.getByRole('combobox', { name: 'Partner' });
    let letGo = () => {};
    const entered = new Promise<void>((done) => {
      letGo = done;
    });
    await page.route('**/admin/connections?*limit=1', (route) => entered.then(() => route.continue()));
    await go(page, 'Conformance');
    await field.focus();
    letGo();
    await page.getByRole('link', { name: 'See the connection' }).waitFor();
    await page.keyboard.insertText(words);
    this.kept.set('written', await field.inputValue());
  },
);

/** The field Partner has these words, and nothing else. */
Then('the field Partner has the words {string}', function (this: Market, words: string) {
  assert.equal(this.kept.get('written'), words);
});

/** The page lists LOC-29 with its statement and the words that mend it. */
Then(
  'the console says that ES*CPO breaks LOC-29, and how that is mended',
  patience,
  async function (this: Market) {
    const page = await consoleOf(this);
    const found = page.getByRole('region', { name: 'The suite' }).getByRole('listitem');
    const words = await found.filter({ hasText: 'LOC-29' }).filter({ hasText: 'Mend:' }).innerText();
    assert.match(words, /three letters/i);
    assert.match(words, /Mend:/);
  },
);

/** The page shows the profile that LOC-29 keeps the operator from. */
Then(
  'it says for which profiles ES*CPO is ready, and for which not',
  patience,
  async function (this: Market) {
    const page = await consoleOf(this);
    const profiles = page.getByRole('list', { name: 'Ready for' }).getByRole('listitem');
    const words = await profiles.filter({ hasText: 'operator, pull only' }).innerText();
    assert.match(words.replace(/\s+/g, ' '), /^not ready operator, pull only LOC-29 failed$/i);
  },
);

/** The HTML report is downloaded, states the verdict, and loads nothing from elsewhere. */
Then('the report can be taken along, and stands on its own', patience, async function (this: Market) {
  const page = await consoleOf(this);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download HTML' }).click(),
  ]);
  const report = await readFile(await download.path(), 'utf8');
  assert.match(report, /This operator breaks 2\.1\.1/);
  assert.doesNotMatch(report, /<(?!a\b)\w[^>]*(src|href)="https?:/);
  this.kept.set('report', report);
});

const screens = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

/** The report is opened in the browser at both widths: readiness and the first thing to mend stand on the first screen. */
Then(
  'its first screen says what to mend first, on a phone and on a desk',
  patience,
  async function (this: Market) {
    const browser = (await consoleOf(this)).context().browser() ?? assert.fail();
    for (const viewport of screens)
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport, colorScheme });
        await page.setContent(this.kept.get('report') ?? '');
        for (const words of ['Not ready yet', 'operator, pull only', 'Mend this first', 'three letters'])
          await isOnScreen(page, words, viewport.height);
        const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        assert.equal(beyond, 0, 'pixels beyond the width');
        await page.getByRole('link', { name: /^LOC-29 failed/ }).click();
        await page.locator('details.check[open]').getByText('What does not hold').waitFor();
        await page.close();
      }
  },
);

async function isOnScreen(page: Page, words: string, height: number): Promise<void> {
  const box = await page.getByText(words).first().boundingBox();
  assert.ok(box && box.y + box.height <= height, `"${words}" is not on the first screen`);
}
