import { Mutex } from 'async-mutex';
import { Cron } from 'croner';
import type { Hub } from '../hub-dependencies.ts';
import { Refusal } from '../refusal-error.ts';

/** Longest delay of one partner's sync after its hour, in milliseconds: a night's syncs are spread over it. */
const longestSplay = 15 * 60 * 1000;

/** Longest wait in milliseconds before the hub looks at the clock again, which somebody may have set. */
const longestWait = 30_000;

/** Time for which the last start of each type of sync is stored: a year, in milliseconds. */
const memory = 366 * 24 * 3600 * 1000;

/**
 * Starts the delta and the full sync of every registered connection at their hours, in UTC (SYNC-02, SYNC-04), in the
 * one process that is responsible for the schedule. Returns a function that stops it. Hours at which no process ran, or
 * not all syncs were begun, are made up for.
 */
export function startSchedule(hub: Hub, hours: { delta: string; full: string }): () => void {
  const jobs = [atHours(hub, hours.delta, 'delta'), atHours(hub, hours.full, 'full')];
  const makeUp = async () => {
    for (const job of jobs) await job.makeUp();
  };
  hub.store.processes.onMoved(makeUp);
  void makeUp();
  return () => {
    for (const job of jobs) job.stop();
  };
}

/** The last start of the syncs of a type, in milliseconds since 1970. */
interface Last {
  at: number;
}

function atHours(hub: Hub, pattern: string, type: 'delta' | 'full') {
  const { processes, notes } = hub.store;
  const hours = new Cron(pattern, { timezone: 'UTC' });
  const next = (from: number) => hours.nextRun(new Date(from))?.getTime();
  const turn = new Mutex();
  /** Connections whose sync of the present scheduled hour is stored. */
  const begun = new Set<string>();
  let stopped = false;
  let cancel = () => {};
  let cancelAgain = () => {};
  /**
   * Begins the syncs of a scheduled hour and notes the hour only then, so that another process begins the syncs that a
   * dying one has not begun.
   */
  const begin = async () => {
    const now = hub.now();
    const [first, second] = hours.nextRuns(2, new Date(now)).map((date) => date.getTime());
    const splay = first && second ? Math.min(longestSplay, (second - first) / 10) : 0;
    await startAll(hub, type, splay, begun);
    await notes.put('schedule', type, { at: now } satisfies Last, now + memory);
    begun.clear();
  };
  const inTurn = async (work: () => Promise<unknown>) => {
    try {
      await turn.runExclusive(async () => {
        if (processes.isMine('schedule')) await work();
      });
    } catch (error) {
      if (stopped) return;
      hub.log.error(error, `the ${type} syncs could not be started`);
      cancelAgain();
      cancelAgain = hub.after(longestWait, () => void makeUp());
    }
  };
  const waitFor = (due: number | undefined) => {
    if (due === undefined) return;
    cancel = hub.after(Math.min(Math.max(0, due - hub.now()), longestWait), () => {
      if (hub.now() < due) return waitFor(due);
      waitFor(next(hub.now()));
      void inTurn(() => {
        begun.clear();
        return begin();
      });
    });
  };
  /** Starts the syncs that fell due since the last start and were missed, for example because their process died. */
  const makeUp = () =>
    inTurn(async () => {
      const last = await notes.get<Last>('schedule', type);
      const due = hours.previousRuns(1, new Date(hub.now()))[0]?.getTime();
      if (!last) await notes.put('schedule', type, { at: hub.now() } satisfies Last, hub.now() + memory);
      else if (due !== undefined && due > last.at) await begin();
    });
  waitFor(next(hub.now()));
  return {
    stop() {
      stopped = true;
      cancel();
      cancelAgain();
    },
    makeUp,
  };
}

/**
 * Starts a sync of every registered connection that is not yet in `begun`, each at its own moment within `splay`
 * milliseconds, and adds the connection. An error of the store is thrown after all others have been started.
 */
export async function startAll(
  hub: Pick<Hub, 'store' | 'syncs' | 'log' | 'random'>,
  type: 'delta' | 'full',
  splay: number,
  begun: Set<string>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const { id, status } of hub.store.registry.read().connections) {
    if (status !== 'REGISTERED' || begun.has(id)) continue;
    try {
      await hub.syncs.start(id, { type }, hub.random() * splay);
      begun.add(id);
    } catch (error) {
      if (error instanceof Refusal) hub.log.warn(`no ${type} sync of connection ${id}: ${error.message}`);
      else failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
