import { When } from '@cucumber/cucumber';
import { consoleOf, patience } from '../support/browser.ts';
import { go } from '../support/console-pages.ts';
import type { Market } from '../support/world.ts';

/** The administrator starts so many deltas on the page of the connection, each after the one before is done. */
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

/** So many objects wait on the page of the connection; the administrator says that they are gone. */
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
