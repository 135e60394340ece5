import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admin, http } from './call-admin-api.ts';
import type { Json } from './common/partner-record-lines.ts';
import { country } from './common/torture-parties.ts';
import { drawGraph, type Point } from './draw-graph.ts';
import { type HubProcess, startHubProcess } from './hub-process.ts';
import { tariff } from './partner/sample-objects.ts';
import { agree, connect } from './start-hub-and-partners.ts';
import { until } from './wait-until.ts';

/** Number of objects that change again and again while the partner is away. */
const objects = 1000;

/**
 * Number of samples of the hub's memory: an address may read its metrics a hundred times at once, then ten times a
 * second, else it gets 429.
 */
const looks = 100;

/** The most writes of the operator under way at the same time. */
const workers = 16;

/** Megabytes of memory by which the last quarter of the absence may exceed the second. */
const allowance = 48;

/**
 * Lets a partner be away for so many changes: the hub's memory must stay flat, and each object must arrive once, in its
 * latest state.
 */
export async function outage(changes: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-outage-'));
  const hub = await startHubProcess(
    // One operator sends the whole load, as fast as the hub accepts it, so there are no rate limits.
    { HUB_DATA_DIR: join(folder, 'data'), HUB_RATE_LIMIT: '0', HUB_ADDRESS_RATE_LIMIT: '0' },
    join(folder, 'hub.log'),
  );
  const operator = await openServer('OPR');
  const provider = await openServer('PRV');
  try {
    const { token } = await connect(hub.url(), { role: 'CPO', party: 'OPR' }, operator.port);
    const { id } = await connect(hub.url(), { role: 'EMSP', party: 'PRV' }, provider.port);
    await agree(hub.url(), 'OPR', 'PRV');
    await provider.leave();
    const began = Date.now();
    const points = await change(hub, token, changes);
    const seconds = (Date.now() - began) / 1000;
    console.log(
      `${changes} changes of ${Math.min(objects, changes)} objects in ${seconds.toFixed(0)} s, as ${changes / 200} s of 200 a second`,
    );
    await provider.comeBack();
    await until(() => live(hub, id), 120_000);
    return judge(points, provider.received, changes);
  } finally {
    await hub.kill();
    operator.close();
    provider.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Changes the operator's objects in turn, as fast as the hub accepts it, and samples the hub's memory as often as the
 * metrics' rate limit allows.
 */
async function change(hub: HubProcess, token: string, changes: number): Promise<Point[]> {
  const points: Point[] = [];
  let next = 0;
  const look = Math.ceil(changes / looks);
  const worker = async () => {
    for (let n = next++; n < changes; n = next++) {
      const id = `T${n % objects}`;
      const url = `${hub.url()}/ocpi/emsp/2.1.1/tariffs/${country}/OPR/${id}`;
      const { json } = await http('PUT', url, `Token ${token}`, tariff(id, n));
      if (json.status_code !== 1000) throw new Error(`the hub did not take ${id}: ${JSON.stringify(json)}`);
      if (n % look === 0) points.push({ x: n, y: await memoryOf(hub) });
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return points.sort((a, b) => a.x - b.x);
}

function judge(points: Point[], received: Json[], changes: number): boolean {
  mkdirSync('reports', { recursive: true });
  writeFileSync(
    'reports/outage.svg',
    drawGraph('Memory of the hub while a partner is away', 'changes', 'MB', points),
  );
  const expected = Math.min(objects, changes);
  const newest = new Map(
    Array.from({ length: expected }, (_, n) => [`T${n}`, changes - 1 - ((changes - 1 - n) % objects)]),
  );
  const stale = received.filter(
    (body) => !JSON.stringify(body).includes(`"v${newest.get(String(body.id))}"`),
  );
  const distinct = new Set(received.map(({ id }) => id)).size;
  const second = highest(points.slice(points.length / 4, points.length / 2));
  const last = highest(points.slice(-points.length / 4));
  const rows: [string, string | number][] = [
    ['objects changed', expected],
    ['delivered', received.length],
    ['lost', expected - distinct],
    ['stale', stale.length],
    ['sent twice', received.length - distinct],
    ['memory, second quarter', `${second} MB`],
    ['memory, last quarter', `${last} MB (reports/outage.svg)`],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(22)} ${value}`);
  return (
    distinct === expected && received.length === expected && stale.length === 0 && last <= second + allowance
  );
}

function highest(points: Point[]): number {
  return Math.max(...points.map(({ y }) => y));
}

/** A partner's server that can stop and restart on its port; it receives pushed objects. */
async function openServer(party: string) {
  const received: Json[] = [];
  const make = () =>
    createServer((request, response) => {
      const home = `http://${request.headers.host}/ocpi`;
      const endpoints = ['credentials', 'tariffs'].map((identifier) => ({
        identifier,
        url: `${home}/${identifier}`,
      }));
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.method === 'PUT') received.push(JSON.parse(Buffer.concat(chunks).toString()) as Json);
        const isVersions = request.url?.endsWith('/versions');
        const isDetails = request.url?.endsWith('/2.1.1');
        const data = isVersions
          ? [{ version: '2.1.1', url: `${home}/2.1.1` }]
          : isDetails
            ? { version: '2.1.1', endpoints }
            : [];
        const body = { status_code: 1000, timestamp: new Date().toISOString(), data };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
  const open = (server: Server, port: number) =>
    new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  let server = make();
  await open(server, 0);
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return {
    party,
    port,
    received,
    close,
    leave: async () => {
      const gone = new Promise((done) => server.once('close', done));
      close();
      await gone;
    },
    comeBack: async () => {
      server = make();
      await open(server, port);
    },
  };
}

async function live(hub: HubProcess, id: string): Promise<string | undefined> {
  const { delivery } = (await admin(hub.url(), 'GET', `/connections/${id}`)).json as {
    delivery: { state: string; pending: number };
  };
  return delivery.state === 'LIVE' && delivery.pending === 0 ? undefined : JSON.stringify(delivery);
}

/** Resident memory of the hub's process in whole megabytes, from its metrics. */
async function memoryOf(hub: HubProcess): Promise<number> {
  const answer = await fetch(`${hub.url()}/metrics`);
  if (answer.status !== 200) throw new Error(`the hub's metrics: HTTP ${answer.status}`);
  const bytes = Number(/^process_resident_memory_bytes (\S+)$/m.exec(await answer.text())?.[1]);
  return Math.round(bytes / 1_048_576);
}
