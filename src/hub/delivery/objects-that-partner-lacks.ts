import type { Item } from './outgoing-change.ts';

/** Objects that a partner lacks and will get from the store, and changes that it need not get from there. */
export interface MissedObjects {
  /**
   * Adds a change that the partner does not get now. A change of which the sender has the answer is not sent later,
   * unless an earlier one of its object is missing.
   */
  add(item: Pick<Item<unknown>, 'object' | 'changed' | 'once'>, inFlight: boolean): void;
  /**
   * Notes a change of which the sender has the receiver's answer: where catch-up reads the change too, it does not send
   * it again (TRANS-75). An older change that fails, or an older object that is owed, may bring catch-up back to it later.
   */
  answered(changed: number): void;
  /** Tells whether a change need not be sent any more. */
  isSettled(item: Pick<Item<unknown>, 'object' | 'changed'>): boolean;
  got(object: string): void;
  /** Notes that the partner lacks no object any more. */
  clear(): void;
  /** Number of distinct objects that the partner lacks, up to the limit of the count. */
  size(): number;
}

/**
 * Starts with no object that the partner lacks; counts at most `most` of them, and remembers as many changes that were
 * answered.
 */
export function startMissedObjects(most: number): MissedObjects {
  const objects = new Set<string>();
  const settled = new Set<number>();
  const answered = (changed: number) => {
    settled.delete(changed);
    settled.add(changed);
    const [oldest] = settled;
    if (settled.size > most && oldest !== undefined) settled.delete(oldest);
  };
  return {
    add({ object, changed, once }, inFlight) {
      // Of an object beyond the count an earlier change may be missing.
      if (once && !objects.has(object) && !inFlight && objects.size < most) return answered(changed);
      settled.delete(changed);
      if (objects.size < most) objects.add(object);
    },
    answered,
    isSettled: ({ object, changed }) => settled.has(changed) && !objects.has(object),
    got: (object) => void objects.delete(object),
    clear: () => objects.clear(),
    size: () => objects.size,
  };
}
