import type { Delivery, ParkedFilter, Push, Resent } from '../push-types.ts';
import { itemOf, outbound } from './recipients-of-change.ts';
import { newTally, resendNoted, resendStored } from './resend-to-connection.ts';
import { sendTo } from './send-change-to-partner.ts';
import { fits } from './stored-parked-objects.ts';
import type { Followed, FollowOptions } from './wire-up-partner-delivery.ts';

/** Longest wait for a resend, in milliseconds; objects still on their way then continue in the background. */
const patience = 10_000;

/**
 * A request of the operator to send again, as one process passes it to the process that delivers to the connection, and
 * its outcome.
 */
interface Wish {
  by: string;
  question: string;
  id: string;
  filter: ParkedFilter;
}
interface Told {
  to: string;
  question: string;
  resent: Resent;
}

/** Sends partners objects again that they have not taken, or have taken before. */
export interface Resends {
  /**
   * Hands an unchanged object to the followers of this process again; resolves when its delivery is over. False where a
   * connection that it is for has no follower here.
   */
  again(push: Push): Promise<boolean>;
  /**
   * Sends a connection again the objects not taken that fit the filter, the one object it names, or all that is stored
   * for it; reports the outcome within some seconds.
   */
  resend(id: string, filter: ParkedFilter): Promise<Resent>;
  /** Passes on a push that its sender repeats because it failed at its receiver; otherwise `undefined`. */
  repeat(push: Push): Promise<Delivery | undefined>;
}

/** Sends again by the followers of this process, and asks other processes to do so by theirs. */
export function startResends(options: FollowOptions, followers: ReadonlyMap<string, Followed>): Resends {
  const { store, parked, after, newId } = options;
  const { processes } = store;
  const waiting = new Map<string, (resent: Resent) => void>();

  /**
   * Lets a follower of this process send again, and reports the outcome after a while; the rest continues in the
   * background.
   */
  const resendHere = async (follower: Followed, id: string, filter: ParkedFilter): Promise<Resent> => {
    const sending = { options, follower, id, filter, tally: newTally() };
    const noted = filter.stored ? [] : (await parked.of(id)).filter(fits(filter));
    await atMost(noted.length > 0 ? resendNoted(sending, noted) : resendStored(sending));
    return sending.tally.read();
  };
  const atMost = (work: Promise<unknown>) =>
    new Promise<void>((done, failed) => {
      const cancel = after(patience, done);
      work.then(() => done(), failed).finally(cancel);
    });
  const askOthers = async (id: string, filter: ParkedFilter): Promise<Resent> => {
    const question = newId();
    let resent: Resent | undefined;
    const answered = new Promise<void>((done) => waiting.set(question, (told) => done(void (resent = told))));
    await processes.announce('resend', { by: processes.id, question, id, filter } satisfies Wish);
    await atMost(answered);
    waiting.delete(question);
    const objects = (await parked.of(id)).filter(fits(filter)).length;
    return resent ?? { ...newTally().read(), objects, waiting: objects };
  };
  processes.subscribe<Wish>('resend', ({ by, question, id, filter }) => {
    const follower = followers.get(id);
    if (!follower) return;
    void resendHere(follower, id, filter)
      .then((resent) => processes.announce('resent', { to: by, question, resent } satisfies Told))
      .catch(() => undefined);
  });
  processes.subscribe<Told>('resent', ({ to, question, resent }) => {
    if (to === processes.id) waiting.get(question)?.(resent);
  });
  return {
    async again(push) {
      const item = { ...itemOf(outbound(options, push)), again: true };
      const all = [...item.item.to.keys()].map((id) => followers.get(id));
      await Promise.all(all.map(async (follower) => follower?.take(item)));
      return !all.includes(undefined);
    },
    async resend(id, filter) {
      const follower = followers.get(id);
      return follower ? resendHere(follower, id, filter) : askOthers(id, filter);
    },
    async repeat(push) {
      const repeated = outbound(options, push);
      const { object } = itemOf(repeated);
      let delivery: Delivery | undefined;
      for (const id of repeated.to.keys()) {
        if ((await parked.one(id, object))?.state !== 'RETURNED') continue;
        delivery = await sendTo(options, id, repeated);
        if (delivery.error === undefined) await parked.drop(id, object);
      }
      return delivery;
    },
  };
}
