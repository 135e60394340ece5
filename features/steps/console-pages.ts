import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Page } from 'playwright-core';
import type { Market } from '../support/cucumber-world.ts';
import { consoleOf, consolePage, patience } from '../support/open-console-in-browser.ts';
import { ways } from '../support/open-console-pages.ts';
import { fitsEverybody } from '../support/page-for-everybody.ts';

/** The administrator opens this page of the console by its links. */
When(/^the administrator opens (.+) in the console$/, patience, async function (this: Market, name: string) {
  this.kept.set('page', name);
  await ways[name]?.(await consoleOf(this));
});

/** The main part of the console's page shows these words. */
Then(/^it shows (.+)$/, patience, async function (this: Market, sign: string) {
  const page = await consoleOf(this);
  await page.getByRole('main').getByText(sign).first().waitFor();
});

/** The page in the browser passes axe-core in both themes and fits a phone. */
Then('it is accessible in both themes, and fits on a phone', patience, async function (this: Market) {
  await fitsEverybody(await consolePage(this), this.kept.get('page') ?? '');
});

/** The administrator reaches this link by the tab key and opens it by Enter. */
When(
  'the administrator goes to {word} by keyboard alone',
  patience,
  async function (this: Market, name: string) {
    const page = await consoleOf(this);
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  },
);

/** The heading with this word on the console's page has the keyboard's focus. */
Then('the heading {word} has the focus', patience, async function (this: Market, name: string) {
  const page = await consoleOf(this);
  await page.locator('h1:focus', { hasText: name }).waitFor();
});

/** The tab key, Enter and Escape open and close an agreement, and the focus returns to where it was. */
Then('an agreement can be opened and closed by keyboard alone', patience, async function (this: Market) {
  const page = await consoleOf(this);
  await page.getByRole('button', { name: 'ES*CPO and ES*MSP: In force' }).waitFor();
  await tabTo(page, 'In force');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'ES*CPO and ES*MSP' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('button:focus', { hasText: 'In force' }).waitFor();
});

/** The focused element has an outline after the tab key, and none after a click. */
Then(
  'a ring is drawn around what the keyboard has reached, and around nothing that was clicked',
  patience,
  async function (this: Market) {
    const page = await consoleOf(this);
    const ring = () => page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    await page.keyboard.press('Tab');
    assert.equal(await ring(), 'solid');
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.locator('button:focus', { hasText: 'Theme' }).waitFor();
    assert.equal(await ring(), 'none');
  },
);

/** Presses Tab until an element with these words has the focus. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate('document.activeElement.textContent.trim()');
    if (text === words) return;
  }
  throw new Error(`the keyboard does not come to ${words}`);
}
