/** What came of passing an item on. `down` says that the partner cannot take anything now; any other error is about this item. */
export interface Passed {
  error?: string;
  down?: boolean;
  /** It can take nothing of anybody: another object need not be tried in place of this one. */
  wide?: boolean;
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
