import { Cron } from 'croner';
import type { Hub } from './hub.ts';

/** Longest delay of one partner's sync after its hour, in milliseconds: a night's syncs are spread over it. */
const longestSplay = 15 * 60 * 1000;

/** Starts the delta and the full sync of every registered connection at their hours, in UTC (SYNC-02, SYNC-04); returns how to stop. */
export function startSchedule(hub: Hub, hours: { delta: string; full: string }): () => void {
  const jobs = [every(hub, hours.delta, 'delta'), every(hub, hours.full, 'full')];
  return () => {
    for (const job of jobs) job.stop();
  };
}

function every(hub: Hub, pattern: string, type: 'delta' | 'full'): Cron {
  return new Cron(pattern, { timezone: 'UTC', unref: true }, (job: Cron) => {
    const [next, after] = job.nextRuns(2);
    const splay = next && after ? Math.min(longestSplay, (after.getTime() - next.getTime()) / 10) : 0;
    startAll(hub, type, splay, (milliseconds, call) => void setTimeout(call, milliseconds).unref());
  });
}

/** Starts a sync of every registered connection, each at its own moment within `splay` milliseconds; `after` calls back then. */
export function startAll(
  hub: Pick<Hub, 'store' | 'syncs' | 'log'>,
  type: 'delta' | 'full',
  splay: number,
  after: (milliseconds: number, call: () => void) => void,
): void {
  for (const { id, status } of hub.store.registry.read().connections)
    if (status === 'REGISTERED') after(Math.random() * splay, () => start(hub, id, type));
}

function start(hub: Pick<Hub, 'syncs' | 'log'>, connectionId: string, type: 'delta' | 'full'): void {
  try {
    hub.syncs.start(connectionId, { type });
  } catch (error) {
    hub.log.warn(`no ${type} sync of connection ${connectionId}: ${(error as Error).message}`);
  }
}
