import type { Translations } from '../object-translation-types.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { Deliver } from '../push-types.ts';
import { newAnswers } from './answers-to-addressed-pushes.ts';
import { newDialects } from './change-in-partner-dialect.ts';
import { startOrder } from './changes-of-all-processes.ts';
import { startFollowers } from './deliveries-of-this-process.ts';
import { hasFollower, shown, statesOfAll, unfollowed } from './delivery-states.ts';
import { handOut } from './hand-out-changes.ts';
import { startResends } from './resend-on-demand.ts';
import { newStatesAhead } from './states-ahead-of-order.ts';
import { newConfirmedStates } from './states-confirmed-by-readers.ts';
import { newParkedNotes } from './stored-parked-objects.ts';
import type { FollowOptions } from './wire-up-partner-delivery.ts';

/** The dependencies and settings of delivery. Times are in milliseconds. */
export interface DeliveryOptions
  extends Omit<FollowOptions, 'parked' | 'dialects' | 'confirmed' | 'ahead' | 'handedOut'> {
  translations: Translations;
}

/**
 * Starts the delivery of changes to partners: changes of all processes come in one order, are handed out to followers,
 * and these send them; no follower waits for another.
 */
export async function startDelivery(given: DeliveryOptions): Promise<Deliver> {
  const { store, after, now, timeout } = given;
  const { objects, processes } = store;
  const parked = newParkedNotes(store.notes);
  const confirmed = newConfirmedStates();
  const dialects = newDialects(store, given.translations);
  const options = {
    ...{ ...given, parked, confirmed, dialects, ahead: newStatesAhead() },
    handedOut: (changed: number) => order.reaches(changed),
  };
  const followers = startFollowers(options, () => order.position());
  const answers = newAnswers({ processes, after, timeout });
  const handingOut = { store, now, answers, followers: followers.all };
  const order = startOrder({ objects, after }, (push, record) => handOut(handingOut, push, record));
  const { again, resend, repeat } = startResends(options, followers.all);
  const stateOf = (connection: Connection) => {
    const follower = followers.all.get(connection.id);
    if (follower || !hasFollower(connection)) return shown(connection, follower);
    // The connection belongs to this process, which does not follow it yet.
    return processes.isMine(connection.id) ? unfollowed(connection) : undefined;
  };
  const states = statesOfAll(given, stateOf);
  processes.subscribe<{ id: string }>('wake', ({ id }) => followers.all.get(id)?.wake());
  await followers.start();

  return {
    offer(push, previous = 0) {
      const { changed } = push.object;
      const answer = push.answerOf === undefined ? Promise.resolve(undefined) : answers.of(changed);
      order.take(push, previous);
      return answer;
    },
    ...{ again, repeat, states, state: stateOf },
    keep: followers.keep,
    term: ({ id }) => followers.all.get(id)?.term,
    begin: ({ id }) => followers.begin(id),
    end: ({ id }) => followers.end(id),
    wake({ id }) {
      if (processes.isMine(id)) followers.all.get(id)?.wake();
      else void processes.announce('wake', { id }).catch(() => undefined);
    },
    parked: ({ id }) => parked.of(id),
    allParked: () => parked.all(),
    resend: ({ id }, filter) => resend(id, filter),
    stop(milliseconds) {
      order.stop();
      return followers.stop(milliseconds);
    },
  };
}
