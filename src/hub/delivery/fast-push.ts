import type { Early, Express } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { connectionById } from '../market/connection-index.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import type { Receiver } from '../market/object-visibility.ts';
import type { Store } from '../ports/store.ts';
import type { Delivery, Push } from '../push-types.ts';
import type { Dialects } from './change-in-partner-dialect.ts';
import { isWhole, wrongId } from './is-whole-object-push.ts';
import type { Parking } from './parked-object-types.ts';
import { requestFor } from './push-or-get-request.ts';
import { mayHave, type Outbound, objectName } from './recipients-of-change.ts';

/** The dependencies of the express lane, by which usual changes go out. Times in milliseconds. */
export interface ExpressOptions {
  store: Pick<Store, 'registry' | 'processes'>;
  express: Express;
  dialects: Dialects;
  now(): number;
  party: Party;
  timeout: number;
}

/**
 * The rest of the follower: its parking, and its ordinary way of sending, which deals with an answer that is no plain
 * success.
 */
export interface CarefulWay {
  parking(): Parking;
  conclude(receiver: Receiver, told: Push, early: Early, given: Outbound): Promise<Delivery>;
}

/** Sends a change by the express lane and calls back with the result; false where it must go the ordinary way. */
export type ExpressLane = (given: Outbound, landed: (delivery: Delivery) => void) => boolean;

/**
 * The express lane to one connection, for changes of the most usual kind: for one party, with the same body for
 * everybody, with no look into the store, and nothing noted about the object. An answer of success ends the delivery in
 * the turn in which it comes; the ordinary way deals with any other answer.
 */
export function expressLane(options: ExpressOptions, id: string, careful: CarefulWay): ExpressLane {
  const { store, dialects, express } = options;
  return (given, landed) => {
    const { push, to } = given;
    const [party, ...others] = to.get(id) ?? [];
    const connection = connectionById(store.registry.read(), id);
    const object = objectName(push.object);
    const parking = careful.parking();
    if (!party || others.length > 0 || !connection || !isUsual(push) || parking.isNoted(object)) return false;
    // The lease may have expired, and the agreement have ended, since the change was handed out.
    if (!store.processes.isMine(id) || !mayHave(options, connection, push, party)) return false;
    const told = connection.options.push_as === 'owner' && dialects.known(dialectOf(connection), push);
    if (!told) return false;
    const receiver = { party, connection };
    return express(requestFor(options, receiver, told), (early) => {
      if (early) return void careful.conclude(receiver, told, early, given).then(landed);
      parking.settle(object, isWhole(push));
      landed(taken);
    });
  };
}

/** The result of a delivery that the partner took. */
const taken: Delivery = {};

/**
 * Tells whether a change is sent as most are: nobody waits for its answer, and it is about no Token, at which the hub
 * would have to look (ROUTE-57).
 */
function isUsual(push: Push): boolean {
  const { method, direct, answerOf, object } = push;
  return (
    (method === 'PUT' || method === 'PATCH') &&
    !direct &&
    answerOf === undefined &&
    object.lookups?.over === undefined &&
    wrongId(push) === undefined
  );
}
