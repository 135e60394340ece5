import { Mutex } from 'async-mutex';
import type { Party } from '../ocpi/words/party-id.ts';
import type { FirstNaming } from './ports/object-store.ts';

/** State of one hub in this process, beside its store; it is lost with the process and not shared with other hubs. */
export interface ProcessMemory {
  /** Cache of the parties that first named contract prefixes, by prefix; a first naming never changes. */
  heads: Map<Party, FirstNaming>;
  /** Numbers of claims that are made before the stored ones are counted again, by operator and provider. */
  claims: Map<string, number>;
  /** Handshakes that are under way or wait, by connection. */
  handshakes: Handshakes;
  /** Agreements of which the hub is pushing the stored objects to a party, by the key of their note. */
  stocks: Set<string>;
  /** Lock under which the number of a reservation is chosen. */
  reservations: Mutex;
  /** Lists that partners are reading, by connection and module; `turn` ends when the last page is noted. */
  pulls: Map<string, { turn: Promise<void>; pulled: Pulled | undefined }>;
}

/**
 * The lists of one module that a connection has read to their end, as one row of the store. Times in milliseconds since
 * 1970.
 */
export interface Pulled {
  /** The lists that were read, the newest last. */
  lists: PulledList[];
  underWay?: ListWindow & { position: number; began: number; next: number; total: number };
}

/**
 * A list that a partner read to its end: all objects in its window that had changed up to `position` when it asked for
 * the first page.
 */
export interface PulledList extends ListWindow {
  position: number;
  began: number;
  ended: number;
  /** X-Request-ID of the request for the last page of the list. */
  request: string;
}

/** Bounds of `last_updated` in a request for a list: `from` inclusive, `to` exclusive. */
interface ListWindow {
  from: number | null;
  to: number | null;
}

/** By connection, the number of handshakes that are under way or wait, and the end of the last one. */
export type Handshakes = Map<string, { count: number; last: Promise<unknown> }>;

/** The empty process memory of a hub that starts. */
export function newMemory(): ProcessMemory {
  return {
    heads: new Map(),
    claims: new Map(),
    handshakes: new Map(),
    stocks: new Set(),
    reservations: new Mutex(),
    pulls: new Map(),
  };
}
