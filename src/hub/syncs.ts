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

/** How long a sync is kept for the operator to look at, in milliseconds: 3 days. */
const memory = 3 * 24 * 3600 * 1000;

/** Most that are listed. */
const mostListed = 1000;

/** How often what a running sync has done is kept, in milliseconds. */
const keepEvery = 1000;

/** A sync as it is kept. `begun` is the hub's position when it was asked for, `due` in milliseconds since 1970. */
interface Kept {
  sync: Sync;
  begun: number;
  due: number;
}

/**
 * Runs the syncs of a hub. Each is kept, and run by the process that answers for its connection: where that one dies
 * another begins it anew.
 */
export function startSyncs(hub: () => Hub): Syncs {
  const running = new Map<string, Sync>();
  const places = new Semaphore(atOnce);
  let stopped = false;

  const keep = (kept: Kept) => hub().store.notes.put('pull', kept.sync.id, kept, hub().now() + memory);
  const take = (kept: Kept) => {
    const { sync, due } = kept;
    if (stopped || running.has(sync.id) || !hub().store.processes.isMine(sync.connection)) return;
    running.set(sync.id, sync);
    setTimeout(
      () => {
        void places
          .runExclusive(() => runKept(kept))
          .catch((error: unknown) => hub().log.error(error, 'a sync met what nobody foresaw'))
          .finally(() => running.delete(sync.id));
      },
      Math.max(0, due - hub().now()),
    ).unref();
  };
  const runKept = async (kept: Kept) => {
    const { sync, begun } = kept;
    const isMine = () => !stopped && hub().store.processes.isMine(sync.connection);
    if (!isMine()) return;
    const timer = setInterval(() => void (isMine() && keep(kept).catch(() => undefined)), keepEvery).unref();
    await run(hub(), sync, begun, isMine).finally(() => clearInterval(timer));
    if (isMine()) await keep(kept);
  };
  const all = async () => (await hub().store.notes.all<Kept>('pull')).map(({ value }) => value);
  const resume = async () => {
    for (const kept of await all()) if (kept.sync.status === 'RUNNING') take(fresh(hub(), kept));
  };

  return {
    async start(connectionId, { type, modules }, delay = 0) {
      const { processes, objects } = hub().store;
      const sync = prepare(hub(), connectionId, type, modules);
      const kept = { sync, begun: await objects.present(), due: hub().now() + delay };
      await keep(kept);
      if (processes.isMine(connectionId)) take(kept);
      else await processes.tell('pull', { id: sync.id });
      return sync;
    },
    async list() {
      const kept = await all();
      const syncs = kept.map(({ sync }) => running.get(sync.id) ?? sync);
      return syncs.sort((a, b) => b.started.localeCompare(a.started)).slice(0, mostListed);
    },
    async find(id) {
      const sync = running.get(id) ?? (await hub().store.notes.get<Kept>('pull', id))?.sync;
      if (!sync) throw new Refusal('notFound', `there is no sync ${id}`);
      return sync;
    },
    async resume() {
      const { processes, notes } = hub().store;
      processes.onWord<{ id: string }>('pull', ({ id }) => {
        void notes.get<Kept>('pull', id).then(
          (kept) => kept && take(kept),
          () => undefined,
        );
      });
      processes.onMoved(() => resume().catch(() => undefined));
      await resume();
    },
    stop: () => void (stopped = true),
  };
}

/** A sync that was broken off, as if it had just been asked for. */
function fresh(hub: Hub, { sync, begun, due }: Kept): Kept {
  const modules = sync.modules.map(({ module }) => newModuleSync(module, hub.now()));
  return { sync: { ...sync, modules }, begun, due };
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
async function run(hub: Hub, sync: Sync, begun: number, isMine: () => boolean): Promise<void> {
  const until = hub.now() + hub.syncTimeout;
  for (const progress of sync.modules) {
    if (!isMine()) return;
    try {
      const connection = findConnection(hub, sync.connection);
      await pullModule(hub, connection, sync.type === 'full', begun, progress, until);
    } catch (error) {
      progress.error = error instanceof Refusal ? error.message : 'internal error';
      if (!(error instanceof Refusal)) hub.log.error(error, 'a sync met what nobody foresaw');
    }
  }
  sync.finished = new Date(hub.now()).toISOString();
  sync.status = sync.modules.some(({ error }) => error !== null) ? 'FAILED' : 'DONE';
}
