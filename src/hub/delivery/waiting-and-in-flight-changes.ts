import type { Entry, Item } from './outgoing-change.ts';

/**
 * The changes that wait for one live partner, and the objects in flight to it; never two changes of one object are in
 * flight.
 */
export interface Window<T, R> {
  add(entry: Entry<T, R>): void;
  /** Removes the oldest waiting change of an object that is not in flight, and counts that object as in flight. */
  next(): Entry<T, R> | undefined;
  /** Removes the oldest waiting change, to make room. */
  shift(): Entry<T, R> | undefined;
  /** Removes all changes that wait for the partner, and returns them. */
  drain(): Entry<T, R>[];
  takeOff(entry: Pick<Item<T>, 'object' | 'changed'>): void;
  land(object: string): void;
  isInFlight(object: string): boolean;
  /** The number of the oldest change that waits or is in flight; Infinity where none is. */
  oldest(): number;
  waiting(): number;
  inFlight(): number;
  /** Size in bytes of all changes that wait for the partner. */
  bytes(): number;
  /** Resolves when no change waits or is in flight. */
  idle(): Promise<void>;
}

/** Starts without any change that waits or is in flight to the partner. */
export function startWindow<T, R>(): Window<T, R> {
  const waiting: Entry<T, R>[] = [];
  const flights = new Map<string, number>();
  const idlers: (() => void)[] = [];
  let bytes = 0;

  const isEmpty = () => flights.size === 0 && waiting.length === 0;
  const wake = () => {
    if (isEmpty()) for (const done of idlers.splice(0)) done();
  };
  const takeOff = ({ object, changed }: Pick<Item<T>, 'object' | 'changed'>) =>
    void flights.set(object, changed);
  return {
    add(entry) {
      bytes += entry.bytes ?? 0;
      waiting.push(entry);
    },
    next() {
      const at = waiting.findIndex(({ object }) => !flights.has(object));
      if (at < 0) return undefined;
      // Mostly it is the first change, for which `shift` is cheaper: `splice` moves all the others.
      const entry = at === 0 ? waiting.shift() : waiting.splice(at, 1)[0];
      if (!entry) return undefined;
      bytes -= entry.bytes ?? 0;
      takeOff(entry);
      return entry;
    },
    shift() {
      const entry = waiting.shift();
      bytes -= entry?.bytes ?? 0;
      return entry;
    },
    drain() {
      bytes = 0;
      const all = waiting.splice(0);
      wake();
      return all;
    },
    takeOff,
    land(object) {
      flights.delete(object);
      wake();
    },
    isInFlight: (object) => flights.has(object),
    oldest() {
      let oldest = Number.POSITIVE_INFINITY;
      for (const { changed } of waiting) oldest = Math.min(oldest, changed);
      for (const changed of flights.values()) oldest = Math.min(oldest, changed);
      return oldest;
    },
    waiting: () => waiting.length,
    inFlight: () => flights.size,
    bytes: () => bytes,
    idle: () => (isEmpty() ? Promise.resolve() : new Promise((done) => idlers.push(done))),
  };
}
