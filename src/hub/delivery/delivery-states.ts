import type { Connection } from '../ports/connection-registry.ts';
import type { Store } from '../ports/store.ts';
import { type DeliveryState } from '../push-types.ts';
import type { Follower } from './deliver-to-one-partner.ts';

/** Longest time, in milliseconds, that another hub process may take to report the states of its deliveries. */
const timeout = 500;

/** Processes, timers and ids needed to ask other processes for the states of their deliveries. */
export interface StatesOptions {
  store: Pick<Store, 'processes' | 'registry'>;
  after(milliseconds: number, call: () => void): () => void;
  newId(): string;
}

/** A question to all hub processes about their deliveries, and the answer of one. */
interface Asked {
  by: string;
  question: string;
  ids: string[];
}
interface Answered {
  to: string;
  question: string;
  states: [string, DeliveryState][];
}

type States = (connections: readonly Connection[]) => Promise<Map<string, DeliveryState>>;

/**
 * Reports the states of deliveries of all processes, and answers the other processes about followers of this one
 * (`own`).
 */
export function statesOfAll(
  { store: { processes, registry }, after, newId }: StatesOptions,
  own: (connection: Connection) => DeliveryState | undefined,
): States {
  const waiting = new Map<string, (states: Answered['states']) => void>();
  const known = (connections: readonly Connection[]) =>
    connections.flatMap((connection): Answered['states'] => {
      const state = own(connection);
      return state ? [[connection.id, state]] : [];
    });
  processes.subscribe<Asked>('states?', ({ by, question, ids }) => {
    const wanted = new Set(ids);
    const states = known(registry.read().connections.filter(({ id }) => wanted.has(id)));
    if (states.length > 0)
      void processes
        .announce('states', { to: by, question, states } satisfies Answered)
        .catch(() => undefined);
  });
  processes.subscribe<Answered>('states', ({ to, question, states }) => {
    if (to === processes.id) waiting.get(question)?.(states);
  });
  const askOthers = (ids: string[], take: (states: Answered['states']) => boolean) =>
    new Promise<void>((done) => {
      const question = newId();
      const end = () => {
        cancel();
        waiting.delete(question);
        done();
      };
      const cancel = after(timeout, end);
      waiting.set(question, (states) => take(states) && end());
      processes.announce('states?', { by: processes.id, question, ids } satisfies Asked).catch(end);
    });
  return async (connections) => {
    const all = new Map(known(connections));
    const missing = connections.filter(({ id }) => !all.has(id));
    if (missing.length > 0) {
      await askOthers(
        missing.map(({ id }) => id),
        (states) => {
          for (const [id, state] of states) all.set(id, state);
          return missing.every(({ id }) => all.has(id));
        },
      );
    }
    for (const connection of missing)
      if (!all.has(connection.id)) all.set(connection.id, unfollowed(connection));
    return all;
  };
}

/** Tells whether a connection in this status has a follower that delivers to it. */
export function hasFollower({ status }: Connection): boolean {
  return status === 'REGISTERED' || status === 'SUSPENDED';
}

/** The state of a connection without a follower, which gets no changes. */
export function unfollowed(connection: Connection): DeliveryState {
  const state = shown(connection, undefined);
  return state.state === 'LIVE' ? { ...state, state: 'BEHIND' } : state;
}

const states = { live: 'LIVE', behind: 'BEHIND', down: 'DOWN' } as const;

/** The state of a follower as the admin API shows it; the state of an idle follower where there is none. */
export function shown(
  connection: Connection,
  follower: Pick<Follower<never, unknown>, 'state' | 'position'> | undefined,
): DeliveryState {
  const { mode, pending, delivered, failed, behindSince, lastError, parked } = follower?.state() ?? {
    mode: 'live',
    pending: 0,
    delivered: 0,
    failed: 0,
    behindSince: null,
    lastError: null,
    parked: 0,
  };
  const on = connection.status === 'REGISTERED' && connection.options.push;
  // Without catch-up a follower stays live; the admin API shows a partner that does not answer as down.
  const now = mode === 'live' && behindSince !== null ? 'down' : mode;
  return {
    state: on ? states[now] : 'OFF',
    pending,
    delivered,
    failed,
    behind_since: behindSince === null ? null : new Date(behindSince).toISOString(),
    last_error: lastError,
    parked,
    confirmed: follower?.position() ?? 0,
  };
}
