import type { Delivery, ParkedFilter, Push, Resent } from '../changes.ts';
import type { Followed, FollowOptions } from './follow.ts';
import { fits } from './parked-notes.ts';
import { itemOf, outbound } from './recipients.ts';
import { newTally, resendNoted, resendStored } from './resend-to.ts';
import { sendTo } from './send.ts';

/** How long a resend is waited for, in milliseconds; what is still on its way then goes on. */
const patience = 10_000;

/** A wish to send again, as one process tells it to the one that follows, and what has come of it. */
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

/** Sends again what partners have not taken, or have taken before. */
export interface Resends {
  /** Hands an object to the followers of this process again though it has not changed; resolves when it is done with. False where a connection that it is for has no follower here. */
  again(push: Push): Promise<boolean>;
  /** Sends again what is noted for a connection and fits, the one object that is named, or all that is stored for it; tells what has come of it within some seconds. */
  resend(id: string, filter: ParkedFilter): Promise<Resent>;
  /** Passes on a push that its sender repeats since it failed at its receiver; nothing where it had not. */
  repeat(push: Push): Promise<Delivery | undefined>;
}

/** Resends by the followers of this process, and by those of others. */
export function startResends(
  options: FollowOptions & { newId(): string },
  followers: ReadonlyMap<string, Followed>,
): Resends {
  const { store, parked, after, newId } = options;
  const { processes } = store;
  const waiting = new Map<string, (resent: Resent) => void>();

  /** Has a follower of this process send again; what has come of it after a while is told, the rest goes on. */
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
