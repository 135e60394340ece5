import { objectRow } from '../ocpi/modules.ts';
import { type DeliverOptions, type Delivery, type Push, pass, receivers, wholePush } from './copies.ts';
import { startFollower } from './follower.ts';
import type { Follower, FollowerState, Missed } from './following.ts';
import type { ChangeRecord, Connection } from './ports.ts';

/** State and counts of the deliveries of one connection, as the admin API shows them. */
export interface DeliveryState {
  state: 'LIVE' | 'BEHIND' | 'DOWN' | 'OFF';
  pending: number;
  delivered: number;
  failed: number;
  behind_since: string | null;
  last_error: string | null;
  /** Number of a change in the hub's order: all up to it are confirmed, or did not concern this partner. */
  confirmed: number;
}

/** The one door out for changes of objects. */
export interface Deliver {
  /** Hands a change to the followers of all it concerns, and returns at once (ROUTE-18, HUB-27): one promise per connection. */
  offer(push: Push): Promise<Delivery | undefined>[];
  /** Begins to follow for a connection that has just registered: it gets what changes from now on. */
  begin(connection: Connection): Promise<void>;
  /** Ends following a connection that is no more. */
  end(connection: Connection): Promise<void>;
  /** Tries a partner at once that was down: it has new endpoints, or has been resumed. */
  wake(connection: Connection): void;
  state(connection: Connection): DeliveryState;
  /** Keeps the positions, and stops when nothing is on its way any more, at the latest after `milliseconds`. */
  stop(milliseconds: number): Promise<void>;
}

/** How often positions are kept, in milliseconds: so much may be sent again after a crash. */
const keepEvery = 1000;

/** Positions have no end. */
const forEver = 8.64e15;

/** Starts delivery: one follower per connection, each from where it stood; none waits for another. */
export async function startDelivery(options: DeliverOptions): Promise<Deliver> {
  const { store } = options;
  const followers = new Map<string, Follower<Push, Delivery>>();
  const kept = new Map<string, number>();
  const follow = (id: string, position: number) => {
    const follower = startFollower<Push, Delivery>({
      position,
      pass: (push) => pass(options, id, push),
      since: async (from, limit) => {
        const records = await store.objects.since(from, limit);
        // Nothing concerns a partner while it is suspended; it must not count as having it all.
        if (isSuspended(options, id)) throw new Error('suspended');
        return records.map((record) => missed(options, id, record));
      },
      catchesUp: () => connectionBy(options, id)?.options.catch_up ?? false,
      now: options.now,
      after: (milliseconds, call) => {
        const timer = setTimeout(call, milliseconds).unref();
        return () => clearTimeout(timer);
      },
    });
    followers.set(id, follower);
    return follower;
  };
  const keepPositions = async () => {
    const moved = [...followers].flatMap(([id, follower]) =>
      kept.get(id) === follower.position() ? [] : [{ id, position: follower.position() }],
    );
    await Promise.all(
      moved.map(({ id, position }) => store.notes.put('position', id, { position }, forEver)),
    );
    for (const { id, position } of moved) kept.set(id, position);
  };
  const timer = setInterval(() => void keepPositions().catch(() => {}), keepEvery).unref();

  const present = store.objects.position();
  for (const { id, status } of store.registry.read().connections) {
    if (status !== 'REGISTERED' && status !== 'SUSPENDED') continue;
    const position = (await store.notes.get<{ position: number }>('position', id))?.position ?? present;
    const follower = follow(id, position);
    if (status === 'SUSPENDED') follower.hold(present);
    else if (position < present) follower.resume(present);
  }
  return {
    offer(push) {
      const connections = new Set(receivers(options, push).map(({ connection }) => connection.id));
      const { module, owner, id, changed } = push.object;
      const all = store.registry.read().connections;
      const suspended = new Set(all.filter(({ status }) => status === 'SUSPENDED').map((one) => one.id));
      for (const [connection, follower] of followers) {
        if (connections.has(connection)) continue;
        // Who is suspended gets what it missed when it is resumed.
        if (suspended.has(connection)) follower.hold(changed);
        else follower.pass(changed);
      }
      return [...connections].flatMap((connection) => {
        const follower = followers.get(connection);
        const taken = follower?.take({
          item: push,
          object: `${module} ${owner} ${id}`,
          changed,
          bytes: push.body?.length,
        });
        // A push that names its receiver is answered with his answer: it is tried even while he seems to be down.
        return taken
          ? [push.direct && follower?.state().mode !== 'live' ? pass(options, connection, push) : taken]
          : [];
      });
    },
    async begin({ id }) {
      if (followers.has(id)) return;
      const position = store.objects.position();
      await store.notes.put('position', id, { position }, forEver);
      kept.set(id, position);
      if (!followers.has(id)) follow(id, position);
    },
    async end({ id }) {
      followers.get(id)?.stop();
      followers.delete(id);
      kept.delete(id);
      await store.notes.take('position', id);
    },
    wake: ({ id }) => followers.get(id)?.wake(),
    state: (connection) => shown(connection, followers.get(connection.id)),
    async stop(milliseconds) {
      clearInterval(timer);
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
  return store.registry.read().connections.find((connection) => connection.id === id);
}

/** A change read back from the store as a push of the object's present state: whole, or a deletion (HUB-29). */
function missed(options: DeliverOptions, connection: string, record: ChangeRecord): Missed<Push> {
  const { module, owner, id, changed, object } = record;
  const place = { object: `${module} ${owner} ${id}`, changed };
  const deletion = {
    object: { module, owner, id, recipient: null, changed },
    method: 'DELETE' as const,
    id,
    path: [],
    body: undefined,
  };
  if (!object && !objectRow(module).receiver.object.includes('DELETE')) return place;
  const item: Push = object ? wholePush(object) : deletion;
  return receivers(options, item).some((receiver) => receiver.connection.id === connection)
    ? { ...place, item }
    : place;
}

const states = { live: 'LIVE', behind: 'BEHIND', down: 'DOWN' } as const;

function shown(connection: Connection, follower: Follower<Push, Delivery> | undefined): DeliveryState {
  const { mode, pending, delivered, failed, behindSince, lastError }: FollowerState = follower?.state() ?? {
    mode: 'live',
    pending: 0,
    delivered: 0,
    failed: 0,
    behindSince: null,
    lastError: null,
  };
  const on = connection.status === 'REGISTERED' && connection.options.push;
  // Without catch-up a follower never leaves the live tail; a partner that does not answer is down all the same.
  const now = mode === 'live' && behindSince !== null ? 'down' : mode;
  return {
    state: on ? states[now] : 'OFF',
    pending,
    delivered,
    failed,
    behind_since: behindSince === null ? null : new Date(behindSince).toISOString(),
    last_error: lastError,
    confirmed: follower?.position() ?? 0,
  };
}
