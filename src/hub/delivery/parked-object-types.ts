import type { Parked, Passed } from '../push-types.ts';
import type { Item } from './outgoing-change.ts';

/** The dialect in which an object was sent to a partner, with a digest of its content. */
export interface Said {
  dialect(): string;
  content(): string;
}

/**
 * Notes of changes that the hub does not send again by itself: changes that the partner refused, and changes that their
 * sender is to send again.
 */
export interface NotRepeated {
  /** Notes that the partner refused a change, with its error text, in a dialect and with which content. */
  refuse(item: Pick<Item<unknown>, 'object' | 'changed'>, error: string | null, said: Said): Promise<void>;
  /** Notes that the sender of a change got the failure as its answer, and is to send the change again. */
  giveBack(item: Pick<Item<unknown>, 'object' | 'changed'>, error: string | null): Promise<void>;
  /** Tells whether the partner refused this very change, or the same content, in this dialect (TRANS-76). */
  isRefused(item: Pick<Item<unknown>, 'object' | 'changed'>, said: Said): boolean;
  /** Tells whether there is any note about an object, parked or not. */
  isNoted(object: string): boolean;
  /**
   * Deletes the notes about an object that the partner now has; a change that went back to its sender only where the
   * partner has the whole object.
   */
  settle(object: string, whole: boolean): void;
}

/** The store of notes, and the time in milliseconds since 1970. */
export interface NotRepeatedOptions {
  keep(entry: Parked): Promise<void>;
  drop(object: string): Promise<void>;
  now(): number;
}

/**
 * The parked objects of one partner (objects that failed and are tried on their own): none of them delays another
 * owner's (TRANS-75).
 */
export interface Parking extends NotRepeated {
  /** Tells whether an object is parked, so that parking also sends its newer changes. */
  takes(item: Pick<Item<unknown>, 'object' | 'changed'>): boolean;
  /**
   * Tells whether an object of the same owner is parked or was a short while ago: the owner's next failing object is
   * then parked at once.
   */
  suspects(object: string): boolean;
  /** Parks an object, to be tried on its own; resolves once durable, and only then may a position move past it. */
  park(item: Pick<Item<unknown>, 'object' | 'changed'>, error: string | null): Promise<void>;
  /** Tries again at once all parked objects that fit; returns their number. */
  resend(fits: (entry: Parked) => boolean): number;
  /** Continues with attempts, since the partner takes objects again. */
  wake(): void;
  /** Number of parked objects, which the partner failed to take and which are tried on their own. */
  count(): number;
  /** Resolves when no parked object is in flight. */
  idle(): Promise<void>;
  stop(): void;
}

/** The dependencies of parking, which tries failed objects on their own. */
export interface ParkingOptions extends NotRepeatedOptions {
  /** The objects that were parked before, as stored. */
  known: Parked[];
  /** Sends an object in its present state; `undefined` where it no longer concerns the partner. Never rejects. */
  send(object: string): Promise<Passed | undefined>;
  /** Remaining pause before the next attempt, in milliseconds; infinite while the partner is down. */
  rest(): number;
  /** Receives the result of every attempt to send a parked object. */
  told(result: Passed): void;
  after(milliseconds: number, call: () => void): () => void;
}

/** Owner of an object, from its name of module, owner and id. */
export function ownerOf(object: string): string | undefined {
  return object.split(' ', 2)[1];
}
