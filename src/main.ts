import cluster from 'node:cluster';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import express, { type Express } from 'express';
import { type Logger, pino } from 'pino';
import { adminToken } from './admin/admin-token.ts';
import { adminApi, healthApi } from './admin/api.ts';
import { consolePages } from './admin/console.ts';
import { startFeed } from './admin/feed.ts';
import { observe } from './admin/metrics.ts';
import { sharedFeed } from './admin/shared-feed.ts';
import { timed } from './admin/timed-store.ts';
import { startTracing } from './admin/tracing.ts';
import {
  partyList,
  plainHttp,
  readConfiguration,
  type Settings,
  WrongConfiguration,
} from './hub/configuration.ts';
import { tidyHandshakes } from './hub/connections.ts';
import { startDelivery } from './hub/deliver.ts';
import type { Hub } from './hub/hub.ts';
import { answerModule } from './hub/interfaces.ts';
import { callerOf, offeredTo } from './hub/parties.ts';
import { startProbes } from './hub/probe.ts';
import { deleteCredentials, getCredentials, postCredentials, putCredentials } from './hub/register.ts';
import { resume } from './hub/result.ts';
import { startSchedule } from './hub/schedule.ts';
import { resumeStocks } from './hub/stock.ts';
import { startSyncs } from './hub/syncs.ts';
import { ocpiClient } from './ocpi/client.ts';
import type { Exchange } from './ocpi/exchange.ts';
import { judge } from './ocpi/judge.ts';
import { boundedServer, type Certificate } from './ocpi/listen.ts';
import { isWithin } from './ocpi/network.ts';
import { type Party, parseParty } from './ocpi/party.ts';
import { type RateLimit, rateLimit } from './ocpi/rates.ts';
import { elsewhere, ocpiServer } from './ocpi/server.ts';
import { openStore } from './open-store.ts';

export { adminToken };

/** A hub that listens. */
export interface RunningHub {
  url: string;
  /** Finishes what is in flight, writes the store out and lets go of everything; within 8 s. */
  stop(): Promise<void>;
}

/** Longest wait, in milliseconds, for requests and pushes in flight at the end. */
const patience = 4000;

/** Builds the hub from its settings and starts it. */
export async function startHub(settings: Settings, log: Logger): Promise<RunningHub> {
  const token = await adminToken(settings.HUB_ADMIN_TOKEN, settings.HUB_DATA_DIR);
  const certificate = await certificateOf(settings);
  const tracing = await startTracing(process.env);
  const store = timed(await openStore(settings, (message) => log.warn(message)));
  const feed = sharedFeed(startFeed(), store.processes);
  const record = (given: Exchange) => {
    const exchange = { ...given, findings: judge(given) };
    store.journal.append(exchange);
    observe(exchange);
    probes.note(exchange);
    feed.publish(exchange);
    tracing?.span(exchange);
    log.info(inOneLine(exchange));
  };
  const probes = startProbes(() => hub, settings.HUB_PROBE_AFTER_MS);
  const client = ocpiClient({
    reach: {
      privateNetworks: settings.HUB_ALLOW_PRIVATE_NETWORKS,
      plainHttp: plainHttp(settings),
      networks: settings.HUB_ALLOWED_NETWORKS.split(','),
    },
    now: Date.now,
    record,
  });
  const party = parseParty(settings.HUB_PARTY) as Party;
  let url = settings.HUB_URL ?? '';
  const hub: Hub = {
    url: () => url,
    party,
    name: settings.HUB_NAME,
    store,
    send: client.send,
    record,
    syncs: startSyncs(() => hub),
    deliver: await startDelivery({
      store,
      send: client.send,
      now: Date.now,
      party,
      timeout: settings.HUB_PUSH_TIMEOUT_MS,
    }),
    now: Date.now,
    needed: settings.HUB_REQUIRED_ENDPOINTS.split(',').filter(Boolean),
    agreeWith: partyList(settings.HUB_AGREE_WITH),
    handshakeTimeout: settings.HUB_PUSH_TIMEOUT_MS,
    pullTimeout: settings.HUB_PULL_TIMEOUT_MS,
    syncTimeout: settings.HUB_SYNC_TIMEOUT_MS,
    forwardTimeout: settings.HUB_PUSH_TIMEOUT_MS,
    authorizeTimeout: settings.HUB_AUTHORIZE_TIMEOUT_MS,
    commandTimeout: settings.HUB_COMMAND_TIMEOUT_MS,
    log,
  };
  const stopTidying = await tidyHandshakes(hub);
  const stopDeadlines = await resume(hub);
  await hub.syncs.resume();
  await resumeStocks(hub);
  const stopSchedule = startSchedule(hub, { delta: settings.HUB_SYNC_DELTA, full: settings.HUB_SYNC_FULL });
  const admin = { hub, feed, simulators: partyList(settings.HUB_SIMULATORS) };
  const isProxy = isWithin(settings.HUB_TRUST_PROXY.split(','));
  const front = application(isProxy);
  const back = settings.HUB_ADMIN_HOST ? application(isProxy) : front;
  // First, so that the traffic of partners does not pass the paths of the admin API.
  front.use(ocpi(hub, settings));
  back.use(adminApi({ ...admin, token }));
  back.use(consolePages());
  if (back !== front) front.use(healthApi(admin));
  for (const app of new Set([front, back])) app.use(...elsewhere(hub.now));
  const serve = (app: Express) => boundedServer(app, { certificate, trusted: isProxy, now: hub.now });
  const server = serve(front);
  const adminServer = back === front ? undefined : serve(back);
  try {
    await listen(server, settings.HUB_PORT, settings.HUB_HOST);
    if (adminServer) await listen(adminServer, settings.HUB_ADMIN_PORT, settings.HUB_ADMIN_HOST ?? '');
  } catch (error) {
    server.close();
    await store.close();
    throw error;
  }
  const scheme = certificate ? 'https' : 'http';
  url = (url || addressOf(server, scheme, settings.HUB_HOST)).replace(/\/+$/, '');
  const adminUrl = adminServer ? addressOf(adminServer, scheme, settings.HUB_ADMIN_HOST ?? '') : url;
  // Of several workers on one port the process that started them says when all of them listen.
  const event = cluster.isWorker ? 'worker' : 'listening';
  const listens = { url, admin_url: `${adminUrl}/admin` };
  log.info({ event, ...listens }, 'the hub listens');
  if (cluster.isWorker) process.send?.(listens);
  return {
    url,
    async stop() {
      stopSchedule();
      probes.stop();
      stopDeadlines();
      stopTidying();
      hub.syncs.stop();
      feed.end();
      await Promise.all([close(server), adminServer && close(adminServer)]);
      await hub.deliver.stop(patience);
      await client.close();
      await store.close();
      await tracing?.stop();
    },
  };
}

/** Runs a hub as a process: configuration from the environment, JSON lines on stdout, SIGTERM ends it with 0. */
export async function runHub(env: Record<string, string | undefined>): Promise<void> {
  const settings = settingsOrExit(env);
  const log = logger(settings.LOG_LEVEL);
  const hub = await startHub(settings, log).catch((error: unknown) => {
    log.fatal({ event: 'failed' }, `the hub cannot start: ${(error as Error).message}`);
    process.exit(1);
  });
  const stop = () => {
    void hub.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal(error, 'the hub did not stop in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** The settings of an environment; ends the process with one line when a variable is wrong. */
export function settingsOrExit(env: Record<string, string | undefined>): Settings {
  try {
    return readConfiguration(env);
  } catch (error) {
    if (!(error instanceof WrongConfiguration)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** JSON lines, pretty on a terminal. */
export function logger(level: string): Logger {
  return pino({
    level,
    ...(process.stdout.isTTY
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }
      : {}),
  });
}

async function certificateOf({ HUB_TLS_CERT, HUB_TLS_KEY }: Settings): Promise<Certificate | undefined> {
  if (!HUB_TLS_CERT || !HUB_TLS_KEY) return undefined;
  const read = async (name: string, file: string) => {
    const text = await readFile(file, 'utf8').catch((error: Error) => error.message);
    if (/^-----BEGIN /m.test(text)) return text;
    throw new Error(`${name} must be a PEM file, got ${JSON.stringify(file)}`);
  };
  return { cert: await read('HUB_TLS_CERT', HUB_TLS_CERT), key: await read('HUB_TLS_KEY', HUB_TLS_KEY) };
}

function application(isProxy: (address: string) => boolean): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', isProxy);
  return app;
}

/** Seconds of quiet after which a sender may send all at once what he did not send meanwhile. */
const burst = 30;

/** A limit that the operator hears of, once a minute for each who meets it. */
function watchedLimit(name: string, perSecond: number, { log, now }: Hub): RateLimit {
  const limit = rateLimit({ perSecond, burst: perSecond * burst, now });
  const words = rateLimit({ perSecond: 1 / 60, burst: 1, now });
  return (key, cost) => {
    const wait = limit(key, cost);
    if (wait > 0 && words(key) === 0) log.warn({ event: 'too many requests', limit: name, key }, name);
    return wait;
  };
}

function ocpi(hub: Hub, { HUB_RATE_LIMIT, HUB_ADDRESS_RATE_LIMIT }: Settings) {
  return ocpiServer({
    rates: {
      caller: watchedLimit('HUB_RATE_LIMIT', HUB_RATE_LIMIT, hub),
      address: watchedLimit('HUB_ADDRESS_RATE_LIMIT', HUB_ADDRESS_RATE_LIMIT, hub),
    },
    sides: ['cpo', 'emsp'],
    party: hub.party,
    url: hub.url,
    now: hub.now,
    authenticate: (token, side) => callerOf(hub, token, side),
    offered: ({ connection }) => offeredTo(connection),
    credentials: {
      GET: (request) => getCredentials(hub, request),
      POST: (request) => postCredentials(hub, request),
      PUT: (request) => putCredentials(hub, request),
      DELETE: (request) => deleteCredentials(hub, request),
    },
    answer: (request) => answerModule(hub, request),
    record: hub.record,
    bug: (error) => hub.log.error(error, 'a request met what nobody foresaw'),
  });
}

function inOneLine({ request: _request, response: _response, findings, ...line }: Exchange) {
  return { event: 'exchange', ...line, findings: findings.length };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((listening, failed) => server.once('error', failed).listen(port, host, listening));
}

function addressOf(server: Server, scheme: string, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** No new connections; requests in flight get their answers; what is still open after that is cut. */
async function close(server: Server): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  const late = setTimeout(() => server.closeAllConnections(), patience);
  server.closeIdleConnections();
  await closed;
  clearTimeout(late);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await runHub(process.env);
