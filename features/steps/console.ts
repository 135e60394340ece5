import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import { consoleOf, consolePage, patience, signIn } from '../support/open-console-in-browser.ts';
import { go } from '../support/open-console-pages.ts';
import { register } from '../support/register-as-partner.ts';

/** A visitor signs in to the console with a token that is not the administrator's. */
When('somebody signs in to the console with another token', patience, async function (this: Market) {
  await signIn(await consolePage(this), 'a-token-of-somebody-else');
});

/** The console shows these words as an alert and no navigation. */
Then(
  'the console says {string} and shows nothing else',
  patience,
  async function (this: Market, words: string) {
    const page = await consolePage(this);
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    assert.equal(await page.getByRole('navigation').count(), 0);
  },
);

/** The browser opened next prefers this language. */
Given('a browser whose language is {string}', function (this: Market, language: string) {
  this.kept.set('language', language);
});

/** The administrator opens the console and is signed in. */
Given('the administrator has the console open', patience, async function (this: Market) {
  await consoleOf(this);
});

/** The administrator opens this page of the console. */
Given(
  'the administrator looks at {word} in the console',
  patience,
  async function (this: Market, name: string) {
    await go(await consoleOf(this), name);
  },
);

/** Every later request of the page waits without end; what is open stays open. */
When(
  'the hub answers the console no more, though its connections stay open',
  patience,
  async function (this: Market) {
    const page = await consoleOf(this);
    await page
      .getByRole('status')
      .filter({ hasText: /^Live$/ })
      .waitFor();
    await page.route('**/health/ready', () => undefined);
  },
);

/** The navigation of the console says that the hub does not answer, and no longer that it is live. */
Then(
  'the console says that the hub does not answer, and no longer that it is live',
  patience,
  async function (this: Market) {
    const page = await consoleOf(this);
    await page.getByRole('status').filter({ hasText: 'The hub does not answer' }).waitFor();
    assert.equal(
      await page
        .getByRole('status')
        .filter({ hasText: /^Live$/ })
        .count(),
      0,
    );
  },
);

/** The administrator signs out of the console. */
When('the administrator signs out', patience, async function (this: Market) {
  await (await consoleOf(this)).getByRole('button', { name: 'Sign out' }).click();
});

/** The console shows its sign-in form, and the browser stores no token any more. */
Then('the console asks for the token, and has forgotten it', patience, async function (this: Market) {
  const page = await consolePage(this);
  await page.getByLabel('Admin token').waitFor();
  const left = await page.evaluate(
    'JSON.stringify([{ ...sessionStorage }, { ...localStorage }, location.href])',
  );
  assert.doesNotMatch(String(left), /features-admin-token/);
});

/** The administrator makes a connection for the operator on the page Connections. */
When(
  'the administrator connects operator {party} in the console',
  patience,
  async function (this: Market, name: string) {
    const page = await consoleOf(this);
    const { partner } = await this.platform(name, 'CPO');
    await go(page, 'Connections');
    await page.getByRole('link', { name: 'Connect a partner' }).click();
    await page.getByLabel('charge point operator').check();
    await page.getByLabel('Country code').fill(this.country);
    await page.getByLabel('Party id').fill(name);
    await page.getByLabel('Name').fill(`${name} Mobility`);
    await page.getByRole('button', { name: 'Make the token' }).click();
    partner.tokenToHub = (await page.getByRole('region', { name: 'the token' }).innerText()).trim();
    partner.hubVersionsUrl = (
      await page.getByRole('region', { name: 'the versions URL' }).innerText()
    ).trim();
  },
);

/** The party registers by the URL and the TOKEN_A that the console shows. */
When('{party} registers with what the console shows', async function (this: Market, name: string) {
  await register(this.party(name).partner);
});

/** The administrator asks for a new TOKEN_A on the page of the connection, after the console has said what that means. */
When(
  'the administrator makes a new token for {party} in the console',
  patience,
  async function (this: Market, name: string) {
    const page = await consoleOf(this);
    const { partner } = this.party(name);
    await page.getByRole('link', { name: 'Open the connection' }).click();
    await page.getByRole('button', { name: 'Make a new token' }).click();
    await page.getByRole('dialog').getByText('stops working').waitFor();
    await page.getByRole('button', { name: 'Make it' }).click();
    const token = (await page.getByRole('region', { name: 'the token' }).innerText()).trim();
    assert.notEqual(token, partner.tokenToHub);
    partner.tokenToHub = token;
  },
);

/** The administrator writes an option of an operator on the page of its connection, and leaves the field. */
When(
  /^the administrator writes "(.*)" as the (tax|time zone) of (\w+) in the console$/,
  patience,
  async function (this: Market, text: string, which: string, name: string) {
    const page = await consoleOf(this);
    await go(page, 'Connections');
    await page.getByRole('link', { name: `${this.country}*${name}` }).click();
    const field = page.getByLabel(which === 'tax' ? 'Tax on its prices' : 'Time zone of its Locations');
    await field.fill(text);
    await field.blur();
  },
);

/** The title of the page, by which its tab is found among others, has the party; the page shows that it is registered. */
Then(
  'the tab of the browser is named after {party}, which is registered',
  patience,
  async function (this: Market, name: string) {
    const page = await consoleOf(this);
    await page.getByText('Registered', { exact: true }).waitFor();
    assert.ok((await page.title()).startsWith(`${this.country}*${name}`), await page.title());
  },
);

/** The console says that the party has registered, and lists it so. */
Then('the console shows that {party} is registered', patience, async function (this: Market, name: string) {
  const page = await consoleOf(this);
  await page.getByText('The partner has registered.').waitFor();
  await go(page, 'Connections');
  const row = page.getByRole('row').filter({ hasText: `${this.country}*${name}` });
  await row.getByText('Registered').waitFor();
});

/** The page of the party's connection contains no token that the party was given. */
Then(
  'no page of the console shows the token of {party} again',
  patience,
  async function (this: Market, name: string) {
    const page = await consoleOf(this);
    const { tokensToHub } = this.party(name).partner;
    await page.getByRole('link', { name: `${this.country}*${name}` }).click();
    await page.getByRole('heading', { name: 'Endpoints' }).waitFor();
    const text = await page.locator('body').innerText();
    for (const token of tokensToHub) assert.ok(!text.includes(token));
  },
);

/** The operator puts a Location whose first connector lacks its voltage. */
When('{party} sends a Location whose connector has no voltage', async function (this: Market, name: string) {
  const location = structuredClone(this.object({ kind: 'Location' }, name)) as unknown as {
    evses: { connectors: { voltage?: number }[] }[];
  };
  delete location.evses[0]?.connectors[0]?.voltage;
  await this.send(name, 'PUT', `locations/${this.country}/${name}/LOC1`, { body: JSON.stringify(location) });
});

/** The page Traffic shows both requests as they happen. */
Then(
  /^without being reloaded, the console shows the push from ([A-Z]{3}) and the one to ([A-Z]{3})$/,
  patience,
  async function (this: Market, from: string, to: string) {
    const page = await consoleOf(this);
    for (const words of [`from ${this.country}*${from}`, `to ${this.country}*${to}`])
      await page
        .getByRole('row')
        .filter({ hasText: words })
        .filter({ hasText: `PUT /locations/${this.country}/${from}/LOC1` })
        .first()
        .waitFor();
  },
);

/** The administrator opens the party's PUT on the page Traffic. */
When('the administrator opens the push from {party}', patience, async function (this: Market, name: string) {
  const page = await consoleOf(this);
  await page.getByLabel('Text').fill(`/locations/${this.country}/${name}/`);
  const row = page.getByRole('row').filter({ hasText: `from ${this.country}*${name}` });
  await row.getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Request' }).waitFor();
});

/** The page of the opened request lists these exchanges, in this order, as the request's way through the hub. */
Then(
  'the console tells the way of the push: {ways}',
  patience,
  async function (this: Market, ways: string[]) {
    const page = await consoleOf(this);
    const expected = ways.map((way) => way.replace(/[A-Z]{3}/, (name) => `${this.country}*${name}`));
    await eventually(async () => {
      const told = await page
        .getByRole('region', { name: 'Waterfall' })
        .locator('tbody tr td:first-child')
        .allInnerTexts();
      assert.deepEqual(told, expected);
    }, patience.timeout / 2);
  },
);

/** The console shows this error at the connector in the body of the opened request. */
Then('{string} is marked at the connector', patience, async function (this: Market, words: string) {
  const page = await consoleOf(this);
  const body = page.getByRole('region', { name: 'Request body' });
  // Three lines are expected: the connector, its finding, and the connector's first field.
  await body.locator('.line.found', { hasText: '{' }).locator(`+ .finding:has-text("${words}")`).waitFor();
  assert.match(await body.locator('.finding + .line').innerText(), /"id": "1"/);
});
