import { Mutex } from 'async-mutex';
import type { Party } from '../ocpi/words/party.ts';
import type { FirstNaming } from './ports/objects.ts';

/** State of one hub in this process, beside its store: it ends with the process, and no other hub shares it. */
export interface ProcessMemory {
  /** Cache of the parties that first named contract prefixes; they never change. */
  heads: Map<Party, FirstNaming>;
  /** Claims made since they were last counted, by operator and provider. */
  claims: Map<string, number>;
  /** Handshakes under way and waiting, by connection. */
  handshakes: Handshakes;
  /** Stocks that are being pushed, by the key of their note. */
  stocks: Set<string>;
  /** Held while the number of a reservation is chosen. */
  reservations: Mutex;
  /** Lists that partners are reading, by connection and module, and the end of the last page's note. */
  pulls: Map<string, { turn: Promise<void>; pulled: Pulled | undefined }>;
}

/** Lists of one module that a connection has read to their end, one row of the store. Times in milliseconds since 1970. */
export interface Pulled {
  /** The newest last. */
  lists: PulledList[];
  underWay?: ListWindow & { position: number; began: number; next: number; total: number };
}

/** A list that was read to its end: all in its window that had changed up to `position` when its first page was asked for. */
export interface PulledList extends ListWindow {
  position: number;
  began: number;
  ended: number;
  /** X-Request-ID of its last page. */
  request: string;
}

/** Bounds of `last_updated`: `from` inclusive, `to` exclusive. */
interface ListWindow {
  from: number | null;
  to: number | null;
}

/** By connection: the number of handshakes that are under way or wait, and the end of the last. */
export type Handshakes = Map<string, { count: number; last: Promise<unknown> }>;

/** The memory of a hub that starts. */
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
