import type { Logger } from 'pino';
import type { Exchange, Send } from '../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../ocpi/words/party-id.ts';
import type { RequestedPauses } from './build-request-to-partner.ts';
import type { ProcessMemory } from './in-memory-state.ts';
import type { Translations } from './object-translation-types.ts';
import type { Store } from './ports/store.ts';
import type { Deliver, DialectCache } from './push-types.ts';
import type { Syncs } from './sync-report-types.ts';

/** The record that every use case of the hub gets; built once, in `build-hub.ts`. Times are milliseconds. */
export interface Hub {
  /** Public base URL of the hub, without slash at the end. */
  url(): string;
  /** The party as which the hub itself takes part in OCPI (CRED-36). */
  party: Party;
  /** Business name in the hub's Credentials. */
  name: string;
  store: Store;
  /** Stored objects in the dialects of partners. */
  dialectCache: DialectCache;
  /** Stored objects in other versions of OCPI. */
  translations: Translations;
  /** Sends a request to a partner. */
  send: Send;
  /** The pauses between requests that partners have asked for. */
  rests: RequestedPauses;
  /** Takes every finished HTTP exchange for the journal, metrics, live feed and log. */
  record(exchange: Exchange): void;
  /** Passes changes of objects on to the connections they concern. */
  deliver: Deliver;
  /** Pulls lists of objects from partners. */
  syncs: Syncs;
  now(): number;
  /** Timer of the hub: calls a function after so many milliseconds; returns a function that prevents it. */
  after(milliseconds: number, call: () => void): () => void;
  /** A new UUID. */
  newId(): string;
  /** A new credentials token, which nobody can guess. */
  newToken(): string;
  /** A random number: 0 or more, less than 1. */
  random(): number;
  /** State of this hub in this process, beside its store. */
  memory: ProcessMemory;
  /** Endpoints a partner must have to register, beside `credentials` (CRED-20). */
  needed: string[];
  /** Parties with which every newly registered partner of the other role gets an agreement (SIM-07). */
  agreeWith: Party[];
  /** Time limit of each step of a handshake, in milliseconds. */
  handshakeTimeout: number;
  /** Longest wait for a partner's direct answer to a command or charging profile, in milliseconds. */
  forwardTimeout: number;
  /** Longest time for one page of a pull from a partner, in milliseconds. */
  pullTimeout: number;
  /** Longest time for a sync of one partner from its first page on, in milliseconds. */
  syncTimeout: number;
  /**
   * First pause before the hub asks again for a page that failed, in milliseconds; each further pause is twice as long
   * (SYNC-16).
   */
  pullPause: number;
  /** First pause before a failed sync begins anew, in milliseconds; each further pause is twice as long. */
  syncAgain: number;
  /** Milliseconds by which the window of a delta sync reaches back before the last sync (SYNC-17). */
  syncOverlap: number;
  /** Longest time for a real-time authorisation as a whole, in milliseconds. */
  authorizeTimeout: number;
  /** Longest wait for the asynchronous result of a command, in milliseconds. */
  commandTimeout: number;
  log: Logger;
}
