import assert from 'node:assert/strict';
import { AfterAll } from '@cucumber/cucumber';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Market } from './cucumber-world.ts';
import { chromiumProgram } from './find-chromium.ts';
import { adminToken } from './hub-process.ts';

/** Milliseconds for a step in the browser, on a busy machine; half of it for each thing that is waited for. */
export const patience = { timeout: 120_000 };

/** Flags of Chromium that keep the browser's own requests from leaving this machine. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Promise<Browser> | undefined;
const pages = new WeakMap<Market, Promise<Page>>();

/** The scenario's page of the console, signed in. Any error on the page fails the scenario at its end. */
export async function consoleOf(market: Market): Promise<Page> {
  const page = await consolePage(market);
  if (await page.getByLabel('Admin token').isVisible()) await signIn(page, adminToken);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  return page;
}

/** The scenario's page of the console, newly loaded from the hub or in its present state. */
export function consolePage(market: Market): Promise<Page> {
  const known = pages.get(market);
  if (known) return known;
  const page = open(market);
  pages.set(market, page);
  return page;
}

/** Enters a token on the sign-in page, whose field has the focus. */
export async function signIn(page: Page, token: string): Promise<void> {
  await page.locator('input:focus').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function open(market: Market): Promise<Page> {
  browser ??= chromium.launch({ ...chromiumProgram(), args: flags });
  const context = await (await browser).newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const language = market.kept.get('language');
  if (language)
    await page.addInitScript(
      `Object.defineProperty(navigator, 'language', { value: '${language}', configurable: true })`,
    );
  page.setDefaultTimeout(patience.timeout / 2);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // The browser reports a refused token, or another status that a step expects, as an error of the page.
    const expected = ['401', market.kept.get('expected status') ?? '401'];
    if (message.type() === 'error' && !expected.some((status) => message.text().includes(status)))
      complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(market.hub.url).origin)
      complaints.push(`the page asked ${request.url()}`);
  });
  market.cleanUps.unshift(async () => {
    await context.close();
    assert.deepEqual(complaints, [], 'the page complained');
  });
  await page.goto(market.hub.url);
  await page.locator('main').waitFor();
  return page;
}

AfterAll(patience, async () => {
  await (await browser)?.close();
});
