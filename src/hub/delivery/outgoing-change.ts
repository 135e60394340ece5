/** A change of an object on its way to a partner, with its number in the hub's order. */
export interface Item<T> {
  item: T;
  object: string;
  changed: number;
  /** Size of the item in bytes, which counts towards the limit of the live window. */
  bytes?: number;
  /** The sender gets the answer and repeats the request itself, so that the hub sends the item once only (TRANS-75). */
  once?: boolean;
  /** The item is no new change but an older object that a new agreement owes the partner. */
  again?: boolean;
}

/** An item in the hands of a follower. */
export interface Entry<T, R> extends Item<T> {
  /** Receives the result of sending the change to the partner; set only where somebody waits for it. */
  done?(result: R | undefined): void;
}
