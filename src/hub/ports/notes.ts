/** What the hub must remember beside objects, each for a time: open questions, and what speaks for whom. */
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

/** What a note is replaced by. */
export interface Replacement {
  kind: NoteKind;
  value: object;
  until: number;
}

/** Open questions by id, results on their way, stocks to be pushed, what speaks for whom (`driver`: as releases before noted it), what is held, where followers and syncs stand, what is parked, syncs, retirements held back, what partners refused, since which change a partner is handed all, the lists that it has read, changes that went to one party alone, the last requests of partners by kind, what processes tell each other. */
export type NoteKind =
  | 'question'
  | 'result'
  | 'stock'
  | 'driver'
  | 'claim'
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
  | 'word';
