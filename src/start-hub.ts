import cluster from 'node:cluster';
import type { Logger } from 'pino';
import { adminToken } from './admin/admin-token.ts';
import { startConformanceRuns } from './admin/conformance-runs.ts';
import { startFeed } from './admin/feed.ts';
import { observe } from './admin/metrics.ts';
import { sharedFeed } from './admin/shared-feed.ts';
import { timed } from './admin/timed-store.ts';
import { startTracing } from './admin/tracing.ts';
import { partyList, type Settings } from './hub/configuration.ts';
import { startDelivery } from './hub/delivery/deliver.ts';
import { resendRefused } from './hub/delivery/refused.ts';
import { heeding, keepingRests } from './hub/delivery/rests.ts';
import { resumeStocks } from './hub/delivery/stock.ts';
import type { Hub } from './hub/hub.ts';
import { keepingForms } from './hub/market/forms.ts';
import { mannersOf } from './hub/market/profile.ts';
import { tidyHandshakes } from './hub/partners/connections.ts';
import { tryingFormerToken } from './hub/partners/former-token.ts';
import { startProbes } from './hub/partners/probe.ts';
import { resume } from './hub/questions/result.ts';
import { startSchedule } from './hub/sync/schedule.ts';
import { startSyncs } from './hub/sync/syncs.ts';
import { openAddresses, plainHttp } from './hub/unsafe.ts';
import { ocpiClient } from './ocpi/client/client.ts';
import type { Exchange } from './ocpi/messages/exchange.ts';
import { judge } from './ocpi/rules/judge.ts';
import { newUuid } from './ocpi/words/ids.ts';
import { type Party, parseParty } from './ocpi/words/party.ts';
import { openStore } from './open-store.ts';
import { startServers } from './servers.ts';
import { certificateOf } from './sockets.ts';

/** A hub that is listening. */
interface RunningHub {
  url: string;
  /** Finishes requests in flight, flushes the store and releases everything; within 8 s. */
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
    const findings = judge(given);
    const exchange = findings.length === 0 ? given : { ...given, findings };
    store.journal.append(exchange);
    observe(exchange);
    probes.note(exchange);
    feed.publish(exchange);
    tracing?.span(exchange);
    log.info(inOneLine(exchange));
  };
  const refusals = resendRefused(() => hub);
  const probes = startProbes(() => hub, settings.HUB_PROBE_AFTER_MS);
  const reach = {
    privateNetworks: settings.HUB_ALLOW_PRIVATE_NETWORKS,
    plainHttp: plainHttp(settings),
    networks: settings.HUB_ALLOWED_NETWORKS.split(','),
    names: settings.HUB_RESOLVER,
  };
  const client = ocpiClient({
    reach,
    now: Date.now,
    record,
    manners: mannersOf(store.registry),
  });
  const rests = keepingRests(Date.now);
  const send = tryingFormerToken(heeding(client.send, rests), store.registry, Date.now);
  const party = parseParty(settings.HUB_PARTY) as Party;
  let url = settings.HUB_URL ?? '';
  const hub: Hub = {
    url: () => url,
    party,
    name: settings.HUB_NAME,
    store,
    forms: keepingForms(),
    send,
    rests,
    record,
    syncs: startSyncs(() => hub),
    deliver: await startDelivery({
      store,
      send,
      rests,
      now: Date.now,
      after,
      party,
      timeout: settings.HUB_PUSH_TIMEOUT_MS,
      patience: settings.HUB_PATIENCE,
      answered: refusals.note,
    }),
    now: Date.now,
    after,
    newId: newUuid,
    random: Math.random,
    needed: settings.HUB_REQUIRED_ENDPOINTS.split(',').filter(Boolean),
    agreeWith: partyList(settings.HUB_AGREE_WITH),
    handshakeTimeout: settings.HUB_PUSH_TIMEOUT_MS,
    pullTimeout: settings.HUB_PULL_TIMEOUT_MS,
    syncTimeout: settings.HUB_SYNC_TIMEOUT_MS,
    pullPause: settings.HUB_SYNC_PAUSE_MS,
    syncAgain: settings.HUB_SYNC_AGAIN_MS,
    syncOverlap: settings.HUB_SYNC_OVERLAP_MS,
    forwardTimeout: settings.HUB_PUSH_TIMEOUT_MS,
    authorizeTimeout: settings.HUB_AUTHORIZE_TIMEOUT_MS,
    commandTimeout: settings.HUB_COMMAND_TIMEOUT_MS,
    log,
  };
  const stopTidying = await tidyHandshakes(hub);
  const stopDeadlines = await resume(hub);
  await hub.syncs.resume();
  await resumeStocks(hub);
  await refusals.start();
  const stopSchedule = startSchedule(hub, { delta: settings.HUB_SYNC_DELTA, full: settings.HUB_SYNC_FULL });
  const conformance = startConformanceRuns(Date.now, cluster.isWorker);
  const simulators = partyList(settings.HUB_SIMULATORS);
  const admin = { hub, token, feed, simulators, reach, conformance };
  const servers = await startServers(settings, admin, certificate).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  for (const name of openAddresses(settings))
    log.warn({ event: 'in the open' }, `${name}: tokens travel in the open (HUB_LISTEN_WITHOUT_TLS=true)`);
  url = (url || servers.url).replace(/(?<!\/)\/+$/, '');
  announce(log, { url, admin_url: `${servers.adminUrl ?? url}/admin` });
  return {
    url,
    async stop() {
      stopSchedule();
      probes.stop();
      stopDeadlines();
      stopTidying();
      hub.syncs.stop();
      feed.end();
      await Promise.all([conformance.stop(), servers.close(patience)]);
      await hub.deliver.stop(patience);
      await client.close();
      await store.close();
      await tracing?.stop();
    },
  };
}

/** Sets a timer that does not keep the process alive. */
function after(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds).unref();
  return () => clearTimeout(timer);
}

/** Logs that the hub listens; of several workers on one port, the process that started them logs it. */
function announce(log: Logger, listens: { url: string; admin_url: string }): void {
  log.info({ event: cluster.isWorker ? 'worker' : 'listening', ...listens }, 'the hub listens');
  if (cluster.isWorker) process.send?.(listens);
}

/**
 * The exchange without its messages, for the log. It copies field by field: V8 makes an object of `...rest` with so
 * many fields slow to serialise, by 1.2 µs.
 */
function inOneLine(exchange: Exchange) {
  return {
    event: 'exchange',
    id: exchange.id,
    time: exchange.time,
    direction: exchange.direction,
    connection: exchange.connection,
    module: exchange.module,
    method: exchange.method,
    url: exchange.url,
    http_status: exchange.http_status,
    ocpi_status: exchange.ocpi_status,
    duration_ms: exchange.duration_ms,
    request_id: exchange.request_id,
    correlation_id: exchange.correlation_id,
    parent_id: exchange.parent_id,
    from: exchange.from,
    to: exchange.to,
    error: exchange.error,
    findings: exchange.findings.length,
    left_out: exchange.left_out,
  } satisfies Record<Exclude<keyof Exchange, 'request' | 'response'> | 'event', unknown>;
}
