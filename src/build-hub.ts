import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import { tidyHeld } from './hub/binding/tidy-withheld-objects.ts';
import { partyList, type Settings } from './hub/configuration.ts';
import { newRequestedPauses, notingPauses } from './hub/delivery/pauses-requested-by-partners.ts';
import { resumePushesOnAgreement } from './hub/delivery/push-objects-on-agreement.ts';
import { resendRefused } from './hub/delivery/resend-refused-in-new-dialect.ts';
import { startDelivery } from './hub/delivery/start-delivery.ts';
import type { Hub } from './hub/hub-dependencies.ts';
import { newMemory } from './hub/in-memory-state.ts';
import { keepingMarks } from './hub/insight/last-requests-of-partners.ts';
import { startReach } from './hub/market/all-changes-pushed-since.ts';
import { newDialectCache } from './hub/market/dialect-cache.ts';
import { stylesOf } from './hub/market/learnt-partner-profile.ts';
import { tidyHandshakes } from './hub/partners/connections.ts';
import { newProbes } from './hub/partners/probe-silent-partners.ts';
import { tryingFormerToken } from './hub/partners/retry-with-former-token.ts';
import type { Store } from './hub/ports/store.ts';
import { resume } from './hub/questions/asynchronous-command-result.ts';
import { startSyncs } from './hub/sync/sync-queue.ts';
import { startSchedule } from './hub/sync/sync-schedule.ts';
import { newTranslations } from './hub/translating/translate-for-readers.ts';
import { plainHttp } from './hub/unsafe-settings.ts';
import type { Reach } from './ocpi/client/allowed-networks.ts';
import { ocpiClient } from './ocpi/client/ocpi-client.ts';
import type { Near } from './ocpi/client/origins-in-this-process.ts';
import type { Exchange } from './ocpi/messages/request-and-answer-types.ts';
import { judge } from './ocpi/rules/judge-exchange.ts';
import { type Party, parseParty } from './ocpi/words/party-id.ts';

/** The foundations of a hub: its store, clock, source of randomness and network. */
export interface Ground extends Pick<Hub, 'url' | 'now' | 'after' | 'newId' | 'newToken' | 'random'> {
  settings: Settings;
  store: Store;
  log: Logger;
  /** Called with every finished exchange and its findings, beside the trace in the store. */
  record(exchange: Exchange): void;
  /** Origins that this process itself serves, such as those of simulators. */
  near?: Near;
  /** The HTTP client's network; by default sockets. */
  dispatcher?: Dispatcher;
}

/** A hub with all that it does by itself, which does not listen at an address yet. */
export interface BuiltHub {
  hub: Hub;
  /** The networks in which the hub may call partners. */
  reach: Reach;
  /** Stops the hub from beginning anything new. */
  rest(): void;
  /**
   * Waits at most `patience` milliseconds for pushes in flight, stores the positions of the deliveries and closes
   * connections.
   */
  end(patience: number): Promise<void>;
}

/** Builds the `Hub` record that every use case gets, and starts all that the hub does by itself. */
export async function buildHub(ground: Ground): Promise<BuiltHub> {
  const { settings, store, now, after } = ground;
  const record = (given: Exchange) => {
    const findings = judge(given);
    const exchange = findings.length === 0 ? given : { ...given, findings };
    store.journal.append(exchange);
    probes.note(exchange);
    marks.note(exchange);
    ground.record(exchange);
  };
  const refusals = resendRefused(() => hub);
  const failed = (error: unknown) => ground.log.error(error, 'what was seen of a partner could not be kept');
  const marks = keepingMarks({ notes: store.notes, now, failed });
  const probes = newProbes(() => hub, settings.HUB_PROBE_AFTER_MS, after);
  const reach = {
    privateNetworks: settings.HUB_ALLOW_PRIVATE_NETWORKS,
    plainHttp: plainHttp(settings),
    networks: settings.HUB_ALLOWED_NETWORKS.split(','),
    names: settings.HUB_RESOLVER,
  };
  const client = ocpiClient({
    reach,
    now,
    newId: ground.newId,
    record,
    styles: stylesOf(store.registry),
    near: ground.near,
    dispatcher: ground.dispatcher,
  });
  const rests = newRequestedPauses(now);
  const send = tryingFormerToken(notingPauses(client.send, rests), store.registry, now);
  const party = parseParty(settings.HUB_PARTY) as Party;
  const translations = newTranslations({ store, now });
  const hub: Hub = {
    url: ground.url,
    party,
    name: settings.HUB_NAME,
    store,
    dialectCache: newDialectCache(),
    translations,
    send,
    rests,
    record,
    syncs: startSyncs(() => hub),
    deliver: await startDelivery({
      store,
      translations,
      send,
      express: client.express,
      rests,
      now,
      after,
      newId: ground.newId,
      random: ground.random,
      party,
      timeout: settings.HUB_PUSH_TIMEOUT_MS,
      patience: settings.HUB_PATIENCE,
      answered: refusals.note,
    }),
    now,
    after,
    newId: ground.newId,
    newToken: ground.newToken,
    random: ground.random,
    memory: newMemory(),
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
    log: ground.log,
  };
  probes.start();
  const stopTidying = await tidyHandshakes(hub);
  const stopDeadlines = await resume(hub);
  tidyHeld(hub);
  await startReach(hub);
  await hub.syncs.resume();
  const stopStocks = await resumePushesOnAgreement(hub);
  await refusals.start();
  const stopSchedule = startSchedule(hub, { delta: settings.HUB_SYNC_DELTA, full: settings.HUB_SYNC_FULL });
  return {
    hub,
    reach,
    rest() {
      stopSchedule();
      probes.stop();
      stopDeadlines();
      stopTidying();
      stopStocks();
      hub.syncs.stop();
    },
    async end(patience) {
      await hub.deliver.stop(patience);
      await client.close();
    },
  };
}
