import cluster from 'node:cluster';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { adminToken } from './admin/admin-token.ts';
import { startConformanceRuns } from './admin/conformance-runs.ts';
import { startFeed } from './admin/exchange-feed.ts';
import { sharedFeed } from './admin/exchange-feed-of-all-processes.ts';
import { timed } from './admin/measure-store-times.ts';
import { startTracing } from './admin/opentelemetry-spans.ts';
import { observe } from './admin/prometheus-counters.ts';
import { buildHub } from './build-hub.ts';
import { startServers } from './http-servers.ts';
import { partyList, type Settings } from './hub/configuration.ts';
import type { Hub } from './hub/hub-dependencies.ts';
import { openAddresses } from './hub/unsafe-settings.ts';
import { certificateOf } from './listening-sockets.ts';
import { logExchange } from './log-exchange.ts';
import { newToken } from './ocpi/words/credentials-tokens.ts';
import { newUuid } from './ocpi/words/random-uuid.ts';
import { openStore } from './open-store.ts';
import { workspaceHubs } from './sandbox-workspace-hubs.ts';
import { backupOf } from './store/backup/write-backup.ts';

/** A hub that listens for requests. */
interface RunningHub {
  url: string;
  /** Finishes requests in flight, flushes the store and closes everything; within 8 s. */
  stop(): Promise<void>;
}

/** Longest wait, in milliseconds, for requests and pushes in flight when the hub stops. */
const patience = 4000;

/** The time of day in milliseconds since 1970, and timers that do not keep the process alive. */
export interface Clock {
  now(): number;
  after(milliseconds: number, call: () => void): () => void;
}

/** Builds the hub from its settings and starts it. */
export async function startHub(
  settings: Settings,
  log: Logger,
  clock: Clock = wallClock,
): Promise<RunningHub> {
  const token = await adminToken(settings.HUB_ADMIN_TOKEN, settings.HUB_DATA_DIR);
  const certificate = await certificateOf(settings);
  const tracing = await startTracing(process.env);
  const store = timed(await openStore(settings, (message) => log.warn(message)));
  const feed = sharedFeed(startFeed(), store.processes);
  let url = settings.HUB_URL ?? '';
  const built = await buildHub({
    settings,
    store,
    log,
    url: () => url,
    now: clock.now,
    after: clock.after,
    newId: newUuid,
    newToken,
    random: Math.random,
    record(exchange) {
      observe(exchange);
      feed.publish(exchange);
      tracing?.span(exchange);
      logExchange(log, exchange);
    },
  });
  const { hub, reach } = built;
  const conformance = startConformanceRuns(clock.now, cluster.isWorker);
  const simulators = partyList(settings.HUB_SIMULATORS);
  const backup = () => backupOf(store, Date.now);
  const admin = { hub, token, feed, simulators, reach, conformance, backup };
  const sandbox = await sandboxOf(settings, hub, log);
  const servers = await startServers(settings, admin, certificate, sandbox?.routers).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  for (const name of openAddresses(settings))
    log.warn({ event: 'in the open' }, `${name}: tokens travel in the open (HUB_LISTEN_WITHOUT_TLS=true)`);
  url = (url || servers.url).replace(/(?<!\/)\/+$/, '');
  await sandbox?.begin();
  announce(log, { url, admin_url: `${servers.adminUrl ?? url}/admin` });
  return {
    url,
    async stop() {
      built.rest();
      feed.end();
      await Promise.all([conformance.stop(), servers.close(patience), sandbox?.stop()]);
      await built.end(patience);
      await store.close();
      await tracing?.stop();
    },
  };
}

/** Makes the sandbox, where it is configured; its modules and the simulators are loaded only then. */
async function sandboxOf(settings: Settings, hub: Hub, log: Logger) {
  if (!settings.HUB_SANDBOX) return undefined;
  const { startSandbox } = await import('./sandbox/start-sandbox.ts');
  const limits = {
    hours: settings.HUB_SANDBOX_HOURS,
    workspaces: settings.HUB_SANDBOX_WORKSPACES,
    perAddress: settings.HUB_SANDBOX_PER_ADDRESS,
    bytes: settings.HUB_SANDBOX_MB * 1_048_576,
  };
  const folder = join(settings.HUB_DATA_DIR, 'sandbox');
  return startSandbox(hub, folder, limits, workspaceHubs(settings, log, hub));
}

const wallClock: Clock = {
  now: Date.now,
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** Logs that the hub listens; of several workers on one port, the process that started them logs it. */
function announce(log: Logger, listens: { url: string; admin_url: string }): void {
  log.info({ event: cluster.isWorker ? 'worker' : 'listening', ...listens }, 'the hub listens');
  if (cluster.isWorker) process.send?.(listens);
}
