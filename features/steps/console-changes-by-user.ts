import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Locator, Page } from 'playwright-core';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import { consoleOf, consolePage, patience } from '../support/open-console-in-browser.ts';
import { go } from '../support/open-console-pages.ts';

/** Matches the requests that the console makes at its start: the description of the API, and the first partner. */
const asked = /\/admin\/(openapi\.json|connections\?status=REGISTERED\b)/;

/** For each browser page, the function that lets the hub's delayed answers through. */
const letCome = new WeakMap<Page, () => void>();

/** The hub's answers to the console's first requests wait until the scenario lets them through. */
Given(
  'the console learns late what the hub can do and who is connected',
  patience,
  async function (this: Market) {
    const page = await consolePage(this);
    const come = new Promise<void>((done) => letCome.set(page, done));
    await page.route(asked, (route) => come.then(() => route.continue()));
  },
);

/** The administrator opens the page Conformance and writes the beginning of the party into its field Partner. */
When(
  'the administrator writes the beginning of {party} into the field of partners at Conformance',
  patience,
  async function (this: Market, name: string) {
    const page = await consoleOf(this);
    await go(page, 'Conformance');
    await partnerField(page).fill(beginningOf(this, name));
    await offer(page, this, name).waitFor();
  },
);

/**
 * The delayed answers arrive, and the console shows their content: one page more in the navigation, and the first
 * partner's progress.
 */
When('the console has learned all', patience, async function (this: Market) {
  const page = await consoleOf(this);
  (letCome.get(page) ?? assert.fail())();
  await page.getByRole('link', { name: 'Why not arrived?' }).waitFor();
  await page.getByRole('link', { name: 'See the connection' }).waitFor();
  await drawn(page);
});

/** The field Partner has the focus and the beginning of the party; its list shows the party. */
Then(
  'the field still has the focus and what was written, and offers {party}',
  patience,
  async function (this: Market, name: string) {
    const page = await consoleOf(this);
    assert.equal(await page.evaluate('document.activeElement?.getAttribute("role")'), 'combobox');
    assert.equal(await partnerField(page).inputValue(), beginningOf(this, name));
    assert.ok(await offer(page, this, name).isVisible());
  },
);

/** The administrator clicks the party in the list: the page becomes that connection's, and the field shows the party. */
Then('{party} is chosen by a click', patience, async function (this: Market, name: string) {
  const page = await consoleOf(this);
  await offer(page, this, name).click();
  await page.waitForURL(`**/*#/conformance/${this.party(name).partner.connection}`);
  await eventually(async () =>
    assert.equal(await partnerField(page).inputValue(), `${this.country}*${name}`),
  );
});

/**
 * The administrator writes a text into the field Search; at the moment when the console begins to search for it, another
 * letter is written.
 */
When(
  'the administrator writes on while the search for {string} begins',
  patience,
  async function (this: Market, text: string) {
    const page = await consoleOf(this);
    this.kept.set('written', `${text}1`);
    await page.evaluate(`addEventListener('hashchange', () => {
      const field = document.querySelector('input[type=search]');
      field.value = ${JSON.stringify(`${text}1`)};
      field.dispatchEvent(new Event('input', { bubbles: true }));
      window.seen = new Set();
      const look = () => (seen.add(field.value), requestAnimationFrame(look));
      look();
    }, { once: true })`);
    await page.getByRole('searchbox', { name: 'Search' }).fill(text);
  },
);

/** The field Search shows every letter that was written, and has not lost one at any moment. */
Then('no letter of the search is lost', patience, async function (this: Market) {
  const page = await consoleOf(this);
  const written = this.kept.get('written') ?? assert.fail();
  await page.waitForURL(`**/*#/objects?text=${written}`);
  await drawn(page);
  assert.deepEqual(await page.evaluate('[...seen]'), [written]);
});

function partnerField(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Partner' });
}

function offer(page: Page, market: Market, name: string): Locator {
  return page.getByRole('option', { name: `${market.country}*${name}` });
}

/** The party without its last letter: with that, the field Partner would count it as chosen. */
function beginningOf(market: Market, name: string): string {
  return `${market.country}*${name.slice(0, -1)}`;
}

/** Waits until the browser has rendered the page's present state, and run the effects that follow. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    const frames = (left) => (left === 0 ? setTimeout(done) : requestAnimationFrame(() => frames(left - 1)));
    frames(3);
  })`);
}
