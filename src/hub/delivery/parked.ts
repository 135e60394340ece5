import type { Parked, Passed } from '../changes.ts';
import type { Item } from './item.ts';

/** The dialect in which an object was sent, with a digest of its content. */
export interface Said {
  dialect(): string;
  content(): string;
}

/** Notes of changes that the hub does not send again of itself: refused ones, and those that their sender is to send again. */
export interface NotRepeated {
  /** Notes that a change was refused, in words, in a dialect and with what content. */
  refuse(item: Pick<Item<unknown>, 'object' | 'changed'>, error: string | null, said: Said): Promise<void>;
  /** Notes that the sender of a change has its failure as the answer, and is to send it again. */
  giveBack(item: Pick<Item<unknown>, 'object' | 'changed'>, error: string | null): Promise<void>;
  /** Whether this very change, or the same content, was refused in this dialect (TRANS-76). */
  isRefused(item: Pick<Item<unknown>, 'object' | 'changed'>, said: Said): boolean;
  /** Whether anything is noted of an object, parked or not. */
  isNoted(object: string): boolean;
  /** Forgets what was noted of an object that the partner now has; what went back to its sender only where it has the whole. */
  settle(object: string, whole: boolean): void;
}

/** The store of notes, and the time in milliseconds since 1970. */
export interface NotRepeatedOptions {
  keep(entry: Parked): Promise<void>;
  drop(object: string): Promise<void>;
  now(): number;
}

/** The objects of one partner that are parked, by owner: none of them holds up another owner's (TRANS-75). */
export interface Parking extends NotRepeated {
  /** Whether an object is tried here; a newer change of it is then this one's work. */
  takes(item: Pick<Item<unknown>, 'object' | 'changed'>): boolean;
  /** Whether an object of the same owner is parked or was a short while ago: its next failing object is parked at once. */
  suspects(object: string): boolean;
  /** Parks an object; resolves once durable, and only then may a position move past it. */
  park(item: Pick<Item<unknown>, 'object' | 'changed'>, error: string | null): Promise<void>;
  /** Tries again at once all that fits; tells how many these are. */
  resend(fits: (entry: Parked) => boolean): number;
  /** Goes on: the partner takes something again. */
  wake(): void;
  /** Number of parked objects. */
  count(): number;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
  stop(): void;
}

/** The dependencies of parking. */
export interface ParkingOptions extends NotRepeatedOptions {
  /** The objects parked before, as stored. */
  known: Parked[];
  /** Sends an object as it now is; nothing where it no longer concerns the partner. Never rejects. */
  send(object: string): Promise<Passed | undefined>;
  /** Remaining pause before the next attempt, in milliseconds; infinite while the partner is down. */
  rest(): number;
  /** Called with the result of every attempt. */
  told(result: Passed): void;
  after(milliseconds: number, call: () => void): () => void;
}

/** Owner of an object that is named by module, owner and id. */
export function ownerOf(object: string): string | undefined {
  return object.split(' ', 2)[1];
}
