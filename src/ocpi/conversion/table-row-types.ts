/** The fate of a property when an object is converted from one version into the other. */
export type Fate =
  /** The reader's version has the property under the same name. */
  | 'same'
  /** The reader's version has the property under another name. */
  | 'renamed'
  /** The reader's version has another form of the value, which says the same or, with a line in the ledger, less. */
  | 'converted'
  /** The owner's version does not define the property; where an owner sent it all the same it is passed on. */
  | 'extension'
  /** The hub looks the value up: the object alone does not give it. */
  | 'context'
  /** The hub fills in a value that nobody gave, and names it in the ledger. */
  | 'invented'
  /** The property is left out of the converted object, and named in the list of losses. */
  | 'lost'
  /** The hub withholds an object that has the property. */
  | 'held'
  /** The property is left out without a word: the reader's version says the same by its absence. */
  | 'none';

/** Name in 2.1.1 and in 2.2.1 (empty: not there), fate on the way up and on the way down, and the class or enum of the value. */
export type Row = readonly [older: string, newer: string, up: Fate, down: Fate, of?: string];

/** A class by its names in both versions; empty where a version has none. */
export interface ClassRows {
  names: readonly [older: string, newer: string];
  rows: readonly Row[];
}

/** Rows for properties that are the same in both versions. */
export const same = (words: string): Row[] =>
  words.split(' ').map((word) => [word, word, 'same', 'same'] as const);
/** The table of a class whose properties are all the same in both versions. */
export const whole = (name: string, words: string): ClassRows => ({ names: [name, name], rows: same(words) });
