import { connectionById } from '../market/connection-index.ts';
import type { ChangeRecord } from '../ports/object-store.ts';
import type { Store } from '../ports/store.ts';
import { type ArrivalForm, type Delivery, type Push } from '../push-types.ts';
import type { Answers } from './answers-to-addressed-pushes.ts';
import { itemOf, outbound } from './recipients-of-change.ts';
import type { Followed } from './wire-up-partner-delivery.ts';

/** The dependencies of handing changes out: connections and agreements, the followers of this process, and callers that wait for an answer. */
export interface HandOutOptions {
  store: Store;
  now(): number;
  followers: ReadonlyMap<string, Followed>;
  answers: Answers;
}

/**
 * Gives a change to the followers of all connections it concerns, and tells the other followers that it does not
 * concern theirs. The answer of a party that the sender has named goes to the process that awaits it; `record` is the
 * change as it was read from the store, absent where this process made it.
 */
export function handOut(
  { store, now, followers, answers }: HandOutOptions,
  push: Push,
  record?: ChangeRecord,
): void {
  const { processes, registry } = store;
  const { changed } = push.object;
  const item = itemOf(outbound({ store, now }, push));
  const { to } = item.item;
  let answer: Promise<Delivery> | undefined;
  for (const [id, follower] of followers) {
    const parties = to.get(id);
    // The sender of a push with a named receiver gets the receiver's answer, so the push is tried even while the
    // receiver seems to be down.
    if (parties && push.answerOf !== undefined && parties.includes(push.answerOf))
      answer = follower.take(item).then((delivery) => delivery ?? follower.send(item.item));
    else if (parties) follower.post(item);
    // A connection that is suspended gets what it missed when it is resumed.
    else if (connectionById(registry.read(), id)?.status === 'SUSPENDED') follower.hold(changed);
    else follower.pass(changed);
  }
  if (push.answerOf === undefined) return;
  const origin = record ? (record.form as ArrivalForm | undefined)?.origin : processes.id;
  if (answer && origin) answers.give(origin, changed, answer);
  // No receiver will answer the push.
  else if (to.size === 0 && origin === processes.id)
    answers.give(origin, changed, Promise.resolve(undefined));
}
