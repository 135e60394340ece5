import type { Exchange } from '../ocpi/messages/request-and-answer-types.ts';

/** A function that receives an exchange when it ends, synchronously. */
export type Listener = (exchange: Exchange) => void;

/** Publishes each OCPI exchange of this process to all subscribers at the moment it ends. */
export interface Feed {
  publish(exchange: Exchange): void;
  /** Adds a listener; the returned function removes it. `ended` is called when the feed ends. */
  subscribe(listener: Listener, ended?: () => void): () => void;
  /** Ends the feed for every listener, so that open streams do not delay the end of the process. */
  end(): void;
}

/** A feed without listeners. It buffers nothing: a slow listener must limit its own buffer. */
export function startFeed(): Feed {
  const listeners = new Map<symbol, { listener: Listener; ended: () => void }>();
  return {
    publish(exchange) {
      for (const [key, { listener }] of listeners) {
        try {
          listener(exchange);
        } catch {
          // An error of a listener must not fail the request that it listens to.
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
