import type { Browser, Page } from 'playwright-core';
import type { MeasuredPage } from './measured-pages.ts';

/** The measured figures of one page of the console. */
export interface Figures {
  page: string;
  /** Milliseconds until the admin API's slowest answer began, and which answer it was. */
  server: number;
  slowest: string;
  /** Kilobytes of all answers of the admin API. */
  kilobytes: number;
  /** Number of elements and texts in the page's document. */
  nodes: number;
  /** Milliseconds from the page's first request to its first row. */
  firstRow: number;
  /** Errors that the page reported to the browser. */
  complaints: string[];
}

const patience = 60_000;

/** Browser script that counts elements and texts, and reads the time of the first row as `beginning` noted it. */
const figures = `(() => {
  const asked = performance.getEntriesByType('resource')
    .filter(({ name }) => name.includes('/admin/') && !name.endsWith('/stream'));
  const took = ({ responseStart, requestStart }) => responseStart - requestStart;
  const slowest = asked.reduce((one, other) => (one && took(one) > took(other) ? one : other), undefined);
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let nodes = 0;
  while (walker.nextNode()) nodes += 1;
  return {
    server: slowest ? Math.round(took(slowest)) : 0,
    slowest: slowest ? new URL(slowest.name).pathname + new URL(slowest.name).search : '',
    kilobytes: Math.round(asked.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1024),
    nodes,
    firstRow: Math.round(window.firstRow),
  };
})()`;

/** A browser, and a hub whose console it opens. */
export interface Scene {
  browser: Browser;
  hub: string;
  token: string;
  /** Folder for a picture of each page in both themes and widths. */
  pictures: string | undefined;
}

/** Opens a page of the console anew, and measures it once everything that it has asked for is there. */
export async function measure(
  { browser, hub, token, pictures }: Scene,
  page: MeasuredPage,
): Promise<Figures> {
  const context = await browser.newContext({
    viewport: sizes.desk,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(patience);
  const complaints: string[] = [];
  opened.on('pageerror', ({ message }) => complaints.push(message));
  opened.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  await opened.addInitScript(beginning(token, page.row));
  const settled = untilSettled(opened);
  await opened.goto(`${hub}/#/${page.place}`);
  await opened.locator(page.row).first().waitFor();
  await settled();
  const found = (await opened.evaluate(figures)) as Omit<Figures, 'page' | 'complaints'>;
  const words = await opened.locator('main').innerText();
  const missing = (page.signs ?? []).filter((sign) => !words.includes(sign));
  complaints.push(...missing.map((sign) => `it does not say "${sign}"`));
  if (pictures) await takePictures(opened, `${pictures}/${fileOf(page)}`);
  await context.close();
  return { page: page.name, ...found, complaints };
}

const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 800 } };

async function takePictures(page: Page, file: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes))
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      await page.screenshot({ path: `${file}-${colorScheme}-${size}.png`, fullPage: true });
    }
}

function fileOf({ name }: MeasuredPage): string {
  return name.toLowerCase().replace(/\W+/g, '-').replace(/-$/, '');
}

/** Browser script that runs before the page: signs in, and notes when the first row is there. */
function beginning(token: string, row: string): string {
  return `sessionStorage.setItem('ocpi-hub admin token', ${JSON.stringify(token)});
    new MutationObserver((_, observer) => {
      if (!document.querySelector(${JSON.stringify(row)})) return;
      window.firstRow = performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });`;
}

/** Resolves when all requests of the page but the stream have ended, and the page has drawn their answers. */
function untilSettled(page: Page): () => Promise<void> {
  const open = new Set<unknown>();
  let changed = () => {};
  page.on('request', (request) => void (request.url().endsWith('/stream') || open.add(request)));
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => {
      open.delete(request);
      changed();
    });
  return async () => {
    for (;;) {
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      if (open.size === 0) return;
      await new Promise<void>((done) => {
        changed = done;
      });
    }
  };
}
