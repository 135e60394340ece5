import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import express from 'express';
import { type Logger, pino } from 'pino';
import { adminToken } from './admin/admin-token.ts';
import { adminApi } from './admin/api.ts';
import { startFeed } from './admin/feed.ts';
import { observe } from './admin/metrics.ts';
import { timed } from './admin/timed-store.ts';
import { startTracing } from './admin/tracing.ts';
import { partyList, readConfiguration, type Settings, WrongConfiguration } from './hub/configuration.ts';
import { tidyConnections } from './hub/connections.ts';
import { startDelivery } from './hub/deliver.ts';
import type { Hub } from './hub/hub.ts';
import { answerModule } from './hub/interfaces.ts';
import { callerOf, offeredTo } from './hub/parties.ts';
import { deleteCredentials, getCredentials, postCredentials, putCredentials } from './hub/register.ts';
import { resume } from './hub/result.ts';
import { startSchedule } from './hub/schedule.ts';
import { startSyncs } from './hub/syncs.ts';
import { ocpiClient } from './ocpi/client.ts';
import type { Exchange } from './ocpi/exchange.ts';
import { type Party, parseParty } from './ocpi/party.ts';
import { ocpiServer } from './ocpi/server.ts';
import { openEmbeddedStore } from './store/embedded/open.ts';

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
  const tracing = await startTracing(process.env);
  const store = timed(
    await openEmbeddedStore({
      folder: settings.HUB_DATA_DIR,
      warn: (message) => log.warn(message),
    }),
  );
  const feed = startFeed();
  const record = (exchange: Exchange) => {
    store.journal.append(exchange);
    observe(exchange);
    feed.publish(exchange);
    tracing?.span(exchange);
    log.info(inOneLine(exchange));
  };
  const client = ocpiClient({
    allowPrivateNetworks: settings.HUB_ALLOW_PRIVATE_NETWORKS,
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
    forwardTimeout: settings.HUB_PUSH_TIMEOUT_MS,
    authorizeTimeout: settings.HUB_AUTHORIZE_TIMEOUT_MS,
    commandTimeout: settings.HUB_COMMAND_TIMEOUT_MS,
    log,
  };
  await tidyConnections(hub);
  await resume(hub);
  const stopSchedule = startSchedule(hub, { delta: settings.HUB_SYNC_DELTA, full: settings.HUB_SYNC_FULL });
  const app = express();
  app.disable('x-powered-by');
  app.use(adminApi({ hub, token, feed }));
  app.use(ocpi(hub));
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 },
    app,
  );
  await listen(server, settings.HUB_PORT, settings.HUB_HOST).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  url = (url || addressOf(server, settings.HUB_HOST)).replace(/\/+$/, '');
  log.info({ event: 'listening', url, admin_url: `${url}/admin` }, 'the hub listens');
  return {
    url,
    async stop() {
      stopSchedule();
      feed.end();
      await close(server);
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
    if (env.DATABASE_URL)
      throw new WrongConfiguration(
        'DATABASE_URL is not supported by this version: leave it unset to use the embedded store',
      );
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

function ocpi(hub: Hub) {
  return ocpiServer({
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

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
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
