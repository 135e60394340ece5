import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { consolePage, patience } from '../support/open-console-in-browser.ts';

/** Somebody without a token opens this page of the guide, such as `checks/LOC-03.html`, in a browser. */
When('somebody opens {word} of the guide', patience, async function (this: Market, file: string) {
  this.kept.set('page', `guide ${file}`);
  const page = await consolePage(this);
  await page.goto(`${this.hub.url}/guide/${file}`);
});

/** The main part of the page of the guide has these words. */
Then('the guide shows {string}', patience, async function (this: Market, words: string) {
  const page = await consolePage(this);
  await page.getByRole('main').getByText(words).first().waitFor();
});

/** Somebody types these words into the search of the guide and opens the first page that is found. */
When('somebody searches the guide for {string}', patience, async function (this: Market, words: string) {
  const page = await consolePage(this);
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('region', { name: 'Found' }).getByRole('link').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/guide/');
});

/** A request with a token that nobody was given leads by its answer to a page of the guide, which is opened. */
When('somebody follows the help of a refused request', patience, async function (this: Market) {
  const refused = await fetch(`${this.hub.url}/ocpi/cpo/versions`, {
    headers: { Authorization: 'Token nobody-was-given-this' },
  });
  const [, url = ''] = /^<([^>]+)>; rel="help"$/.exec(refused.headers.get('link') ?? '') ?? [];
  assert.equal(url, `${this.hub.url}/guide/errors/ocpi-unauthorized.html`);
  await (await consolePage(this)).goto(url);
});

/** A request to the admin API without its token leads by its answer to a page of the guide, which is opened. */
When('somebody follows the help of a refused operator', patience, async function (this: Market) {
  const refused = await fetch(`${this.hub.url}/admin/connections`);
  const { help } = (await refused.json()) as { help: string };
  assert.equal(help, '/guide/errors/admin-unauthorized.html');
  await (await consolePage(this)).goto(this.hub.url + help);
});
