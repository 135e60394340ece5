import type { Entry, Item } from './item.ts';

/** The items that wait for one partner, and the objects in flight to it; of one object never two are in flight. */
export interface Window<T, R> {
  add(entry: Entry<T, R>): void;
  /** Takes off the oldest whose object is not in flight, and has that object take off. */
  next(): Entry<T, R> | undefined;
  /** Takes off the oldest, so that it gives way. */
  shift(): Entry<T, R> | undefined;
  /** Takes off all that wait. */
  drain(): Entry<T, R>[];
  takeOff(entry: Pick<Item<T>, 'object' | 'changed'>): void;
  land(object: string): void;
  isInFlight(object: string): boolean;
  /** The oldest change that waits or is in flight; without end where none is. */
  oldest(): number;
  waiting(): number;
  inFlight(): number;
  /** Bytes of all that wait. */
  bytes(): number;
  /** Resolves when nothing waits or is in flight. */
  idle(): Promise<void>;
}

/** Starts empty. */
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
      // Mostly the first, for which `shift` is cheaper: `splice` moves all the others.
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
