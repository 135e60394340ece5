import { Mutex } from 'async-mutex';
import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party.ts';
import {
  type Deliver,
  type Delivery,
  type Form,
  type Parked,
  type ParkedFilter,
  type Push,
  wholePush,
} from '../changes.ts';
import { connectionById } from '../market/directory.ts';
import type { Connection } from '../ports/registry.ts';
import { answers } from './answers.ts';
import { type DeliverOptions, pass, receivers } from './copies.ts';
import { hasFollower, shown, statesOfAll, unfollowed } from './delivery-states.ts';
import { type Followed, type FollowOptions, follow, itemOf } from './follow.ts';
import { fits, keepingParked } from './parked-notes.ts';
import { keepingPositions } from './positions.ts';
import { type Feed, startTail } from './tail.ts';

/** How often positions are kept, in milliseconds: so much may be sent again after a crash. */
const keepEvery = 1000;

/** How much longer than the push itself the news of it may take from another process, in milliseconds. */
const wordTimeout = 1000;

/** What one process tells the one that follows. */
interface Resend {
  id: string;
  filter: ParkedFilter;
}

/** What one process tells another of the answer to a push that it passed on. */
interface Delivered {
  to: string;
  changed: number;
  delivery: Delivery;
}

/** Starts delivery: one follower per connection in one of the processes, each from where it stood; none waits for another. */
export async function startDelivery(options: Omit<FollowOptions, 'parked'>): Promise<Deliver> {
  const { store } = options;
  const { processes } = store;
  const followers = new Map<string, Followed>();
  const positions = keepingPositions(store.notes, processes.id, options.now);
  const awaited = answers(options.timeout + wordTimeout);
  /** Where followers stood that were given up, until that is kept: what is passed on to the others is not theirs. */
  const leaving = new Map<string, number>();
  const turn = new Mutex();
  let stopped = false;

  const parked = keepingParked(store.notes);
  const followFrom = (id: string, position: number, known: Parked[]) => {
    const followed = follow({ ...options, parked }, id, position, known);
    followers.set(id, followed);
    return followed;
  };
  const takeUp = async ({ id }: Connection) => {
    const known = await parked.of(id);
    const kept = leaving.get(id) ?? (await positions.of(id));
    // Before it is done the registry may have changed, or the connection be another process's.
    const connection = connectionBy(options, id);
    if (stopped || followers.has(id) || !connection || !isFollowed(connection)) return;
    const present = tail.position();
    const position = kept ?? present;
    const follower = followFrom(id, position, known);
    leaving.delete(id);
    if (connection.status === 'SUSPENDED') follower.hold(Math.max(position, present));
    else if (position < present) follower.resume(present);
    // It has everything but what is parked.
    else follower.wake();
  };
  const isFollowed = (connection: Connection) => hasFollower(connection) && processes.isMine(connection.id);
  /** Gives up what is no longer this process's: what is on its way to the partner is waited for, or the next one would overtake it. */
  const letGo = async (id: string, follower: Followed) => {
    followers.delete(id);
    follower.letGo();
    leaving.set(id, follower.position());
    await follower.idle();
    if (connectionBy(options, id)?.status !== 'UNREGISTERED')
      await positions.keepOne(id, follower.position());
    leaving.delete(id);
  };
  /** Follows what this process answers for, and nothing else. Resolves with what is still to be waited for. */
  const reconcile = () =>
    turn.runExclusive(async () => {
      const wanted = new Map(
        store.registry
          .read()
          .connections.filter(isFollowed)
          .map((connection) => [connection.id, connection]),
      );
      const leaving = [...followers].filter(([id]) => !wanted.has(id)).map(([id, one]) => letGo(id, one));
      await Promise.all([...wanted.values()].filter(({ id }) => !followers.has(id)).map(takeUp));
      return { left: Promise.allSettled(leaving) };
    });
  const again = async () => {
    if (stopped) return;
    // What fails here is tried again with the positions.
    await reconcile().catch(() => undefined);
  };

  const feed: Feed = (push, record) => {
    const form = record?.form as Form | undefined;
    const origin = record ? form?.origin : processes.id;
    const { changed, module } = push.object;
    const passable = push.method !== 'DELETE' || objectRow(module).receiver.object.includes('DELETE');
    const answer = passable ? handOut(push) : handOut({ ...push, only: nobody });
    if (!answer || !origin) return;
    if (origin === processes.id) return awaited.settle(changed, answer);
    void answer
      .then((delivery) => processes.tell('delivered', { to: origin, changed, delivery } satisfies Delivered))
      .catch(() => undefined);
  };
  /** Gives a change to all followers; what comes of it for the party whose answer is awaited, where it is followed here. */
  const handOut = (push: Push): Promise<Delivery> | undefined => {
    const concerned = new Map(
      receivers(options, push).map(({ connection, party }) => [connection.id, party]),
    );
    const item = itemOf(push);
    const { changed } = push.object;
    let answer: Promise<Delivery> | undefined;
    for (const [id, follower] of followers) {
      const party = concerned.get(id);
      // A push that names its receiver is answered with his answer: it is tried even while he seems to be down.
      if (party !== undefined && party === push.answerOf)
        answer = follower.take(item).then((delivery) => delivery ?? follower.send(push));
      else if (party !== undefined) follower.post(item);
      // Who is suspended gets what it missed when it is resumed.
      else if (isSuspended(options, id)) follower.hold(changed);
      else follower.pass(changed);
    }
    return answer;
  };
  const tail = startTail(store.objects, feed);
  /** Sends an object to one connection again, though nothing of it is noted; tells how many there are of that name. */
  const resendNamed = async (id: string, filter: ParkedFilter): Promise<number> => {
    const modules = filter.module ? [filter.module] : objectModules;
    const found = await Promise.all(
      modules.map((module) => store.objects.find(module, 'id', filter.id ?? '')),
    );
    const pushes = found
      .flat()
      .filter(({ owner }) => filter.owner === undefined || filter.owner === owner)
      .map(wholePush)
      .filter((push) => receivers(options, push).some(({ connection }) => connection.id === id));
    for (const push of pushes) followers.get(id)?.post({ ...itemOf(push), again: true });
    return pushes.length;
  };

  processes.onWord<Delivered>('delivered', ({ to, changed, delivery }) => {
    if (to === processes.id) awaited.settle(changed, Promise.resolve(delivery));
  });
  processes.onWord<Resend>('resend', ({ id, filter }) => {
    const follower = followers.get(id);
    if (follower && follower.resend(fits(filter)) === 0 && filter.id !== undefined)
      void resendNamed(id, filter).catch(() => undefined);
  });
  processes.onWord<{ id: string }>('wake', ({ id }) => followers.get(id)?.wake());
  const stateOf = (connection: Connection) => {
    const follower = followers.get(connection.id);
    if (follower || !hasFollower(connection)) return shown(connection, follower);
    // It is this process's, and still to be taken up.
    return processes.isMine(connection.id) ? unfollowed(connection) : undefined;
  };
  const states = statesOfAll(store, stateOf);

  const keepPositions = async () => {
    const position = tail.position();
    const left = [...leaving].map(([id, at]) => ({ id, position: at }));
    await positions.keep(
      [...followers].map(([id, follower]) => ({ id, position: follower.position() })),
      position,
      left,
    );
    for (const { id, position: at } of left) if (leaving.get(id) === at) leaving.delete(id);
  };
  const timer = setInterval(() => {
    void keepPositions().catch(() => undefined);
    void again();
  }, keepEvery).unref();
  store.registry.onChange(again);
  processes.onMoved(async () => {
    if (!stopped)
      await reconcile().then(
        ({ left }) => left,
        () => undefined,
      );
  });
  await reconcile();

  return {
    offer(push, previous = 0) {
      const isAnswered = push.answerOf !== undefined && receivers(options, push).length > 0;
      const answer = isAnswered ? awaited.of(push.object.changed) : Promise.resolve(undefined);
      tail.take(push, previous);
      return answer;
    },
    again: (push) =>
      Promise.all(
        receivers(options, push).map(async ({ connection }) =>
          followers.get(connection.id)?.take({ ...itemOf(push), again: true }),
        ),
      ),
    async begin({ id }) {
      if (followers.has(id)) return;
      const position = store.objects.position();
      await positions.keepOne(id, position);
      if (!followers.has(id) && processes.isMine(id)) followFrom(id, position, []);
    },
    async end({ id }) {
      const follower = followers.get(id);
      follower?.stop();
      followers.delete(id);
      await positions.forget(id);
      await parked.forget(id);
      // An attempt that was under way may have noted its failure since.
      void follower?.idle().then(
        () => parked.forget(id),
        () => undefined,
      );
    },
    wake({ id }) {
      if (processes.isMine(id)) followers.get(id)?.wake();
      else void processes.tell('wake', { id }).catch(() => undefined);
    },
    parked: ({ id }) => parked.of(id),
    async resend({ id }, filter) {
      const noted = (await parked.of(id)).filter(fits(filter)).length;
      const more = noted > 0 || filter.id === undefined ? 0 : await resendNamed(id, filter);
      if (followers.has(id)) followers.get(id)?.resend(fits(filter));
      else await processes.tell('resend', { id, filter } satisfies Resend);
      return noted + more;
    },
    async repeat(push) {
      let delivery: Delivery | undefined;
      for (const { connection } of receivers(options, push)) {
        const { object } = itemOf(push);
        if ((await parked.one(connection.id, object))?.state !== 'RETURNED') continue;
        delivery = await pass(options, connection.id, push);
        if (delivery.error === undefined) await parked.drop(connection.id, object);
      }
      return delivery;
    },
    state: stateOf,
    states,
    async stop(milliseconds) {
      stopped = true;
      clearInterval(timer);
      tail.stop();
      for (const follower of followers.values()) follower.stop();
      const late = new Promise((done) => setTimeout(done, milliseconds).unref());
      await Promise.race([Promise.all([...followers.values()].map((each) => each.idle())), late]);
      await keepPositions();
    },
  };
}

function isSuspended(options: DeliverOptions, id: string): boolean {
  return connectionBy(options, id)?.status === 'SUSPENDED';
}

function connectionBy({ store }: DeliverOptions, id: string): Connection | undefined {
  return connectionById(store.registry.read(), id);
}

/** No party has this name: what is for it alone concerns no one. */
const nobody = '' as Party;
