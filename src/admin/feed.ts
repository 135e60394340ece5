import type { Exchange } from '../ocpi/exchange.ts';

/** Takes an exchange at once and never waits. */
export type Listener = (exchange: Exchange) => void;

/** The exchanges of this process as they happen, for all who watch. */
export interface Feed {
  publish(exchange: Exchange): void;
  /** Adds a listener; the answer takes it off again. `ended` is called when nothing more will come. */
  subscribe(listener: Listener, ended?: () => void): () => void;
  /** Tells every listener that nothing more will come, so that open streams do not hold up the end of the process. */
  end(): void;
}

/** Starts a feed without listeners. It keeps nothing: who is slow has to bound what waits for him. */
export function startFeed(): Feed {
  const listeners = new Map<symbol, { listener: Listener; ended: () => void }>();
  return {
    publish(exchange) {
      for (const [key, { listener }] of listeners) {
        try {
          listener(exchange);
        } catch {
          // A watcher that fails must not fail the request it watches.
          listeners.delete(key);
        }
      }
    },
    subscribe(listener, ended = () => {}) {
      const key = Symbol('listener');
      listeners.set(key, { listener, ended });
      return () => void listeners.delete(key);
    },
    end() {
      const all = [...listeners.values()];
      listeners.clear();
      for (const { ended } of all) ended();
    },
  };
}
