import { Mutex } from 'async-mutex';
import { every } from '../every.ts';
import { connectionById } from '../market/directory.ts';
import type { Connection } from '../ports/registry.ts';
import { hasFollower } from './delivery-states.ts';
import { type Followed, type FollowOptions, follow } from './follow.ts';
import { newPositions } from './positions.ts';

/** Interval at which positions are stored, in milliseconds: changes of that time may be sent again after a crash. */
const keepEvery = 1000;

/** The followers of the connections that this process answers for. */
export interface Followers {
  /** By the id of the connection. */
  all: ReadonlyMap<string, Followed>;
  /** Takes up the connections of this process, now and whenever their assignment changes. */
  start(): Promise<void>;
  /** Begins to follow for a connection that registers, from the present on; one that renews its Credentials stays where it stands. */
  begin(id: string): Promise<void>;
  /** Ends following a connection that is no more; resolves once its position is forgotten. */
  end(id: string): Promise<void>;
  /** Keeps the positions. */
  keep(): Promise<void>;
  /** Keeps the positions, and stops when nothing is on its way any more, at the latest after `milliseconds`. */
  stop(milliseconds: number): Promise<void>;
}

/** One follower per connection in one of the processes, each from where it stood; `passedOn` is up to where changes have been handed out here. */
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
    // Before it is done the registry may have changed, or the connection be another process's.
    const connection = current(id);
    if (stop.signal.aborted || all.has(id) || !connection || !isFollowed(connection)) return;
    const present = passedOn();
    const position = kept ?? present;
    const follower = follow(options, id, position, known);
    all.set(id, follower);
    leaving.delete(id);
    goOn(follower, connection, position, present);
  };
  /** Stops a follower that now belongs to another process, after its open requests, which the other process would overtake otherwise. */
  const letGo = async ([id, follower]: [string, Followed]) => {
    all.delete(id);
    follower.letGo();
    leaving.set(id, follower.position());
    await follower.idle();
    if (current(id)?.status !== 'UNREGISTERED') await positions.keepOne(id, follower.position());
    leaving.delete(id);
  };
  /** Starts and stops followers so that they match the connections of this process. Resolves with the work that is still to be awaited. */
  const reconcile = () =>
    turn.runExclusive(async () => {
      const wanted = store.registry.read().connections.filter(isFollowed);
      const ids = new Set(wanted.map(({ id }) => id));
      const left = [...all].filter(([id]) => !ids.has(id)).map(letGo);
      await Promise.all(wanted.filter(({ id }) => !all.has(id)).map(takeUp));
      return { left: Promise.allSettled(left) };
    });
  /** Tries again; the next storing of positions repeats a failed attempt. */
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
      // An attempt that was under way may have noted its failure since.
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

/** Has a follower go on from a position, given how far changes have been handed out at present. */
function goOn(follower: Followed, { status }: Connection, position: number, present: number): void {
  if (status === 'SUSPENDED') follower.hold(Math.max(position, present));
  else if (position < present) follower.resume(present);
  // The follower is up to date except for parked objects.
  else follower.wake();
}
