import type { Passed } from '../push-types.ts';

/** Counts of objects that a partner took and did not take, and the last error. */
export interface DeliveryCounts {
  counts(): { delivered: number; failed: number; lastError: string | null };
  /** Counts the result of sending a change to the partner. */
  count(result: Passed): void;
  /** Counts a change that the partner will not get. */
  lose(): void;
  /** Notes the error of an attempt that will be repeated. */
  blame(error: string | undefined): void;
}

/** Starts the counts of one partner's deliveries at zero. */
export function startDeliveryCounts(): DeliveryCounts {
  const counts = { delivered: 0, failed: 0, lastError: null as string | null };
  return {
    counts: () => ({ ...counts }),
    count({ error }) {
      if (error === undefined) counts.delivered += 1;
      else Object.assign(counts, { failed: counts.failed + 1, lastError: error });
    },
    lose() {
      counts.failed += 1;
    },
    blame(error) {
      counts.lastError = error ?? null;
    },
  };
}
