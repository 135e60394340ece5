import { When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { consoleOf, patience } from '../support/open-console-in-browser.ts';
import { go } from '../support/open-console-pages.ts';

/**
 * The administrator starts this many synchronisations of changes on the connection's page, each after the one before
 * has ended.
 */
When(
  'the administrator pulls what changed from {party} {int} times in the console',
  patience,
  async function (this: Market, name: string, times: number) {
    const page = await consoleOf(this);
    await go(page, 'Connections');
    await page.getByRole('link', { name: `${this.country}*${name}` }).click();
    const deltas = page.getByRole('heading', { level: 3, name: /^What changed.*Done$/ });
    for (let done = 0; done < times; done += 1) {
      await page.getByRole('button', { name: 'Pull what changed' }).click();
      await deltas.nth(done).waitFor();
    }
  },
);

/**
 * The connection's page shows this many objects that its partner's list lacks; the administrator confirms that they are
 * gone.
 */
When(
  'the administrator retires {int} objects there, after the console has said what follows',
  patience,
  async function (this: Market, count: number) {
    const page = await consoleOf(this);
    await page.getByRole('button', { name: `Retire ${count}` }).click();
    await page.getByRole('alert').getByText('withdrawn from everybody').waitFor();
    await page.getByRole('button', { name: 'Retire them now' }).click();
    await page.getByRole('button', { name: 'Retire them now' }).waitFor({ state: 'detached' });
  },
);
