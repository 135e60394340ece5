import { randomUUID } from 'node:crypto';
import { Semaphore } from 'async-mutex';
import type { ObjectModuleId } from '../ocpi/modules.ts';
import { findConnection } from './connections.ts';
import type { Hub } from './hub.ts';
import { Refusal } from './refusal.ts';
import { newModuleSync, pulledFrom, pullModule } from './sync.ts';
import type { Sync, Syncs } from './sync-report.ts';

/** Partners pulled from at the same time; the others wait, so that a night's syncs are no stampede. */
const atOnce = 4;

/** Syncs kept for the operator to look at, newest last. */
const mostKept = 1000;

/** Keeps the syncs of a hub. */
export function startSyncs(hub: () => Hub): Syncs {
  const kept = new Map<string, Sync>();
  const places = new Semaphore(atOnce);
  return {
    start(connectionId, { type, modules }) {
      const sync = prepare(hub(), connectionId, type, modules);
      kept.set(sync.id, sync);
      for (const id of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(id);
      const begun = hub().store.objects.position();
      void places
        .runExclusive(() => run(hub(), sync, begun))
        .catch((error: unknown) => hub().log.error(error, 'a sync met what nobody foresaw'));
      return sync;
    },
    list: () => [...kept.values()].reverse(),
    find(id) {
      const sync = kept.get(id);
      if (!sync) throw new Refusal('notFound', `there is no sync ${id}`);
      return sync;
    },
  };
}

function prepare(hub: Hub, connectionId: string, type: Sync['type'], wanted: string[] | undefined): Sync {
  const connection = findConnection(hub, connectionId);
  if (connection.status !== 'REGISTERED')
    throw new Refusal(
      'conflict',
      `only a registered connection can be pulled from; this one is ${connection.status}`,
    );
  const offered = pulledFrom(connection);
  const missing = (wanted ?? []).filter((module) => !offered.some((known) => known === module));
  if (missing.length > 0)
    throw new Refusal(
      'conflict',
      `the partner does not offer ${missing.join(', ')}; it offers ${offered.join(', ') || 'nothing'}`,
    );
  const modules = (wanted as ObjectModuleId[] | undefined) ?? offered;
  const now = hub.now();
  return {
    id: randomUUID(),
    connection: connectionId,
    type,
    status: 'RUNNING',
    modules: modules.map((module) => newModuleSync(module, now)),
    started: new Date(now).toISOString(),
    finished: null,
  };
}

/** One module after another; a module that fails does not keep the next from running. */
async function run(hub: Hub, sync: Sync, begun: number): Promise<void> {
  const until = hub.now() + hub.syncTimeout;
  for (const progress of sync.modules) {
    try {
      const connection = findConnection(hub, sync.connection);
      await pullModule(hub, connection, sync.type === 'full', begun, progress, until);
    } catch (error) {
      progress.error = error instanceof Refusal ? error.message : 'internal error';
      if (!(error instanceof Refusal)) hub.log.error(error, 'a sync met what nobody foresaw');
    }
  }
  sync.status = sync.modules.some(({ error }) => error !== null) ? 'FAILED' : 'DONE';
  sync.finished = new Date(hub.now()).toISOString();
}
