import { Mutex } from 'async-mutex';
import type { Party } from '../ocpi/words/party.ts';
import type { FirstNaming } from './ports/objects.ts';

/** State of one hub in this process, beside its store: it ends with the process, and no other hub shares it. */
export interface ProcessMemory {
  /** First names of heads of contracts as they were read from the store; they never change. */
  heads: Map<Party, FirstNaming>;
  /** Claims made since they were last counted, by operator and provider. */
  claims: Map<string, number>;
  /** Handshakes under way and waiting, by connection. */
  handshakes: Handshakes;
  /** Stocks that are being pushed, by the key of their note. */
  stocks: Set<string>;
  /** Held while the number of a reservation is chosen. */
  reservations: Mutex;
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
  };
}
