import type { ChangeRecord } from '../../hub/ports/object-store.ts';
import type { Step } from './leveldb-operations-of-change.ts';

type Arrival = Pick<ChangeRecord, 'form' | 'previous'>;

/** How the newest changes arrived, by their numbers: limited in bytes, the oldest are forgotten first. */
export interface Arrivals {
  /** Keeps the form of a change that is about to be written. */
  begin(step: Step): void;
  /** Forgets the form of a change that could not be stored. */
  forget(step: Step): void;
  /** The form of a change and the number of the change that it supersedes; empty where it has no form. */
  of(changed: number): Arrival;
}

/** Bytes of memory that a form takes besides the part of the object that was written. */
const overhead = 1_000;

/**
 * Keeps the forms of the newest changes, with at most this many bytes. Delivery reads them where a change takes long
 * from the store to its order. After a restart nobody waits for a receiver's answer, so the forms are in memory alone.
 */
export function newArrivals(mostBytes: number): Arrivals {
  // A Map iterates in the order of insertion, so the first form is of the oldest change.
  const arrivals = new Map<number, { arrival: Arrival; bytes: number }>();
  let bytes = 0;

  const drop = (changed: number) => {
    bytes -= arrivals.get(changed)?.bytes ?? 0;
    arrivals.delete(changed);
  };
  return {
    begin({ changed, supersedes = 0, form, record }) {
      if (!form) return;
      // The written part is at most about as long as the object.
      const size = overhead + (record?.length ?? 0);
      arrivals.set(changed, { arrival: { form, previous: supersedes }, bytes: size });
      bytes += size;
      while (bytes > mostBytes) drop(arrivals.keys().next().value!);
    },
    forget: ({ changed }) => drop(changed),
    of: (changed) => arrivals.get(changed)?.arrival ?? {},
  };
}
