/** The fate of a property on its way from one version into the other. */
export type Fate =
  /** It is there under the same name. */
  | 'same'
  /** It is there under another name. */
  | 'renamed'
  /** Its value has another form there, which says the same or, with a line in the ledger, less. */
  | 'converted'
  /** Its version does not define it; where an owner sent it all the same it goes on. */
  | 'extension'
  /** It is looked up: the object alone does not give it. */
  | 'context'
  /** It is filled with a value that nobody gave, which the ledger names. */
  | 'invented'
  /** It is left out, which the ledger names. */
  | 'lost'
  /** An object that has it is not sent. */
  | 'held'
  /** Nothing is to be done: the reader's version says the same by its absence. */
  | 'none';

/** Name in 2.1.1 and in 2.2.1 (empty: not there), fate on the way up and on the way down, and the class or enum of the value. */
export type Row = readonly [older: string, newer: string, up: Fate, down: Fate, of?: string];

/** A class by its names in both versions; empty where a version has none. */
export interface ClassRows {
  names: readonly [older: string, newer: string];
  rows: readonly Row[];
}

/** Properties that are the same in both versions. */
export const same = (words: string): Row[] =>
  words.split(' ').map((word) => [word, word, 'same', 'same'] as const);
/** A class whose properties are all the same. */
export const whole = (name: string, words: string): ClassRows => ({ names: [name, name], rows: same(words) });
