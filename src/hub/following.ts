/** What came of passing an item on. `down` says that the partner cannot take anything now; any other error is about this item. */
export interface Passed {
  error?: string;
  down?: boolean;
  /** It asked to be left alone until then, in milliseconds since 1970 (TRANS-75). */
  notBefore?: number;
}

/** An item about an object, with the number of its change in the hub's order. */
export interface Item<T> {
  item: T;
  object: string;
  changed: number;
  /** Size of the item, which the tail is bounded by. */
  bytes?: number;
  /** Its sender gets the answer, and sends it again itself: nothing else is to come of it (TRANS-75). */
  once?: boolean;
  /** No change, but something older that the partner is to get all the same: the stock of a new agreement. */
  again?: boolean;
}

/** A change read back from the store; without `item` where it does not concern the partner. */
export type Missed<T> = Omit<Item<T>, 'item'> & { item?: T };

/** What a follower works with. */
export interface FollowerOptions<T, R extends Passed> {
  /** Passes an item on; never rejects. */
  pass(item: T): Promise<R>;
  /** What changed after a position, oldest first, each object once with its newest state; without `item` where it does not concern this partner. */
  since(position: number, limit: number): Promise<Missed<T>[]>;
  /** Whether the partner is to get what it missed (`catch_up`); if not, what failed is gone (TRANS-60). */
  catchesUp(): boolean;
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back after milliseconds; returns how to prevent it. */
  after(milliseconds: number, call: () => void): () => void;
  /** Where it stands at the start: changes up to it are confirmed. */
  position: number;
}

/** Counts of one follower. `behindSince` (milliseconds since 1970) is set until the partner has all again. */
export interface FollowerState {
  mode: 'live' | 'behind' | 'down';
  /** Distinct objects on their way or missed; at most the tail's size. */
  pending: number;
  delivered: number;
  failed: number;
  behindSince: number | null;
  lastError: string | null;
}

/** Keeps one partner up to date. */
export interface Follower<T, R> {
  /** Takes a change as it came, in the order of the numbers. Resolves with what came of it; with nothing where the partner gets it from the store, or not at all. */
  take(item: Item<T>): Promise<R | undefined>;
  /** The same for who does not wait for it. One record may be given to many followers: none of them changes or copies it. */
  post(item: Item<T>): void;
  /** Tells of a change that does not concern this partner. */
  pass(changed: number): void;
  /** Catches up at the start with what changed up to `present` while nobody followed. */
  resume(present: number): void;
  /** Holds everything from a change on, until it is woken. */
  hold(changed: number): void;
  /** Tries at once instead of after the pause. */
  wake(): void;
  /** All changes up to it are confirmed by the partner or did not concern it. */
  position(): number;
  state(): FollowerState;
  /** Resolves when nothing waits or is in flight. */
  idle(): Promise<void>;
  stop(): void;
  /** Begins nothing more at once, not even what waits; its position stays where it is. */
  letGo(): void;
}
