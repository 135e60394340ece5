import type { Party } from '../ocpi/words/party-id.ts';
import type { KnownTexts, ListElement } from '../ocpi/words/read-list-by-known-texts.ts';
import type { ObjectState } from './ports/object-store.ts';

/** Most objects that a hub remembers, of all lists together: 260 bytes for each and its id twice, some 60 MB in all. */
const most = 200_000;

/**
 * An object of a list that was flawless and that the hub had byte for byte; it stands on a page in place of what would
 * be parsed of its text.
 */
export class ListedBefore {
  // A crawl knows a page that comes twice by these.
  readonly id: unknown;
  readonly uid: unknown;
  readonly type: unknown;
  readonly digest: string;
  readonly length: number;
  readonly values: number;
  readonly state: ObjectState;

  constructor(
    { digest, text, values }: ListElement,
    { id, uid, type }: Record<string, unknown>,
    state: ObjectState,
  ) {
    [this.id, this.uid, this.type] = [id, uid, type];
    [this.digest, this.length, this.values] = [digest, text.length, values];
    this.state = state;
  }
}

/** Remembered objects in the order of their list, and the place of each by the digest of its text. */
export interface Remembered {
  objects: ListedBefore[];
  places: Map<string, number>;
}

/** A remembered list, with what its objects meant: the reading that they had, and whose they were. */
interface Listed extends Remembered {
  meaning: string;
  asked: Party | 'all';
}

/** The lists that the hub remembers, by connection, module and party. */
export interface ListsBefore {
  most: number;
  lists: Map<string, Listed>;
}

/** A hub's memory of lists, which is empty at first. */
export function newListsBefore(limit = most): ListsBefore {
  return { most: limit, lists: new Map() };
}

/** A list that is read again, beside what the hub remembers of it. */
export interface ListAgain {
  /** Recognises remembered objects on the pages of the list. */
  knownTexts: KnownTexts;
  /** Finds the objects that are remembered and that nothing has changed since. */
  standing(objects: unknown[], asked: Party | 'all'): Promise<Set<unknown>>;
  /** Remembers an object that the hub has byte for byte, unless the memory is full. */
  add(object: ListedBefore): void;
  /** Replaces what the hub remembers by the list, which has been read to its end. */
  keep(asked: Party | 'all'): void;
}
