import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { consoleOf, patience } from '../support/open-console-in-browser.ts';
import { go } from '../support/open-console-pages.ts';

/** Time limit in milliseconds of steps that wait for simulated cars. */
const slow = { timeout: 120_000 };

/** The administrator lets a car come to this EVSE on the page Simulators. */
When(
  'the administrator plugs in a car at {word} in the console',
  slow,
  async function (this: Market, evse: string) {
    const page = await consoleOf(this);
    await go(page, 'Simulators');
    await page.getByRole('region', { name: 'A car comes' }).getByLabel(/^EVSE/).selectOption(evse);
    await page.getByRole('button', { name: 'Plug in' }).click();
    const said = page.getByRole('status').filter({ hasText: `is charging at ${evse}` });
    await said.waitFor();
    this.kept.set('session', /Session (\S+)/.exec(await said.innerText())?.[1] ?? '');
  },
);

/** The page Simulators lists the session with a chart of its power. */
Then('the console shows the session with its power', slow, async function (this: Market) {
  const page = await consoleOf(this);
  const session = page.getByRole('listitem').filter({ hasText: this.kept.get('session') ?? '' });
  await session
    .getByRole('img', { name: /^Power, now \d+\.\d kW$/ })
    .waitFor({ timeout: slow.timeout - 5000 });
});

/** The administrator stops the session; the page Simulators drops it, and the hub stores its CDR. */
Then(
  'once the administrator stops it, the session is gone and the hub has its CDR',
  slow,
  async function (this: Market) {
    const page = await consoleOf(this);
    const id = this.kept.get('session') ?? '';
    await page.getByRole('button', { name: `Stop session ${id}` }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: id })
      .waitFor({ state: 'detached', timeout: slow.timeout - 5000 });
    await eventually(async () => {
      const answer = await this.admin('GET', `/admin/objects/cdrs?id=CDR-${id}`);
      const [cdr] = answer.json?.objects as JsonObject[];
      assert.equal((cdr?.object as JsonObject | undefined)?.id, `CDR-${id}`);
    }, slow.timeout / 2);
  },
);

/** The administrator sets a fault of this status for the next request about tariffs, on the page Simulators. */
When(
  /^the administrator lets (\S+) answer (\d+) to the next request about tariffs, in the console$/,
  patience,
  async function (this: Market, party: string, status: string) {
    const page = await consoleOf(this);
    await go(page, 'Simulators');
    const faults = page.getByRole('region', { name: `Faults of ${party}` });
    await faults.getByLabel(/^It/).selectOption('http_status');
    await faults.getByLabel('Module').selectOption('tariffs');
    await faults.getByRole('spinbutton', { name: 'Value' }).fill(String(status));
    await faults.getByRole('spinbutton', { name: 'Times' }).fill('1');
    await faults.getByRole('button', { name: 'Set the fault' }).click();
  },
);

/** The page Simulators lists the fault, and no longer once the administrator clears it. */
Then(
  'the console shows the fault of {word} until it is cleared',
  patience,
  async function (this: Market, party: string) {
    const page = await consoleOf(this);
    const faults = page.getByRole('region', { name: `Faults of ${party}` });
    await faults.getByText('http_status 503 on tariffs, 1 times more').waitFor();
    await faults.getByRole('button', { name: 'Clear' }).click();
    await faults.getByText('It behaves').waitFor();
  },
);
