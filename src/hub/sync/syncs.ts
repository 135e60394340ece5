import { Semaphore } from 'async-mutex';
import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import { every } from '../every.ts';
import type { Hub } from '../hub.ts';
import { findConnection } from '../partners/connections.ts';
import { Refusal } from '../refusal.ts';
import { newModuleSync, type Sync, type Syncs } from '../sync-report.ts';
import { pullObject } from './pull-object.ts';
import { heldFor, retireHeld } from './retirement.ts';
import { type Pull, pulledFrom, pullModule } from './sync.ts';

/** Partners pulled from at the same time; the others wait, so that a night's syncs are no stampede. */
const atOnce = 4;

/** How long a sync is kept for the operator to look at, in milliseconds: 3 days. */
const memory = 3 * 24 * 3600 * 1000;

/** Most that are listed. */
const mostListed = 1000;

/** How often what a running sync has done is kept, in milliseconds. */
const keepEvery = 1000;

/** Longest pause before a failed sync begins anew, in milliseconds. */
const longestPause = 3600 * 1000;

/** A sync as it is kept. `begun` is the hub's position when it was asked for, `due` in milliseconds since 1970. */
interface Kept {
  sync: Sync;
  begun: number;
  due: number;
  /** How many syncs before it have failed or broken off; only the first of them retires anything (SYNC-16). */
  attempt?: number;
}

/**
 * Runs the syncs of a hub. Each is kept, and run by the process that answers for its connection: where that one dies
 * another begins it anew.
 */
export function startSyncs(hub: () => Hub): Syncs {
  const running = new Map<string, { sync: Sync; settled: Promise<void> }>();
  const places = new Semaphore(atOnce);
  let stopped = false;

  const keep = (kept: Kept) => {
    const waits = kept.sync.modules.some(({ held }) => held > 0);
    return hub().store.notes.put('pull', kept.sync.id, kept, hub().now() + (waits ? heldFor : memory));
  };
  const take = (kept: Kept) => {
    const { sync, due } = kept;
    if (stopped || running.has(sync.id) || !hub().store.processes.isMine(sync.connection)) return;
    const settled = new Promise<void>((settle) => {
      hub().after(Math.max(0, due - hub().now()), () => {
        void places
          .runExclusive(() => runKept(kept))
          .catch((error: unknown) => hub().log.error(error, 'a sync met what nobody foresaw'))
          .finally(() => {
            running.delete(sync.id);
            settle();
          });
      });
    });
    running.set(sync.id, { sync, settled });
  };
  const runKept = async (kept: Kept) => {
    const isMine = () => !stopped && hub().store.processes.isMine(kept.sync.connection);
    if (!isMine()) return;
    const keepNow = () => void (isMine() && keep(kept).catch(() => undefined));
    const end = every(hub().after, keepEvery, keepNow);
    const failed = await run(hub(), kept, isMine).finally(end);
    if (!isMine()) return;
    await beginAnew(kept, failed);
    await keep(kept);
  };
  /** What failed for the moment is tried again by itself, unless another sync of it is to come anyway. */
  const beginAnew = async ({ sync, attempt = 0 }: Kept, failed: ObjectModuleId[]) => {
    if (failed.length === 0) return;
    const coming = (await all()).filter(
      (other) => other.sync.status === 'RUNNING' && other.sync.connection === sync.connection,
    );
    const left = failed.filter((module) => !coming.some((other) => covers(other.sync, sync, module)));
    if (left.length === 0) return;
    const pause = Math.min(longestPause, hub().syncAgain * 2 ** attempt);
    // Many partners behind one proxy fail together; they are not to come back together (SYNC-22).
    const due = hub().now() + pause * (1 + hub().random() / 4);
    const next = prepared(hub(), sync.connection, sync.type, left);
    if (!next) return;
    sync.again_at = new Date(due).toISOString();
    const kept = { sync: next, begun: await hub().store.objects.present(), due, attempt: attempt + 1 };
    await keep(kept);
    take(kept);
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
      const syncs = kept.map(({ sync }) => running.get(sync.id)?.sync ?? sync);
      return syncs.sort((a, b) => b.started.localeCompare(a.started)).slice(0, mostListed);
    },
    async find(id) {
      const sync = running.get(id)?.sync ?? (await hub().store.notes.get<Kept>('pull', id))?.sync;
      if (!sync) throw new Refusal('notFound', `there is no sync ${id}`);
      return sync;
    },
    async confirm(id) {
      const own = running.get(id);
      // A sync reads as finished a moment before it is kept as finished: who confirms in that moment waits for it.
      if (own && own.sync.status !== 'RUNNING') await own.settled;
      const kept = await hub().store.notes.get<Kept>('pull', id);
      if (!kept) throw new Refusal('notFound', `there is no sync ${id}`);
      if (kept.sync.status === 'RUNNING')
        throw new Refusal('conflict', `the sync ${id} has not finished yet`);
      const removed = await retireHeld(hub(), id);
      if (!removed)
        throw new Refusal(
          'conflict',
          'nothing waits for this sync: what it held back has been confirmed, or a later full sync has settled it',
        );
      for (const one of kept.sync.modules) {
        one.removed += removed.get(one.module) ?? 0;
        if (removed.has(one.module)) one.held = 0;
      }
      await keep(kept);
      return kept.sync;
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
function fresh(hub: Hub, { sync, begun, due, attempt = 0 }: Kept): Kept {
  const modules = sync.modules.map(({ module }) => newModuleSync(module, hub.now()));
  const hasBegun = sync.modules.some(({ pages, error }) => pages > 0 || error !== null);
  return { sync: { ...sync, modules }, begun, due, attempt: attempt + (hasBegun ? 1 : 0) };
}

/** Whether a sync to come brings all that another one would have brought of a module. */
function covers(coming: Sync, { id, type }: Sync, module: ObjectModuleId): boolean {
  const same = coming.type === type || coming.type === 'full';
  return coming.id !== id && same && coming.modules.some((one) => one.module === module);
}

/** The same, or nothing where the connection is no more or offers the modules no more. */
function prepared(...given: Parameters<typeof prepare>): Sync | undefined {
  try {
    return prepare(...given);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
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
    id: hub.newId(),
    connection: connectionId,
    type,
    status: 'RUNNING',
    modules: modules.map((module) => newModuleSync(module, now)),
    started: new Date(now).toISOString(),
    finished: null,
    again_at: null,
  };
}

/** One module after another; a module that fails does not keep the next from running. Resolves with those that failed for the moment. */
async function run(
  hub: Hub,
  { sync, begun, attempt = 0 }: Kept,
  isMine: () => boolean,
): Promise<ObjectModuleId[]> {
  const until = hub.now() + hub.syncTimeout;
  const failed: ObjectModuleId[] = [];
  const take: Pull['take'] = (from, object, valid) => pullObject(hub, from, object, valid);
  const how = { take, sync: sync.id, full: sync.type === 'full', retires: attempt === 0, begun, until };
  for (const progress of sync.modules) {
    if (!isMine()) return [];
    try {
      const connection = findConnection(hub, sync.connection);
      if (await pullModule(hub, { ...how, connection, progress })) failed.push(progress.module);
    } catch (error) {
      progress.error = error instanceof Refusal ? error.message : 'internal error';
      if (!(error instanceof Refusal)) hub.log.error(error, 'a sync met what nobody foresaw');
    }
  }
  sync.finished = new Date(hub.now()).toISOString();
  sync.status = sync.modules.some(({ error }) => error !== null) ? 'FAILED' : 'DONE';
  return failed;
}
