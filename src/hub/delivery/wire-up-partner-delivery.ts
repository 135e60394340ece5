import type { Express } from '../../ocpi/messages/request-and-answer-types.ts';
import type { RequestedPauses } from '../build-request-to-partner.ts';
import { wholePush } from '../full-object-push.ts';
import { connectionById } from '../market/connection-index.ts';
import type { ChangeRecord } from '../ports/object-store.ts';
import type { Delivery, Parked } from '../push-types.ts';
import { type Follower, startFollower } from './deliver-to-one-partner.ts';
import type { Missed } from './delivery-limits-and-types.ts';
import { expressLane } from './fast-push.ts';
import { startParking } from './park-failed-objects.ts';
import { type Market, type Outbound, objectName, outboundTo } from './recipients-of-change.ts';
import { conclude, noteDelivery, type SendOptions, sendUnlessRefused } from './send-change-to-partner.ts';
import type { Place } from './stored-delivery-positions.ts';
import { type ParkedNotes, partsOf } from './stored-parked-objects.ts';

/** The follower that delivers to one connection, and its way to send. */
export interface Followed extends Follower<Outbound, Delivery> {
  /** Sends one push at once, before the changes that wait. */
  send(outbound: Outbound): Promise<Delivery>;
  /** The time in which this follower has the connection; another follower has another term. */
  term: string;
}

/** The dependencies of a connection's follower. */
export interface FollowOptions extends SendOptions {
  /** Resolves when this process has handed out all changes up to a number. */
  handedOut(changed: number): Promise<void>;
  express: Express;
  parked: ParkedNotes;
  /** Timer of the hub: calls a function after so many milliseconds; returns a function that prevents it. */
  after(milliseconds: number, call: () => void): () => void;
  newId(): string;
  random(): number;
  /** The pauses between requests that partners have asked for. */
  rests: RequestedPauses;
  /** Number of attempts at one object before others of its owner are tried in its place. */
  patience: number;
}

/**
 * Starts a follower that delivers to one connection all changes after a position, and the objects that it failed to
 * take before (parked ones).
 */
export function follow(options: FollowOptions, id: string, place: Place, known: Parked[]): Followed {
  const { position, term } = place;
  const { store, parked, confirmed, ahead, now, after, random, rests, patience, handedOut } = options;
  confirmed.forget(id);
  ahead.forget(id);
  const connection = () => connectionById(store.registry.read(), id);
  const send = (given: Outbound) => sendUnlessRefused(options, id, follower.parking, given);
  const follower: Follower<Outbound, Delivery> = startFollower<Outbound, Delivery>({
    ...{ position, patience, now, after, random },
    pass: send,
    express: expressLane(options, id, {
      parking: () => follower.parking,
      pass: send,
      conclude: async (receiver, told, early, given) =>
        noteDelivery(options, id, follower.parking, given, await conclude(options, receiver, told, early)),
    }),
    since: async (from, limit) => {
      const records = await store.objects.since(from, limit);
      // A read can be ahead of the order. A change in it may be one whose sender gets the receiver's answer: that one is
      // sent when it is handed out, and not from the store (TRANS-75).
      await handedOut(records.at(-1)?.changed ?? 0);
      // While a connection is suspended no change concerns it, but it must not count as up to date.
      if (connection()?.status === 'SUSPENDED') throw new Error('suspended');
      return records.map((record) => missed(options, id, record));
    },
    rest: () => rests.left(id),
    catchesUp: () => connection()?.options.catch_up ?? false,
    parking: (hooks) =>
      startParking({
        ...{ ...hooks, known, now, after },
        keep: (entry) => parked.keep(id, entry),
        drop: (object) => parked.drop(id, object),
        send: async (object) => {
          const key = partsOf({ object });
          const stored = await store.objects.get(key).catch(() => null);
          if (stored === null) return { down: true, error: 'the store does not answer' };
          const { item } = missed(options, id, { ...key, changed: stored?.changed ?? 0, object: stored });
          return item && send(item);
        },
      }),
  });
  return { ...follower, send, term };
}

/**
 * Turns a change that was read back from the store into a push of the object's present state: whole, or a deletion
 * (HUB-29).
 */
function missed(market: Market, connection: string, record: ChangeRecord): Missed<Outbound> {
  const { module, owner, id, changed, object } = record;
  const place = { object: objectName(record), changed };
  const deletion = {
    object: { module, owner, id, recipient: null, changed },
    method: 'DELETE' as const,
    ...{ id, path: [], body: undefined },
  };
  const item = outboundTo(market, connection, object ? wholePush(object) : deletion);
  return item.to.size > 0 ? { ...place, item } : place;
}
