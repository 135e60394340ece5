import type { Item } from './outgoing-change.ts';

/** Objects that a partner lacks and will get from the store, and changes that it need not get from there. */
export interface MissedObjects {
  /**
   * Adds a change that the partner does not get now. A change of which the sender has the answer is not sent later,
   * unless an earlier one of its object is missing.
   */
  add(item: Pick<Item<unknown>, 'object' | 'changed' | 'once'>, inFlight: boolean): void;
  /**
   * Notes a change of which the sender has the receiver's answer, while the partner's position is before it: catch-up
   * reads the change too, and does not send it again (TRANS-75).
   */
  answered(changed: number, position: number): void;
  /** Tells whether a change need not be sent any more. */
  isSettled(changed: number): boolean;
  got(object: string): void;
  clear(): void;
  /** Number of distinct objects that the partner lacks, up to the limit of the count. */
  size(): number;
}

/** Starts with no object that the partner lacks; counts at most `most` of them. */
export function startMissedObjects(most: number): MissedObjects {
  const objects = new Set<string>();
  const settled = new Set<number>();
  return {
    add({ object, changed, once }, inFlight) {
      if (once && !objects.has(object) && !inFlight) settled.add(changed);
      else if (objects.size < most) objects.add(object);
    },
    answered(changed, position) {
      for (const one of settled) if (one <= position) settled.delete(one);
      if (changed > position) settled.add(changed);
    },
    isSettled: (changed) => settled.has(changed),
    got: (object) => void objects.delete(object),
    clear() {
      objects.clear();
      settled.clear();
    },
    size: () => objects.size,
  };
}
