import { Mutex } from 'async-mutex';
import { every } from '../call-at-intervals.ts';
import { connectionById } from '../market/connection-index.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { hasFollower } from './delivery-states.ts';
import { newPositions, type Positions, type Standing } from './stored-delivery-positions.ts';
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
  const { newId, now } = options;
  const positions = newPositions({ notes: store.notes, processId: processes.id, newId, now });
  /** Positions of stopped followers until they are stored: later changes must not move them. */
  const leaving = new Map<string, Standing>();
  const turn = new Mutex();
  const stop = new AbortController();

  const isFollowed = (connection: Connection) => hasFollower(connection) && processes.isMine(connection.id);
  const current = (id: string) => connectionById(store.registry.read(), id);
  const held = { positions, all, leaving, current };
  const isStillOurs = (id: string) => {
    const connection = current(id);
    return connection !== undefined && isFollowed(connection);
  };
  const takeUp = async ({ id }: Connection) => {
    const left = leaving.get(id);
    if (left) await positions.leave(left);
    const place = await positions.take(id, () => processes.isMine(id), passedOn);
    // Read after the former follower's term: what that one parks from now on lies behind the position.
    const known = await parked.of(id);
    // Meanwhile the registry may have changed, or the connection have moved to another process.
    const connection = current(id);
    if (!place || stop.signal.aborted || all.has(id) || !connection || !isFollowed(connection)) return;
    const present = passedOn();
    const { position } = place;
    const follower = follow(options, id, place, known);
    all.set(id, follower);
    leaving.delete(id);
    goOn(follower, connection, position, present);
  };
  /**
   * Matches the followers with the connections of this process; resolves with work that the caller must still await.
   * Followers of lost connections stop in this turn, before this process may have the connections again.
   */
  const reconcile = () => {
    const isLeft = ([id]: [string, Followed]) => !isStillOurs(id);
    // An error of one is handled at once, or it would end the process: what is not stored now goes with the next positions.
    const left = Promise.allSettled([...all].filter(isLeft).map(([id]) => letGo(held, id)));
    return turn.runExclusive(async () => {
      const wanted = store.registry.read().connections.filter(isFollowed);
      await Promise.all(wanted.filter(({ id }) => !all.has(id)).map(takeUp));
      return { left };
    });
  };
  /** Compares again the connections with those that this process delivers to; the next storing of positions repeats a failed attempt. */
  const again = async () => (stop.signal.aborted ? undefined : reconcile().catch(() => undefined));
  const keep = async () => {
    if (await storeAll(held, passedOn())) void again();
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
      const place = await positions.begin(id, store.objects.position());
      if (place && !all.has(id) && processes.isMine(id)) all.set(id, follow(options, id, place, []));
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

/** The followers of this process, and those that it has stopped until their positions are stored. */
interface Held {
  positions: Positions;
  all: Map<string, Followed>;
  leaving: Map<string, Standing>;
  current(id: string): Connection | undefined;
}

/** Stops a follower whose connection another process now has, after its open requests, which that would overtake. */
async function letGo({ positions, all, leaving, current }: Held, id: string): Promise<void> {
  const follower = all.get(id)!;
  all.delete(id);
  follower.letGo();
  leaving.set(id, standingOf(id, follower));
  await follower.idle();
  if (current(id)?.status !== 'UNREGISTERED') await positions.leave(standingOf(id, follower));
  if (leaving.get(id)?.term === follower.term) leaving.delete(id);
}

/**
 * Stores all positions; a follower whose term has ended stops. Tells whether one has: it goes on from where another one
 * has left its connection.
 */
async function storeAll({ positions, all, leaving }: Held, passed: number): Promise<boolean> {
  const left = [...leaving.values()];
  const standing = [...all].map(([id, follower]) => standingOf(id, follower));
  const ended = await positions.keep(standing, passed, left);
  for (const one of left) if (leaving.get(one.id) === one) leaving.delete(one.id);
  const over = ended.filter(({ id, term }) => all.get(id)?.term === term);
  for (const { id } of over) {
    all.get(id)?.letGo();
    all.delete(id);
  }
  return over.length > 0;
}

function standingOf(id: string, { term, position }: Followed): Standing {
  return { id, term, position: position() };
}

/** Lets a follower continue from a stored position; `present` is the number up to which changes were handed out. */
function goOn(follower: Followed, { status }: Connection, position: number, present: number): void {
  if (status === 'SUSPENDED') follower.hold(Math.max(position, present));
  else if (position < present) follower.resume(present);
  // The follower is up to date except for parked objects.
  else follower.wake();
}
