import { Mutex } from 'async-mutex';
import { every } from '../call-at-intervals.ts';
import { connectionById } from '../market/connection-index.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { hasFollower } from './delivery-states.ts';
import { newPositions } from './stored-delivery-positions.ts';
import { type Followed, type FollowOptions, follow } from './wire-up-partner-delivery.ts';

/**
 * Interval, in milliseconds, at which the positions of followers are stored: after a crash, changes of that time may be
 * sent again.
 */
const keepEvery = 1000;

/** The followers of the connections to which this process delivers. */
export interface Followers {
  /** The followers by the ids of their connections. */
  all: ReadonlyMap<string, Followed>;
  /** Takes up the connections of this process, now and whenever their assignment changes. */
  start(): Promise<void>;
  /**
   * Begins deliveries to a connection that registers, from the present on; for one that renews its Credentials the
   * position stays.
   */
  begin(id: string): Promise<void>;
  /** Ends deliveries to a connection that was deleted; resolves once its position is deleted. */
  end(id: string): Promise<void>;
  /** Stores the positions of all followers. */
  keep(): Promise<void>;
  /**
   * Stores the positions of all followers, and stops when nothing is on its way any more, at the latest after
   * `milliseconds`.
   */
  stop(milliseconds: number): Promise<void>;
}

/**
 * Runs one follower per connection in one of the processes, each from its stored position on; `passedOn` is the number
 * up to which changes have been handed out here.
 */
export function startFollowers(options: FollowOptions, passedOn: () => number): Followers {
  const { store, parked, after } = options;
  const { processes } = store;
  const all = new Map<string, Followed>();
  const positions = newPositions(store.notes, processes.id, options.now);
  /** Positions of stopped followers until they are stored: later changes must not move them. */
  const leaving = new Map<string, number>();
  const turn = new Mutex();
  const stop = new AbortController();

  const isFollowed = (connection: Connection) => hasFollower(connection) && processes.isMine(connection.id);
  const current = (id: string) => connectionById(store.registry.read(), id);
  const takeUp = async ({ id }: Connection) => {
    const known = await parked.of(id);
    const kept = leaving.get(id) ?? (await positions.of(id));
    // Meanwhile the registry may have changed, or the connection have moved to another process.
    const connection = current(id);
    if (stop.signal.aborted || all.has(id) || !connection || !isFollowed(connection)) return;
    const present = passedOn();
    const position = kept ?? present;
    const follower = follow(options, id, position, known);
    all.set(id, follower);
    leaving.delete(id);
    goOn(follower, connection, position, present);
  };
  /** Stops a follower whose connection another process now has, after its open requests, which that would overtake. */
  const letGo = async ([id, follower]: [string, Followed]) => {
    all.delete(id);
    follower.letGo();
    leaving.set(id, follower.position());
    await follower.idle();
    if (current(id)?.status !== 'UNREGISTERED') await positions.keepOne(id, follower.position());
    leaving.delete(id);
  };
  /** Matches the followers with the connections of this process; resolves with work that the caller must still await. */
  const reconcile = () =>
    turn.runExclusive(async () => {
      const wanted = store.registry.read().connections.filter(isFollowed);
      const ids = new Set(wanted.map(({ id }) => id));
      const left = [...all].filter(([id]) => !ids.has(id)).map(letGo);
      await Promise.all(wanted.filter(({ id }) => !all.has(id)).map(takeUp));
      return { left: Promise.allSettled(left) };
    });
  /** Compares again the connections with those that this process delivers to; the next storing of positions repeats a failed attempt. */
  const again = async () => (stop.signal.aborted ? undefined : reconcile().catch(() => undefined));
  const keep = async () => {
    const left = [...leaving].map(([id, position]) => ({ id, position }));
    const standing = [...all].map(([id, follower]) => ({ id, position: follower.position() }));
    await positions.keep(standing, passedOn(), left);
    for (const { id, position } of left) if (leaving.get(id) === position) leaving.delete(id);
  };
  return {
    ...{ all, keep },
    async start() {
      const end = every(after, keepEvery, () => {
        void keep().catch(() => undefined);
        void again();
      });
      stop.signal.addEventListener('abort', end);
      store.registry.onChange(again);
      processes.onMoved(async () => (await again())?.left);
      await reconcile();
    },
    async begin(id) {
      if (all.has(id) || leaving.has(id) || (await positions.of(id)) !== undefined) return;
      const position = store.objects.position();
      await positions.keepOne(id, position);
      if (!all.has(id) && processes.isMine(id)) all.set(id, follow(options, id, position, []));
    },
    async end(id) {
      const follower = all.get(id);
      follower?.stop();
      all.delete(id);
      await positions.forget(id);
      await parked.forget(id);
      // An attempt to send an object that was under way may have noted its failure meanwhile.
      void follower?.idle().then(
        () => parked.forget(id),
        () => undefined,
      );
    },
    async stop(milliseconds) {
      stop.abort();
      for (const follower of all.values()) follower.stop();
      const late = new Promise<void>((done) => after(milliseconds, done));
      await Promise.race([Promise.all([...all.values()].map((each) => each.idle())), late]);
      await keep();
    },
  };
}

/** Lets a follower continue from a stored position; `present` is the number up to which changes were handed out. */
function goOn(follower: Followed, { status }: Connection, position: number, present: number): void {
  if (status === 'SUSPENDED') follower.hold(Math.max(position, present));
  else if (position < present) follower.resume(present);
  // The follower is up to date except for parked objects.
  else follower.wake();
}
