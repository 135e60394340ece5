import { Cron } from 'croner';
import type { Hub } from '../hub.ts';

/** Longest delay of one partner's sync after its hour, in milliseconds: a night's syncs are spread over it. */
const longestSplay = 15 * 60 * 1000;

/** Kept for a year, in milliseconds: when the syncs of a type were last started. */
const memory = 366 * 24 * 3600 * 1000;

/**
 * Starts the delta and the full sync of every registered connection at their hours, in UTC (SYNC-02, SYNC-04), in the one
 * process that answers for the schedule. Returns how to stop. An hour at which no process was there is made up for.
 */
export function startSchedule(hub: Hub, hours: { delta: string; full: string }): () => void {
  const jobs = [every(hub, hours.delta, 'delta'), every(hub, hours.full, 'full')];
  const makeUp = async () => {
    for (const job of jobs) await job.makeUp();
  };
  hub.store.processes.onMoved(makeUp);
  void makeUp();
  return () => {
    for (const job of jobs) job.stop();
  };
}

/** When the syncs of a type were last started, in milliseconds since 1970. */
interface Last {
  at: number;
}

function every(hub: Hub, pattern: string, type: 'delta' | 'full') {
  const { processes, notes } = hub.store;
  const run = async () => {
    if (!processes.isMine('schedule')) return;
    await notes.put('schedule', type, { at: hub.now() } satisfies Last, hub.now() + memory);
    const [next, after] = job.nextRuns(2);
    const splay = next && after ? Math.min(longestSplay, (after.getTime() - next.getTime()) / 10) : 0;
    await startAll(hub, type, splay);
  };
  const failed = (error: unknown) => hub.log.error(error, `the ${type} syncs could not be started`);
  const job: Cron = new Cron(pattern, { timezone: 'UTC', unref: true }, () => void run().catch(failed));
  return {
    stop: () => job.stop(),
    /** Starts what was due since the last time and has not been started, as when the process that was to do it died. */
    async makeUp() {
      if (!processes.isMine('schedule')) return;
      try {
        const last = await notes.get<Last>('schedule', type);
        const due = job.previousRuns(1, new Date(hub.now()))[0]?.getTime();
        if (!last) await notes.put('schedule', type, { at: hub.now() } satisfies Last, hub.now() + memory);
        else if (due !== undefined && due > last.at) await run();
      } catch (error) {
        failed(error);
      }
    },
  };
}

/** Starts a sync of every registered connection, each at its own moment within `splay` milliseconds. */
export async function startAll(
  hub: Pick<Hub, 'store' | 'syncs' | 'log'>,
  type: 'delta' | 'full',
  splay: number,
): Promise<void> {
  for (const { id, status } of hub.store.registry.read().connections) {
    if (status !== 'REGISTERED') continue;
    await hub.syncs.start(id, { type }, Math.random() * splay).catch((error: unknown) => {
      hub.log.warn(`no ${type} sync of connection ${id}: ${(error as Error).message}`);
    });
  }
}
