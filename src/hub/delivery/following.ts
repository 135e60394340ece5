import type { Parked, Passed } from '../changes.ts';
import type { Item } from './item.ts';
import type { Parking, ParkingOptions } from './parking.ts';

/** Bounds of one receiver: items in flight, items and bytes that wait before it is read from the store instead (HUB-38), changes read at a time. */
export const limits = { inFlight: 16, waiting: 10_000, bytes: 32 * 1_048_576, batch: 200 };

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
  /** How long the partner has asked to be left alone yet, in milliseconds (TRANS-75). */
  rest(): number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back after milliseconds; returns how to prevent it. */
  after(milliseconds: number, call: () => void): () => void;
  /** Where it stands at the start: changes up to it are confirmed. */
  position: number;
  /** Attempts at one object before another of the same owner is tried in its place (HUB_PATIENCE). */
  patience: number;
  /** Where objects go that the partner cannot bear, given how their attempts tell the follower of themselves. */
  parking(hooks: Pick<ParkingOptions, 'rest' | 'told'>): Parking;
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
  /** Objects that it could not take, which are tried on their own. */
  parked: number;
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
  /** Tries again at once what is parked or was refused and fits; tells how many objects these are. */
  resend(fits: (entry: Parked) => boolean): number;
  /** Resolves when nothing waits or is in flight. */
  idle(): Promise<void>;
  stop(): void;
  /** Begins nothing more at once, not even what waits; its position stays where it is. */
  letGo(): void;
}
