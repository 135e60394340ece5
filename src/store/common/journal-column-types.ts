import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { UsualHeaders } from './usual-headers-of-senders.ts';

/** The fields of an exchange that many exchanges of a connection have in common. */
export type Kind = Pick<Exchange, 'direction' | 'connection' | 'module' | 'method' | 'from' | 'to'>;

/** A kind of exchange as it is stored. */
export type StoredKind = [
  Kind['direction'],
  Kind['connection'],
  Kind['module'],
  Kind['method'],
  Kind['from'],
  Kind['to'],
];

/**
 * The columns of a journal page that filters test, with an entry for each exchange. `kind` and `correlation` are places
 * in the lists `kinds` and `correlations`.
 */
export interface Index {
  id: string[];
  /** Milliseconds after `begin`, or the text of a time that is written in another way than usual. */
  time: (number | string)[];
  /** The time to which the column `time` of a journal page is added, in milliseconds since 1970. */
  begin: number;
  kinds: StoredKind[];
  kind: number[];
  http: Exchange['http_status'][];
  ocpi: Exchange['ocpi_status'][];
  request: string[];
  correlations: string[];
  correlation: number[];
  /** The requirements that findings name, by the place of an exchange that has findings. */
  found: Record<string, (string | null)[]>;
}

/**
 * The headers of a message as stored: their place in `usual`, and pairs of a position and the place of another value in
 * `words`.
 */
export type StoredHeaders = number | [usual: number, ...differing: number[]];

/**
 * The columns of a journal page that are needed, with the index, to restore an exchange. `parent` is a place in
 * `parents`, `sent` and `got` in the bodies; -1 for none.
 */
export interface Content {
  url: string[];
  ms: number[];
  parents: string[];
  parent: number[];
  usual: [UsualHeaders['names'], UsualHeaders['values']][];
  words: string[];
  asked: StoredHeaders[];
  answered: StoredHeaders[];
  sent: number[];
  got: number[];
  /** The length of each body, in UTF-16 units; a body that is not valid Unicode stands here itself. */
  bodies: (number | string)[];
  /** Fields that few exchanges have, by the place of the exchange. */
  rest: Record<string, Partial<Pick<Exchange, 'findings' | 'error' | 'left_out'>>>;
}

/** A list of distinct values, each with its place. */
export interface Table<T> {
  all: T[];
  /** The position of a value in a journal page's list of values, to which a new one is added. */
  at(value: T): number;
}

/** Makes an empty table of values; `grown` is called with each new one. */
export function newTable<T>(grown?: (value: T) => void): Table<T> {
  const places = new Map<T, number>();
  const all: T[] = [];
  return {
    all,
    at(value) {
      const known = places.get(value);
      if (known !== undefined) return known;
      grown?.(value);
      places.set(value, all.length);
      return all.push(value) - 1;
    },
  };
}
