import { objectModules } from '../../ocpi/editions/modules.ts';
import type { Delivery, ParkedFilter, Push } from '../changes.ts';
import { wholePush } from '../whole-push.ts';
import type { Followed, FollowOptions } from './follow.ts';
import { fits } from './parked-notes.ts';
import { itemOf, outbound, outboundTo } from './recipients.ts';
import { sendTo } from './send.ts';

/** A wish to send again, as one process tells it to the one that follows. */
interface Wish {
  id: string;
  filter: ParkedFilter;
}

/** Sends again what partners have not taken, or have taken before. */
export interface Resends {
  /** Hands an object to the followers of this process again though it has not changed; resolves when it is done with. False where a connection that it is for has no follower here. */
  again(push: Push): Promise<boolean>;
  /** Sends again what is noted for a connection and fits, or the one object that is named; tells how many objects these are. */
  resend(id: string, filter: ParkedFilter): Promise<number>;
  /** Passes on a push that its sender repeats since it failed at its receiver; nothing where it had not. */
  repeat(push: Push): Promise<Delivery | undefined>;
}

/** Resends by the followers of this process, and by those of others. */
export function startResends(options: FollowOptions, followers: ReadonlyMap<string, Followed>): Resends {
  const { store, parked } = options;
  const { processes } = store;

  /** Sends an object to one connection again, though nothing of it is noted; tells how many there are of that name. */
  const resendNamed = async (id: string, filter: ParkedFilter): Promise<number> => {
    const modules = filter.module ? [filter.module] : objectModules;
    const found = await Promise.all(
      modules.map((module) => store.objects.find(module, 'id', filter.id ?? '')),
    );
    const all = found
      .flat()
      .filter(({ owner }) => filter.owner === undefined || filter.owner === owner)
      .map((object) => outboundTo(options, id, wholePush(object)))
      .filter(({ to }) => to.size > 0);
    for (const one of all) followers.get(id)?.post({ ...itemOf(one), again: true });
    return all.length;
  };
  processes.onWord<Wish>('resend', ({ id, filter }) => {
    const follower = followers.get(id);
    if (follower && follower.resend(fits(filter)) === 0 && filter.id !== undefined)
      void resendNamed(id, filter).catch(() => undefined);
  });
  return {
    async again(push) {
      const item = { ...itemOf(outbound(options, push)), again: true };
      const all = [...item.item.to.keys()].map((id) => followers.get(id));
      await Promise.all(all.map(async (follower) => follower?.take(item)));
      return !all.includes(undefined);
    },
    async resend(id, filter) {
      const noted = (await parked.of(id)).filter(fits(filter)).length;
      const more = noted > 0 || filter.id === undefined ? 0 : await resendNamed(id, filter);
      const follower = followers.get(id);
      if (follower) follower.resend(fits(filter));
      else await processes.tell('resend', { id, filter } satisfies Wish);
      return noted + more;
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
