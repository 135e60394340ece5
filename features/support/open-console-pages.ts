import type { Page } from 'playwright-core';

/** How to open each page of the lab's console from any other page. */
export const ways: Record<string, (page: Page) => Promise<void>> = {
  Overview: (page) => go(page, 'Overview'),
  Connections: (page) => go(page, 'Connections'),
  'the CPO': async (page) => {
    await go(page, 'Connections');
    await page.getByRole('link', { name: 'ES*CPO' }).click();
  },
  'a new connection': async (page) => {
    await go(page, 'Connections');
    await page.getByRole('link', { name: 'Connect a partner' }).click();
  },
  Agreements: (page) => go(page, 'Agreements'),
  Traffic: (page) => go(page, 'Traffic'),
  'an exchange': async (page) => {
    await go(page, 'Traffic');
    await page.getByLabel('Module').selectOption('sessions');
    await page.getByRole('row').getByRole('link').first().click();
  },
  Objects: (page) => go(page, 'Objects'),
  'a Location': async (page) => {
    await go(page, 'Objects');
    await page.getByRole('link', { name: 'LOC-MUNICH-1' }).click();
  },
  Held: (page) => go(page, 'Held'),
  'Why not arrived?': async (page) => {
    await go(page, 'Why not arrived?');
    await page.getByLabel('Id', { exact: true }).fill('LOC-MUNICH-1');
    await page.getByRole('combobox', { name: 'Owner' }).fill('ES*CPO');
    await page.getByRole('combobox', { name: 'Receiver' }).fill('ES*MSP');
    await page.getByRole('button', { name: 'Ask' }).click();
  },
  Simulators: (page) => go(page, 'Simulators'),
};

/** Opens a page of the console by its navigation. */
export async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
  await page.locator('nav a[aria-current=page]', { hasText: name }).waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
}
