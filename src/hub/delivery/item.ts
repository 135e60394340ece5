/** An item about an object, with the number of its change in the hub's order. */
export interface Item<T> {
  item: T;
  object: string;
  changed: number;
  /** Size of the item, which the live window is bounded by. */
  bytes?: number;
  /** Its sender gets the answer, and sends it again itself: nothing else is to come of it (TRANS-75). */
  once?: boolean;
  /** No change, but something older that the partner is to get all the same: the stock of a new agreement. */
  again?: boolean;
}

/** An item that a follower was given. */
export interface Entry<T, R> extends Item<T> {
  /** Is called with the result; only where somebody waits for it. */
  done?(result: R | undefined): void;
}
