/** Runs work of the same name one after another, in the order of the calls, and work of different names at once. */
export interface OneAtATime {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when all work begun so far has ended, well or not. */
  ended(): Promise<void>;
}

/** A queue for every name. */
export function oneAtATime(): OneAtATime {
  const last = new Map<string, Promise<unknown>>();
  return {
    run<T>(name: string, work: () => Promise<T>): Promise<T> {
      // Also the first goes through `then`: all must take as many turns, or changes would resolve out of order.
      const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
      const forget = () => {
        if (last.get(name) === mine) last.delete(name);
      };
      last.set(name, mine);
      mine.then(forget, forget);
      return mine;
    },
    async ended() {
      await Promise.allSettled(last.values());
    },
  };
}
