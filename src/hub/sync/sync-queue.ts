import { Mutex, Semaphore } from 'async-mutex';
import { every } from '../call-at-intervals.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newListsBefore } from '../remembered-lists.ts';
import type { Sync, Syncs } from '../sync-report-types.ts';
import { confirmed } from './confirm-retirement.ts';
import { attemptAfter } from './failed-sync-retry.ts';
import { fresh, prepare } from './prepare-sync.ts';
import { runSync } from './run-sync.ts';
import { unchangedIn } from './skip-unchanged-objects.ts';
import { pullObject } from './store-pulled-object.ts';
import { newSyncNotes, type SyncNote } from './stored-syncs.ts';

/** Most partners that are pulled from at the same time; further syncs wait. */
const atOnce = 4;

/** Most syncs that the admin API lists. */
const mostListed = 1000;

/** Interval in milliseconds at which the progress of a running sync is stored. */
const keepEvery = 1000;

/**
 * A sync that this process runs or will run, in its present state; `settled` resolves once it has ended and that is
 * stored.
 */
interface Running {
  kept: SyncNote;
  settled: Promise<void>;
}

/**
 * Runs the syncs of a hub. Each sync is stored, and run by the process that is responsible for its connection: where
 * that process dies another begins the sync anew.
 */
export function startSyncs(hub: () => Hub, before = newListsBefore()): Syncs {
  const running = new Map<string, Running>();
  const places = new Semaphore(atOnce);
  const inTurn = takingTurns();
  let stopped = false;
  const { keep, all, find } = newSyncNotes(hub);
  const isMine = (connection: string) => !stopped && hub().store.processes.isMine(connection);
  const take = (kept: SyncNote) => {
    const { sync, due } = kept;
    if (running.has(sync.id) || !isMine(sync.connection)) return;
    const entry: Running = { kept, settled: Promise.resolve() };
    running.set(sync.id, entry);
    entry.settled = new Promise<void>((begin) => hub().after(Math.max(0, due - hub().now()), begin))
      .then(() => inTurn(sync, () => places.runExclusive(() => run(entry))))
      .catch((error: unknown) => hub().log.error(error, 'a sync met what nobody foresaw'))
      .finally(() => running.delete(sync.id));
  };
  const run = async (entry: Running) => {
    const { connection } = entry.kept.sync;
    if (!isMine(connection)) return;
    const keepNow = () => void (isMine(connection) && keep(entry.kept).catch(() => undefined));
    const failed = await pull(entry).finally(every(hub().after, keepEvery, keepNow));
    if (!failed || !isMine(connection)) return;
    const next = failed.length > 0 && (await attemptAfter(hub(), entry.kept, failed, await all()));
    if (next) {
      const { sync } = entry.kept;
      entry.kept = { ...entry.kept, sync: { ...sync, again_at: new Date(next.due).toISOString() } };
      await keep(next);
      take(next);
    }
    await keep(entry.kept);
  };
  /** Runs a sync; resolves with the modules that failed temporarily, `undefined` where another process has the sync now. */
  const pull = async (entry: Running) => {
    const steps = runSync(hub(), entry.kept, {
      take: (from, object, valid, text, asked) => pullObject(hub(), from, object, valid, asked, text),
      unchanged: (from, objects) => unchangedIn(hub(), from, objects),
      before,
    });
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) {
      if (!isMine(entry.kept.sync.connection)) return undefined;
      entry.kept = { ...entry.kept, sync: step.value };
    }
    return step.value;
  };
  const resume = async () => {
    for (const kept of await all()) if (kept.sync.status === 'RUNNING') take(fresh(hub(), kept));
  };

  return {
    async start(connectionId, { type, modules }, delay = 0) {
      const { processes, objects } = hub().store;
      const sync = prepare(hub(), connectionId, type, modules);
      const like = type === 'full' && delay === 0 && waitingLike(sync, await all(), hub().now());
      if (like) return like;
      const kept = { sync, begun: await objects.present(), due: hub().now() + delay };
      await keep(kept);
      if (processes.isMine(connectionId)) take(kept);
      else await processes.announce('pull', { id: sync.id });
      return sync;
    },
    async list() {
      const syncs = (await all()).map(({ sync }) => running.get(sync.id)?.kept.sync ?? sync);
      return syncs.sort((a, b) => b.started.localeCompare(a.started)).slice(0, mostListed);
    },
    find: async (id) => (running.get(id)?.kept ?? (await find(id))).sync,
    async confirm(id) {
      const own = running.get(id);
      // A sync reads as finished a moment before that is stored: a confirmation in that moment waits for it.
      if (own && own.kept.sync.status !== 'RUNNING') await own.settled;
      const waiting = await find(id);
      const sync = await confirmed(hub(), waiting.sync);
      await keep({ ...waiting, sync });
      return sync;
    },
    async resume() {
      const { processes, notes } = hub().store;
      processes.subscribe<{ id: string }>('pull', ({ id }) => {
        void notes.get<SyncNote>('pull', id).then(
          (told) => told && take(told),
          () => undefined,
        );
      });
      processes.onMoved(() => resume().catch(() => undefined));
      await resume();
    },
    stop: () => void (stopped = true),
  };
}

/** Runs syncs so that one at a time reads all of a partner: the next full sync waits for the end of the one before. */
function takingTurns() {
  const turns = new Map<string, Mutex>();
  return ({ connection, type }: Sync, work: () => Promise<void>): Promise<void> => {
    if (type !== 'full') return work();
    const turn = turns.get(connection) ?? new Mutex();
    turns.set(connection, turn);
    return turn.runExclusive(work);
  };
}

/** The full sync of the same modules of a partner that waits for the one under way; `undefined` where none waits. */
function waitingLike({ connection, modules }: Sync, others: SyncNote[], now: number): Sync | undefined {
  const coming = others
    .filter(({ sync, due }) => sync.connection === connection && sync.type === 'full' && due <= now)
    .filter(({ sync }) => sync.status === 'RUNNING')
    .sort((one, other) => one.sync.started.localeCompare(other.sync.started));
  const last = coming.length > 1 ? coming.at(-1)?.sync : undefined;
  const hasAll = modules.every(({ module }) => last?.modules.some((one) => one.module === module));
  return hasAll ? last : undefined;
}
