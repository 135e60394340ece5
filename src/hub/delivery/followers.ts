import { Mutex } from 'async-mutex';
import { every } from '../every.ts';
import { connectionById } from '../market/directory.ts';
import type { Connection } from '../ports/registry.ts';
import { hasFollower } from './delivery-states.ts';
import { type Followed, type FollowOptions, follow } from './follow.ts';
import { keepingPositions } from './positions.ts';

/** How often positions are kept, in milliseconds: so much may be sent again after a crash. */
const keepEvery = 1000;

/** The followers of the connections that this process answers for. */
export interface Followers {
  /** By the id of the connection. */
  all: ReadonlyMap<string, Followed>;
  /** Takes up what is this process's, now and whenever that changes. */
  start(): Promise<void>;
  /** Begins to follow for a connection that has just registered, from the present on. */
  begin(id: string): Promise<void>;
  /** Ends following a connection that is no more; resolves once its position is forgotten. */
  end(id: string): Promise<void>;
  /** Keeps the positions, and stops when nothing is on its way any more, at the latest after `milliseconds`. */
  stop(milliseconds: number): Promise<void>;
}

/** One follower per connection in one of the processes, each from where it stood; `passedOn` is up to where changes have been handed out here. */
export function startFollowers(options: FollowOptions, passedOn: () => number): Followers {
  const { store, parked, after } = options;
  const { processes } = store;
  const all = new Map<string, Followed>();
  const positions = keepingPositions(store.notes, processes.id, options.now);
  /** Where followers stood that were given up, until that is kept: changes that are passed on to the others are not theirs. */
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
  /** Gives up what is no longer this process's: requests under way to the partner are waited for, or the next one would overtake them. */
  const letGo = async ([id, follower]: [string, Followed]) => {
    all.delete(id);
    follower.letGo();
    leaving.set(id, follower.position());
    await follower.idle();
    if (current(id)?.status !== 'UNREGISTERED') await positions.keepOne(id, follower.position());
    leaving.delete(id);
  };
  /** Follows what this process answers for, and nothing else. Resolves with what is still to be waited for. */
  const reconcile = () =>
    turn.runExclusive(async () => {
      const wanted = store.registry.read().connections.filter(isFollowed);
      const ids = new Set(wanted.map(({ id }) => id));
      const left = [...all].filter(([id]) => !ids.has(id)).map(letGo);
      await Promise.all(wanted.filter(({ id }) => !all.has(id)).map(takeUp));
      return { left: Promise.allSettled(left) };
    });
  /** A failure is made up for when positions are kept next. */
  const again = async () => (stop.signal.aborted ? undefined : reconcile().catch(() => undefined));
  const keep = async () => {
    const left = [...leaving].map(([id, position]) => ({ id, position }));
    const standing = [...all].map(([id, follower]) => ({ id, position: follower.position() }));
    await positions.keep(standing, passedOn(), left);
    for (const { id, position } of left) if (leaving.get(id) === position) leaving.delete(id);
  };
  return {
    all,
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
      if (all.has(id)) return;
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
  // It has everything but what is parked.
  else follower.wake();
}
