import type { Passed } from '../push-types.ts';
import type { DeliveryCounts } from './delivery-counts.ts';
import type { MissedObjects } from './objects-that-partner-lacks.ts';
import type { Item } from './outgoing-change.ts';
import type { Parking, ParkingOptions } from './parked-object-types.ts';
import type { FollowerMode } from './partner-delivery-mode.ts';
import type { Pauses } from './pauses-while-partner-is-down.ts';
import type { Window } from './waiting-and-in-flight-changes.ts';

/**
 * Limits of one follower: items in flight, items and bytes that wait before it reads changes from the store instead
 * (HUB-38), changes read at a time.
 */
export const limits = { inFlight: 16, waiting: 10_000, bytes: 32 * 1_048_576, batch: 200 };

/** A change that was read back from the store; without `item` where it does not concern the partner. */
export type Missed<T> = Omit<Item<T>, 'item'> & { item?: T };

/** The dependencies of a follower, which delivers changes to one connection. */
export interface FollowerOptions<T, R extends Passed> {
  /** Sends an item to the partner; never rejects. */
  pass(item: T): Promise<R>;
  /** Sends a usual item and calls back with the result; false where the item is unusual and must go by `pass`. */
  express?(item: T, landed: (result: R) => void): boolean;
  /**
   * Reads the changes after a position from the store, oldest first, each object once with its newest state; without
   * `item` where the change does not concern this partner.
   */
  since(position: number, limit: number): Promise<Missed<T>[]>;
  /**
   * Tells whether the partner is to get the changes that it missed (`catch_up`); if not, failed changes are lost
   * (TRANS-60).
   */
  catchesUp(): boolean;
  /** Remaining pause that the partner has asked for, in milliseconds (TRANS-75). */
  rest(): number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Timer of the hub: calls a function after so many milliseconds; returns a function that prevents it. */
  after(milliseconds: number, call: () => void): () => void;
  /** A random number from 0 to below 1. */
  random(): number;
  /** The follower's position at the start: the partner has confirmed all changes up to it. */
  position: number;
  /** Number of attempts at one object before another of the same owner is tried in its place (HUB_PATIENCE). */
  patience: number;
  /**
   * Builds the parking, which tries objects that the partner cannot take on their own; `hooks` connect it to the
   * follower.
   */
  parking(hooks: Pick<ParkingOptions, 'rest' | 'told'>): Parking;
}

/** The parts of one follower that its live window and its catch-up share. */
export interface Parts<T, R extends Passed> {
  options: FollowerOptions<T, R>;
  standing: FollowerMode;
  window: Window<T, R>;
  lacking: MissedObjects;
  tally: DeliveryCounts;
  pauses: Pauses;
  parking: Parking;
  /** Is aborted when the follower is stopped. */
  stopped: AbortSignal;
}

/**
 * Parks a failed object, to be tried on its own, where another object of its owner was parked before; resolves with
 * whether it is parked.
 */
export async function parksSuspect<T>(
  parking: Parking,
  entry: Item<T>,
  { wide, error }: Passed,
): Promise<boolean> {
  return !wide && parking.suspects(entry.object) && parks(parking, entry, error);
}

/** Parks an object, to be tried on its own; false where that could not be stored. */
export function parks<T>(
  parking: Parking,
  { object, changed }: Item<T>,
  error: string | undefined,
): Promise<boolean> {
  return parking.park({ object, changed }, error ?? null).then(
    () => true,
    () => false,
  );
}
