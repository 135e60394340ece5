/** The end of notes that never expire, in milliseconds since 1970: the last time that JavaScript has. */
export const forEver = 8.64e15;

/**
 * Notes: keyed values that the hub stores beside objects, each until a time: open questions, evidence, positions and
 * the like.
 */
export interface Notes {
  /** Stores a value under a kind and key until a time in milliseconds since 1970; resolves once durable. */
  put(kind: NoteKind, key: string, value: object, until: number): Promise<void>;
  /**
   * Stores a value unless there is one that has not expired; returns the value that is there then, the same to all who
   * ask at once.
   */
  keep<T extends object>(kind: NoteKind, key: string, value: T, until: number): Promise<T>;
  /** Reads the stored value of a key; `undefined` when there is none or it has expired. */
  get<T extends object>(kind: NoteKind, key: string): Promise<T | undefined>;
  /** Removes the value and returns it to exactly one of several callers; resolves once durable. */
  take<T extends object>(kind: NoteKind, key: string): Promise<T | undefined>;
  /**
   * Removes the value and stores another one under a second kind and the same key, both or neither; returns the removed
   * one to exactly one of several callers, and stores nothing for the others. Resolves once durable.
   */
  replace<T extends object>(kind: NoteKind, key: string, by: Replacement): Promise<T | undefined>;
  /**
   * Stores a value where the stored one still is `was`, exactly as it was put, and tells whether it did: of several
   * callers with the same `was` one stores. Resolves once durable.
   */
  swap(kind: NoteKind, key: string, was: object, value: object, until: number): Promise<boolean>;
  /** Every value of a kind with a key that begins with `prefix`, except expired ones. */
  under<T extends object>(
    kind: NoteKind,
    prefix: string,
  ): Promise<{ key: string; value: T; until: number }[]>;
  /**
   * The number of the notes of a kind whose key begins with `prefix`, and the values beyond the last `left` of them, in
   * the order of the keys' code points; expired ones count as long as the store has them, and are not given. Values that
   * are left are not read.
   */
  beyond<T extends object>(
    kind: NoteKind,
    prefix: string,
    left: number,
  ): Promise<{ count: number; beyond: T[] }>;
  /** Every stored value of a kind of notes, except expired ones. */
  all<T extends object>(kind: NoteKind): Promise<{ key: string; value: T; until: number }[]>;
}

/** The note that replaces another one. */
export interface Replacement {
  kind: NoteKind;
  value: object;
  until: number;
}

/**
 * The kinds of notes, in the order of the list: open questions by id and results on their way; stored objects owed to a
 * new partner; evidence for the providers of drivers (`driver`: of earlier releases; `newest`: the time of a driver's
 * newest evidence) and withheld objects; ids of reservations; charging profiles; positions of followers and parked
 * objects; syncs, the last pulls, unconfirmed retirements and the schedule; objects that partners refused; the change
 * since which a partner gets everything, the lists it has read, changes sent to one party alone, and the last requests
 * of partners by kind; workspaces of the sandbox; bills as readers of another
 * version got them first; messages between processes.
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
  | 'given'
  | 'word';
