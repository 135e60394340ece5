import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { asked, emptyDatabase } from '../../src/store/postgres/test-database.ts';
import { inherited, programOf } from './bundled-programs.ts';

/** The store of a release's data: a folder, or a database. */
export type Place = 'folder' | 'database';

/** The data of a release, in a copy that a test may change. */
export interface ReleaseData {
  /** Environment variables for a hub that uses the copied data. */
  env: Record<string, string>;
  folder: string;
  /** The tokens between each partner and the hub. */
  tokens: Record<string, { toHub: string; fromHub: string | null }>;
}

/** A request that a partner received. */
export interface Sent {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The time at which the fixture was made, in milliseconds since 1970; its expiring notes were in force then. */
export const madeAt = Date.parse('2026-11-28T21:20:00Z');

/** Copies a release's data; requests to OTH's platform go to `oth` instead. */
export async function dataOf(
  release: string,
  place: Place,
  t: TestContext,
  oth?: string,
): Promise<ReleaseData> {
  const from = join('trials/test/fixtures', release);
  const folder = await mkdtemp(join(tmpdir(), 'hub-upgrade-'));
  t.after(() => rm(folder, { recursive: true }));
  const moved = (text: string) => (oth ? text.replaceAll('http://127.0.0.1:903', oth) : text);
  const all = JSON.parse(await readFile(join(from, 'tokens.json'), 'utf8')) as Record<
    Place,
    ReleaseData['tokens']
  >;
  const tokens = all[place];
  if (place === 'folder') {
    await cp(join(from, 'folder'), folder, { recursive: true });
    const registry = join(folder, 'registry.json');
    await writeFile(registry, moved(await readFile(registry, 'utf8')));
    return { env: { HUB_DATA_DIR: folder }, folder, tokens };
  }
  const { url, drop } = await emptyDatabase();
  t.after(drop);
  await asked(url, moved(await readFile(join(from, 'database.sql'), 'utf8')));
  const key = (await readFile(join(from, 'folder/secret-key'), 'utf8')).trim();
  return { env: { HUB_DATA_DIR: folder, DATABASE_URL: url, HUB_SECRET_KEY: key }, folder, tokens };
}

/** Starts the present hub on a release's data; gives its URL, and a function that ends it in order. */
export async function startOn(
  { env }: ReleaseData,
  t: TestContext,
): Promise<{ url: string; stop(): Promise<void> }> {
  const settings = {
    HUB_PORT: '0',
    HUB_ADMIN_TOKEN: adminToken,
    HUB_ALLOW_PRIVATE_NETWORKS: 'true',
    HUB_PUSH_TIMEOUT_MS: '1000',
    // The exchanges in the old release's trace are older than the default limit.
    HUB_TRACE_HOURS: '876000',
  };
  const hub = spawn(process.execPath, await programOf('src/main.ts'), {
    env: { ...inherited(), ...settings, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => hub.kill('SIGKILL'));
  const ended = once(hub, 'exit');
  let said = '';
  for await (const line of createInterface({ input: hub.stdout })) {
    said += `${line}\n`;
    const { event, url } = JSON.parse(line) as { event?: string; url: string };
    if (event !== 'listening') continue;
    hub.stdout.resume();
    return {
      url,
      async stop() {
        hub.kill('SIGTERM');
        const [code] = (await ended) as [number | null];
        if (code !== 0) throw new Error(`the hub ended with ${code}`);
      },
    };
  }
  throw new Error(`the hub did not start:\n${said}`);
}

/** The bearer token of the admin API in the hubs of these tests. */
export const adminToken = 'upgrade-admin-token-4711';

/** A platform that accepts and records every request. */
export async function platform(t: TestContext): Promise<{ url: string; received: Sent[] }> {
  const received: Sent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ status_code: 1000, timestamp: new Date().toISOString() }));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
