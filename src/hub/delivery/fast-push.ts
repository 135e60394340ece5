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
import type { StatesAhead } from './states-ahead-of-order.ts';
import { type ConfirmedStates, leftBy } from './states-confirmed-by-readers.ts';

/** The dependencies of the express lane, by which usual changes go out. Times in milliseconds. */
export interface ExpressOptions {
  store: Pick<Store, 'registry' | 'processes'>;
  express: Express;
  dialects: Dialects;
  confirmed: ConfirmedStates;
  ahead: StatesAhead;
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
  pass(given: Outbound): Promise<Delivery>;
  conclude(receiver: Receiver, told: Push, early: Early, given: Outbound): Promise<Delivery>;
}

/** Sends a change by the express lane and calls back with the result; false where it must go the ordinary way. */
export type ExpressLane = (given: Outbound, landed: (delivery: Delivery) => void) => boolean;

/**
 * The express lane to one connection, for changes of the most usual kind: for one party, with the same body for
 * everybody who reads one version, with no look into the store for this party alone, and nothing noted about the object.
 * An answer of success ends the delivery in the turn in which it comes; the ordinary way deals with any other answer.
 */
export function expressLane(options: ExpressOptions, id: string, careful: CarefulWay): ExpressLane {
  const { store, dialects, confirmed, ahead, express } = options;
  const lane: ExpressLane = (given, landed) => {
    const { push, to } = given;
    const [party, ...others] = to.get(id) ?? [];
    const connection = connectionById(store.registry.read(), id);
    const object = objectName(push.object);
    const parking = careful.parking();
    if (!party || others.length > 0 || !connection || !isUsual(push) || parking.isNoted(object)) return false;
    if (ahead.has({ party, connection }, push.object)) return false;
    // The lease may have expired, and the agreement have ended, since the change was handed out.
    if (!store.processes.isMine(id) || !mayHave(options, connection, push, party)) return false;
    const known = connection.options.push_as === 'owner' && dialects.known(dialectOf(connection), push);
    if (!known) return false;
    if (known instanceof Promise) {
      const ordinary = () => void careful.pass(given).then(landed);
      // While the change is translated all that was looked at above may change.
      known.then(() => void (lane(given, landed) || ordinary()), ordinary);
      return true;
    }
    const receiver = { party, connection };
    const told = confirmed.patched(receiver, known);
    const land = () => {
      parking.settle(object, isWhole(push));
      landed(taken);
    };
    if (told)
      return express(requestFor(options, receiver, told), (early) => {
        if (early) return void careful.conclude(receiver, told, early, given).then(landed);
        if (told.reading) confirmed.note(receiver, told, leftBy(told));
        land();
      });
    land();
    return true;
  };
  return lane;
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
