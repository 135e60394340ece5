/** A set of queues: work of the same name runs in the order of the calls, work of different names at once. */
export interface OneAtATime {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when all work begun so far has ended, with or without an error. */
  ended(): Promise<void>;
}

/** Makes a set of queues in which no work waits. */
export function oneAtATime(): OneAtATime {
  const last = new Map<string, Promise<unknown>>();
  return {
    run<T>(name: string, work: () => Promise<T>): Promise<T> {
      // The first work goes through `then` too: all work must take as many turns, or changes would resolve out of
      // order.
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
