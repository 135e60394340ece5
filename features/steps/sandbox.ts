import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Page } from 'playwright-core';
import type { Market } from '../support/cucumber-world.ts';
import { freePort } from '../support/free-port.ts';
import { consolePage, patience } from '../support/open-console-in-browser.ts';
import { fitsEverybody } from '../support/page-for-everybody.ts';
import { type Simulator, startSimulator } from '../support/simulator-process.ts';

const simulators = new WeakMap<Market, Simulator>();

/** Somebody without any token fills in the form of the sandbox's page; the system that is named does not answer yet. */
Given('somebody opens a workspace as an operator', patience, async function (this: Market) {
  await open(this, 'an operator of charge points', 'cpo');
});

/**
 * Somebody without any token opens a workspace of the sandbox for a provider; the system that is named does not answer
 * yet.
 */
Given('somebody opens a workspace as a provider', patience, async function (this: Market) {
  await open(this, 'an e-mobility provider', 'emsp');
});

/**
 * The command that the workspace's page shows runs as a process of its own, and the page then says that the handshake
 * is done.
 */
When(
  /^a simulated (?:operator|provider) registers with its TOKEN_A$/,
  patience,
  async function (this: Market) {
    const page = await consolePage(this);
    await page.getByText('No system at hand').click();
    const command = (await page.getByRole('region', { name: 'command of a simulator' }).textContent()) ?? '';
    const words = command.replaceAll("'", '').split(' ');
    const from = words.indexOf('simulate') + 1;
    const given = words.slice(from).filter((word, at, all) => word !== '--port' && all[at - 1] !== '--port');
    const simulator = await startSimulator(...given);
    simulators.set(this, simulator);
    this.cleanUps.push(() => simulator.stop());
    await page.getByText('The handshake is done').waitFor();
  },
);

/** The workspace's stand-in provider gives START_SESSION by the page, and the operator under test accepts it. */
When('a driver of the stand-in provider starts a session there', patience, async function (this: Market) {
  const page = await consolePage(this);
  await page.locator('option', { hasText: 'LOC-MADRID-2' }).waitFor({ state: 'attached' });
  await page.locator('select[name=location]').selectOption('LOC-MADRID-2');
  await page.getByRole('button', { name: 'Start a session' }).click();
  await page.getByText('You answered ACCEPTED').waitFor();
});

/** A car plugs in at the simulated operator, which asks the stand-in provider whether its card may charge. */
When('a car with a card that has to be asked about comes there', patience, async function (this: Market) {
  const car = { token_uid: '04A1B2C3D4E504', evse_uid: 'EVSE-MADRID-1-1', kwh: 2, speed: 2000 };
  const { status, body } = await simulators.get(this)!.control('POST', 'sessions', car);
  assert.equal(status, 201, body);
});

/** A car comes to the workspace's stand-in operator with a card of the provider under test, by the page. */
When(
  'a car comes to the stand-in operator with its card {string}',
  patience,
  async function (this: Market, uid: string) {
    const page = await consolePage(this);
    await page.locator('option', { hasText: uid }).waitFor({ state: 'attached' });
    await page.locator('select[name=token]').selectOption(uid);
    await page.getByRole('button', { name: 'Let it charge' }).click();
    await page.getByText('has begun').waitFor();
  },
);

/** The provider gives the command for the place that the page of its workspace names, and the result comes to it. */
When(
  'a driver starts in its app at the charge point that the page names',
  patience,
  async function (this: Market) {
    const page = await consolePage(this);
    const named = page.locator('p', { hasText: 'Or let a driver start in your app' }).locator('code');
    await named.nth(1).waitFor();
    const [location_id = '', evse_uid = ''] = await named.allTextContents();
    assert.match(evse_uid, /^EVSE-.*-\d$/, 'a charge point without an oddity');
    await start(this, { location_id, evse_uid });
  },
);

/** The workspace's page Checklist says that all steps are done. */
Then('every step of the checklist is done', patience, async function (this: Market) {
  const page = await consolePage(this);
  await go(page, 'Checklist');
  await page.getByText('11 of 11 steps are done').waitFor();
});

/** The step of this title is done, on the page of the checklist. */
Then('the checklist says that {string}', patience, async function (this: Market, title: string) {
  const page = await consolePage(this);
  await go(page, 'Checklist');
  await page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: 'Done' }).waitFor();
});

/** The newest exchange on the workspace's page is opened, and has an answer. */
Then('an exchange of the workspace is shown with its answer', patience, async function (this: Market) {
  const page = await consolePage(this);
  await go(page, 'Exchanges');
  await page.getByRole('row').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Answer' }).waitFor();
});

/** The workspace's page about objects that have not arrived says that this Location has. */
Then(
  'the workspace says why Location {string} has arrived',
  patience,
  async function (this: Market, id: string) {
    const page = await consolePage(this);
    await go(page, 'Why not?');
    await page.getByLabel('Id').fill(id);
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByText(`Location ${id} of`).first().waitFor();
    await page.getByText('It has arrived').waitFor();
  },
);

/** The conformance suite runs in full against the simulator, which makes a TOKEN_A for it; commands go to this EVSE. */
When(
  'the suite has run against it, with commands at {string}',
  { timeout: 300_000 },
  async function (this: Market, at: string) {
    const page = await consolePage(this);
    await go(page, 'Suite');
    await page.getByLabel('LOCATION/EVSE').fill(at);
    await runSuite(this, page);
  },
);

/**
 * The conformance suite runs in full against the simulator; the page says when and where a command is wanted, and the
 * provider gives two.
 */
When(
  'the suite has run against it, and its driver starts twice when it is its turn',
  { timeout: 300_000 },
  async function (this: Market) {
    const page = await consolePage(this);
    await runSuite(this, page, async () => {
      const turn = page.getByText('Your turn:');
      await turn.waitFor({ timeout: 200_000 });
      const [, to = '', location_id = ''] =
        /to (\S+), .* Location (\S+);/.exec((await turn.textContent()) ?? '') ?? [];
      await start(this, { to, location_id });
      await start(this, { to, location_id });
    });
  },
);

/** The suite's last page names this profile among those that the system is ready for. */
Then('it is ready for {string}', patience, async function (this: Market, profile: string) {
  const page = await consolePage(this);
  await go(page, 'Ready for');
  await page.locator('.ready-line', { hasText: profile }).waitFor();
});

/** The sandbox's page says that nobody answers at the system's address, and why. */
Then(
  'its address is told to be not reachable, since the connection is refused',
  patience,
  async function (this: Market) {
    const page = await consolePage(this);
    await page.getByText('Not reachable').waitFor();
    await page.getByText('ECONNREFUSED').waitFor();
  },
);

/** Somebody who knows the id of the workspace, and not its secret, opens its page. */
When('somebody opens its page with another secret', patience, async function (this: Market) {
  const page = await consolePage(this);
  this.kept.set('expected status', '404');
  const [id] = new URL(page.url()).hash.split('/').slice(1);
  await page.goto(`${this.hub.url}/sandbox/#/${id}/not-the-secret/start`);
  await page.reload();
});

/** The workspace's page shows the refusal of the sandbox's API: there is no workspace here that this secret opens. */
Then(
  'the page says that there is no workspace here that this secret opens',
  patience,
  async function (this: Market) {
    const page = await consolePage(this);
    await page.getByText('There is no workspace here that this secret opens').waitFor();
  },
);

/** Each of these pages of the workspace passes axe-core in both themes and fits a phone; Opening is the form that opens one. */
Then(
  /^these pages of the workspace are accessible in both themes, and fit on a phone: (.+)$/,
  { timeout: 3 * patience.timeout },
  async function (this: Market, names: string) {
    const page = await consolePage(this);
    for (const name of names.split(', ')) {
      if (name === 'Opening') {
        await page.goto(`${this.hub.url}/sandbox/`);
        await page.getByRole('heading', { name: 'A sandbox of your own' }).waitFor();
      } else await go(page, name);
      await fitsEverybody(page, `sandbox ${name}`);
    }
  },
);

/** Runs the conformance suite in full from its page to a verdict; `meanwhile` is done while it runs. */
async function runSuite(market: Market, page: Page, meanwhile?: () => Promise<void>): Promise<void> {
  const { json } = await simulators.get(market)!.control('POST', 'token');
  await go(page, 'Suite');
  await page.getByLabel('A new TOKEN_A').fill(String(json?.token));
  await page.getByRole('button', { name: 'Run the suite' }).click();
  await page.locator('.run .chip', { hasText: 'Running' }).waitFor();
  await meanwhile?.();
  await page.locator('.run .chip', { hasText: 'Passed' }).waitFor({ timeout: 280_000 });
}

/** A driver of the simulated provider starts a session, and the operator accepts. */
async function start(market: Market, place: Record<string, string>): Promise<void> {
  const command = { command: 'START_SESSION', token_uid: '04A1B2C3D4E503', ...place };
  const { json, body } = await simulators.get(market)!.control('POST', 'commands', command);
  assert.equal((json?.answer as { result?: string } | null)?.result, 'ACCEPTED', body);
}

async function open(market: Market, role: string, side: string): Promise<void> {
  const page = await consolePage(market);
  await page.goto(`${market.hub.url}/sandbox`);
  await page.getByLabel(role).check();
  await page.getByLabel('Your name').fill('Newcomer & Sons');
  await page
    .getByLabel('Your versions URL')
    .fill(`http://127.0.0.1:${await freePort()}/ocpi/${side}/versions`);
  await page.getByRole('button', { name: 'Open a workspace' }).click();
  await page.getByRole('heading', { name: 'Newcomer & Sons' }).waitFor();
}

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
  await page.locator('nav a[aria-current=page]', { hasText: name }).waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
}
