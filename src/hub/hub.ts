import type { Logger } from 'pino';
import type { Exchange, Send } from '../ocpi/messages/exchange.ts';
import type { Party } from '../ocpi/words/party.ts';
import type { Deliver, DialectCache } from './changes.ts';
import type { Store } from './ports/store.ts';
import type { ProcessMemory } from './process-memory.ts';
import type { RequestedPauses } from './requests.ts';
import type { Syncs } from './sync-report.ts';
import type { Translations } from './translations.ts';

/** The record that every use case of the hub gets; built once, in `build-hub.ts`. Times are milliseconds. */
export interface Hub {
  /** Public base URL, without slash at the end. */
  url(): string;
  /** The hub's own party (CRED-36). */
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
  /** The pauses that partners have asked for. */
  rests: RequestedPauses;
  /** Takes every finished exchange: journal, metrics, live feed, log. */
  record(exchange: Exchange): void;
  /** Passes changes on to those they concern. */
  deliver: Deliver;
  /** Pulls from partners. */
  syncs: Syncs;
  now(): number;
  /** Calls back after milliseconds; returns how to prevent it. */
  after(milliseconds: number, call: () => void): () => void;
  /** A new UUID. */
  newId(): string;
  /** A new credentials token, which nobody can guess. */
  newToken(): string;
  /** A number by chance: 0 or more, less than 1. */
  random(): number;
  /** State beside the store, of this hub in this process. */
  memory: ProcessMemory;
  /** Endpoints a partner must have to register, beside `credentials` (CRED-20). */
  needed: string[];
  /** Parties with which every newly registered partner of the other role gets an agreement (SIM-07). */
  agreeWith: Party[];
  /** Time limit of each step of a handshake. */
  handshakeTimeout: number;
  /** How long a command or profile may wait for the direct answer. */
  forwardTimeout: number;
  /** How long one page of a pull may take. */
  pullTimeout: number;
  /** How long a sync of one partner may take from its first page on. */
  syncTimeout: number;
  /** The first pause before a page that failed is asked for again; each further one is twice as long (SYNC-16). */
  pullPause: number;
  /** The first pause before a failed sync begins anew; each further one is twice as long. */
  syncAgain: number;
  /** By how much the window of a delta reaches back before the last sync (SYNC-17). */
  syncOverlap: number;
  /** How long a real-time authorisation may take as a whole. */
  authorizeTimeout: number;
  /** How long the asynchronous result of a command may take. */
  commandTimeout: number;
  log: Logger;
}
