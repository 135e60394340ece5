import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { request } from 'undici';
import { Partner } from '../features/support/fake-partner.ts';
import { chromiumProgram } from '../features/support/find-chromium.ts';
import { adminToken, type Hub, startHub } from '../features/support/hub-process.ts';
import { register } from '../features/support/register-as-partner.ts';

// This program measures how smoothly the console's live list shows many exchanges a second, and the cost of a watcher
// for the hub: latencies of the same load without a watcher, with one that renders nothing, and with the console open.
// `--rate 1000 --seconds 15`.
const { values } = parseArgs({
  options: { rate: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '15' } },
});
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];

const hub = await startHub();
const partner = await connect(hub);
const url = `${hub.url}/ocpi/cpo/2.1.1`;
try {
  await load(3);
  const alone = await load(seconds);
  const read = await reading(() => load(seconds));
  const browser = await chromium.launch({
    ...chromiumProgram(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await open(await browser.newPage());
  const [watched, seen] = await Promise.all([load(seconds), watch(page)]);
  console.table({ 'nobody watches': alone, 'the feed is read': read, 'the console is open': watched });
  console.table({ page: seen });
  await browser.close();
} finally {
  await hub.stop();
  await partner.goDark();
  await rm(hub.dataDir, { recursive: true, force: true });
}

/** Registers a provider with the hub, whose token the load uses. */
async function connect({ adminUrl }: Hub): Promise<Partner> {
  const id = { role: 'EMSP' as const, country_code: 'NL', party_id: 'EMP', name: 'EMP' };
  const made = await request(`${adminUrl}/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(id),
  });
  const { token, versions_url } = (await made.body.json()) as { token: string; versions_url: string };
  const partner = await new Partner(id).open();
  partner.tokenToHub = token;
  partner.hubVersionsUrl = versions_url;
  await register(partner);
  return partner;
}

/**
 * Sends `length` seconds of requests to the hub at an even pace, independently of the answers; returns the number of
 * answers and their latencies.
 */
async function load(length: number) {
  const took: number[] = [];
  const headers = { authorization: `Token ${partner.tokenToHub}` };
  const cpu = await cpuOfHub();
  const begun = performance.now();
  const open = new Set<Promise<void>>();
  for (let sent = 0; sent < rate * length; ) {
    const due = Math.min(rate * length, Math.floor(((performance.now() - begun) * rate) / 1000));
    for (; sent < due; sent += 1) {
      const asked = performance.now();
      const one = request(url, { headers }).then(async ({ body }) => {
        await body.dump();
        took.push(performance.now() - asked);
      });
      open.add(one);
      void one.finally(() => open.delete(one));
    }
    await new Promise((done) => setTimeout(done, 5));
  }
  await Promise.all(open);
  const all = (performance.now() - begun) / 1000;
  took.sort((one, other) => one - other);
  const at = (share: number) => Math.round((took[Math.floor((took.length - 1) * share)] ?? 0) * 10) / 10;
  const spent = (((await cpuOfHub()) - cpu) / all) * 100;
  return {
    'hub CPU %': Math.round(spent),
    'per second': Math.round(took.length / all),
    'median ms': at(0.5),
    'p95 ms': at(0.95),
    'p99 ms': at(0.99),
  };
}

/** Seconds of CPU time that the hub has used, which other load on the machine hardly changes. */
async function cpuOfHub(): Promise<number> {
  const { body } = await request(`${hub.url}/metrics`);
  return Number(/^process_cpu_seconds_total ([\d.e+-]+)/m.exec(await body.text())?.[1]);
}

/** Runs the measurement with a watcher that renders nothing: the remaining difference is the browser's work. */
async function reading<T>(what: () => Promise<T>): Promise<T> {
  const headers = { authorization: `Bearer ${adminToken}` };
  const { body } = await request(`${hub.adminUrl}/requests/stream`, { headers, bodyTimeout: 0 });
  body.on('data', () => undefined).on('error', () => undefined);
  const result = await what();
  body.destroy();
  return result;
}

/** Opens the console's live list in a browser, signed in. */
async function open(page: Page): Promise<Page> {
  await page.goto(hub.url);
  await page.getByLabel('Admin token').fill(adminToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Traffic' }).click();
  await page.getByRole('row').nth(5).waitFor();
  return page;
}

/** Measures the page under load: milliseconds between two frames, and the time until it reacts to a click. */
async function watch(page: Page) {
  const before = await listed(page);
  await page.evaluate(`
    window.frames_ = [];
    let last = performance.now();
    const next = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(next); };
    requestAnimationFrame(next);`);
  await new Promise((done) => setTimeout(done, seconds * 700));
  const asked = performance.now();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.locator('button[aria-pressed=true]').waitFor();
  const click = performance.now() - asked;
  await page.getByRole('button', { name: 'Resume' }).click();
  await new Promise((done) => setTimeout(done, seconds * 300 + 1000));
  const frames = ((await page.evaluate('window.frames_')) as number[]).sort((one, other) => one - other);
  const at = (share: number) => Math.round(frames[Math.floor((frames.length - 1) * share)] ?? 0);
  const heap = (await page.evaluate('performance.memory.usedJSHeapSize')) as number;
  return {
    'listed before': before,
    'listed after': await listed(page),
    'frame p50': at(0.5),
    'frame p99': at(0.99),
    'longest frame': at(1),
    'click ms': Math.round(click),
    'heap MB': Math.round(heap / 1e6),
  };
}

async function listed(page: Page): Promise<string> {
  return page.locator('.live-note').innerText();
}
