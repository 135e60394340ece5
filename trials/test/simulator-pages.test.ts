import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumProgram } from '../../features/support/find-chromium.ts';
import { simulator } from './simulator-process.ts';

test('the pages in a browser: a car is plugged in without any partner, a session is started by command, messages are shown', async (context) => {
  const browser = await chromium.launch({ ...chromiumProgram(), args: ['--no-sandbox', '--disable-gpu'] });
  context.after(() => browser.close());
  const alone = await opened(context, browser, await simulator(context, 'cpo', '--speed', '1'));
  await alone.locator('#card').selectOption('GUEST-CARD');
  await alone.getByRole('button', { name: 'Plug in' }).click();
  await alone.getByText(/^Plugged in at EVSE-/).waitFor();
  await alone.getByRole('button', { name: 'Unplug' }).click();
  await alone.getByText(/^Unplugged /).waitFor();
  await alone.getByText('No car is charging.').waitFor();
  await alone.getByRole('button', { name: 'Make a TOKEN_A' }).click();
  await alone.getByText(/^TOKEN_A, shown once: \S{20,}/).waitFor();
  await pictures(alone, 'cpo');

  const emsp = await simulator(context, 'emsp');
  const invited = (await (await fetch(`${emsp}/control/token`, { method: 'POST' })).json()) as Record<
    string,
    string
  >;
  const registering = ['--versions-url', invited.versions_url ?? '', '--token', invited.token ?? ''];
  const cpo = await simulator(context, 'cpo', ...registering);
  const provider = await opened(context, browser, emsp);
  await provider.getByLabel('Location').selectOption('LOC-BERLIN-1');
  await provider.getByRole('button', { name: 'Start' }).click();
  await provider.getByText(/^Command .*: ACCEPTED$/).waitFor();
  await provider
    .getByText(/^PUT .*sessions/)
    .first()
    .waitFor();
  await pictures(provider, 'emsp');
  const operator = await opened(context, browser, cpo);
  await operator
    .getByText(/^POST .*commands.START_SESSION/)
    .first()
    .click();
  await operator.getByText('"response_url"').first().waitFor();
});

test('the page of a simulator that others can reach asks for the control token', async (context) => {
  const browser = await chromium.launch({ ...chromiumProgram(), args: ['--no-sandbox', '--disable-gpu'] });
  context.after(() => browser.close());
  const page = await opened(
    context,
    browser,
    await simulator(context, 'cpo', '--control-token', 'the-token-of-this-test'),
    true,
  );
  assert.deepEqual(await broken(page), []);
  await page.getByLabel(/Control token/).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('send the header').waitFor();
  await page.getByLabel(/Control token/).fill('the-token-of-this-test');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Plug in a car' }).waitFor();
});

/** A page whose complaints fail the test at its end. */
async function opened(context: TestContext, browser: Browser, url: string, refused = false): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !(refused && message.text().includes('401')))
      complaints.push(message.text());
  });
  context.after(() => assert.deepEqual(complaints, []));
  await page.goto(url);
  return page;
}

/** The accessibility rules (axe) that a page breaks, and where. */
async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(
    `axe.run(document).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target)))`,
  );
}

/**
 * Takes pictures of a page in both themes and widths, for `reports/simulators`; nothing may be wider than a phone, and
 * no rule of axe be broken.
 */
async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [width, on] of [
      [1280, 'desk'],
      [390, 'phone'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      assert.equal(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
        0,
        `${on}, ${colorScheme}`,
      );
      assert.deepEqual(await broken(page), [], `${on}, ${colorScheme}`);
      await page.screenshot({ path: `reports/simulators/${name}-${colorScheme}-${on}.png`, fullPage: true });
    }
}
