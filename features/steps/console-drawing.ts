import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import { consoleOf, patience } from '../support/open-console-in-browser.ts';

/**
 * Browser script that tells whether the table of exchanges shows all, or so many that they reach the lower end of its
 * box.
 */
const isFilled = `(() => {
  const box = document.querySelector('.scroller');
  const rows = [...box.querySelectorAll('tr.row')];
  const all = Number(box.querySelector('table').getAttribute('aria-rowcount')) - 1;
  const last = rows.at(-1)?.getBoundingClientRect().bottom ?? 0;
  return all > 0 && (rows.length === all || last >= box.getBoundingClientRect().bottom);
})()`;

/** Browser script that counts the coloured pixels in the chart of latencies: its axes and labels are grey. */
const drawn = `(() => {
  const canvas = document.querySelector('[aria-label^=Latency] canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue, alpha] = data.subarray(at, at + 4);
    if (alpha > 128 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count += 1;
  }
  return count;
})()`;

/** The administrator loads the page of the console again, as by F5. */
When('the administrator loads the page anew', patience, async function (this: Market) {
  await (await consoleOf(this)).reload();
});

/** The table of the page Traffic shows all exchanges, or as many as it has room for. */
Then('the table of exchanges is filled to its end', patience, async function (this: Market) {
  const page = await consoleOf(this);
  await page.locator('tr.row').first().waitFor();
  await eventually(async () => assert.equal(await page.evaluate(isFilled), true));
});

/** The chart of latencies has points of several exchanges. */
When('the latencies of the overview are drawn', patience, async function (this: Market) {
  const page = await consoleOf(this);
  await eventually(async () => assert.ok(Number(await page.evaluate(drawn)) > 20));
});

/**
 * The administrator changes the theme; the chart of latencies has the new colours in the same turn, before its
 * redrawing each second.
 */
Then('they are drawn in the other theme at once', patience, async function (this: Market) {
  const page = await consoleOf(this);
  const after = await page.evaluate(`(async () => {
    document.documentElement.dataset.theme = 'dark';
    await new Promise((done) => setTimeout(done));
    return ${drawn};
  })()`);
  assert.ok(Number(after) > 20, `${after} coloured pixels`);
});
