/** The end of notes that have none, in milliseconds since 1970: the last time that there is. */
export const forEver = 8.64e15;

/** Values that the hub stores beside objects, each for a time: open questions, evidence, positions and the like. */
export interface Notes {
  /** Keeps a value under a kind and key until a time in milliseconds since 1970; resolves once durable. */
  put(kind: NoteKind, key: string, value: object, until: number): Promise<void>;
  /** Keeps a value unless there is one whose time is not over; gives the one that is there then, the same to all who ask at once. */
  keep<T extends object>(kind: NoteKind, key: string, value: T, until: number): Promise<T>;
  /** The value, unless its time is over. */
  get<T extends object>(kind: NoteKind, key: string): Promise<T | undefined>;
  /** Removes the value and hands it to exactly one of those who ask for it; resolves once durable. */
  take<T extends object>(kind: NoteKind, key: string): Promise<T | undefined>;
  /**
   * Removes the value and keeps another one under a second kind and the same key, both or neither; hands the removed one
   * to exactly one of those who ask for it, and keeps nothing for the others. Resolves once durable.
   */
  replace<T extends object>(kind: NoteKind, key: string, by: Replacement): Promise<T | undefined>;
  /** Every value of a kind whose key begins with `prefix` and whose time is not over. */
  under<T extends object>(
    kind: NoteKind,
    prefix: string,
  ): Promise<{ key: string; value: T; until: number }[]>;
  /** Every value of a kind whose time is not over. */
  all<T extends object>(kind: NoteKind): Promise<{ key: string; value: T; until: number }[]>;
}

/** The note that replaces another one. */
export interface Replacement {
  kind: NoteKind;
  value: object;
  until: number;
}

/**
 * The kinds of notes, in the order of the list: open questions by id and results on their way; stored objects owed to a new
 * partner; evidence for the providers of drivers (`driver`: of earlier releases; `newest`: the time of a driver's newest evidence) and held objects; ids of reservations; charging
 * profiles; positions of followers and parked objects; syncs, the last pulls, unconfirmed retirements and the schedule; objects
 * that partners refused; the change since which a partner gets everything, the lists it has read, changes sent to one party
 * alone, and the last requests of partners by kind; workspaces of the
 * sandbox; messages between processes.
 */
export type NoteKind =
  | 'question'
  | 'result'
  | 'stock'
  | 'driver'
  | 'claim'
  | 'newest'
  | 'history'
  | 'head'
  | 'naming'
  | 'settlement'
  | 'held'
  | 'reservation'
  | 'profile'
  | 'position'
  | 'parked'
  | 'sync'
  | 'pull'
  | 'retirement'
  | 'schedule'
  | 'refused'
  | 'reach'
  | 'pulled'
  | 'addressed'
  | 'seen'
  | 'workspace'
  | 'word';
