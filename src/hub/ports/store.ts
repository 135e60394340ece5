import { type Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { type Registry } from './connection-registry.ts';
import { type Notes } from './expiring-key-values.ts';
import { type Objects } from './object-store.ts';
import { type Processes } from './process-coordination.ts';
/** The interface of a store. The embedded store and PostgreSQL implement it; one contract suite tests both. */
export interface Store {
  objects: Objects;
  registry: Registry;
  notes: Notes;
  journal: Journal;
  processes: Processes;
  /** Rejects, with an explanation for the operator, while the store cannot store changes. */
  ready(): Promise<void>;
  /** Writes all pending changes and releases every file, socket and lock. */
  close(): Promise<void>;
}

/** Filters of the journal of exchanges; optional, joined by and. `status` is an HTTP status or an OCPI status code. */
export interface ExchangeQuery {
  /** Party that sent the request, or that it is for. */
  party?: string;
  /** Requirement that one of the exchange's findings names, such as `LOC-27`; `any` for exchanges with any finding. */
  finding?: string;
  /** Header of the request or the answer. Unindexed: the store reads every exchange that passes the other filters. */
  header?: SoughtHeader;
  request_id?: string;
  correlation_id?: string;
  connection?: string;
  module?: string;
  direction?: string;
  status?: number;
  /** ISO 8601; only exchanges that started then or later. */
  since?: string;
  /** Cursor of a page: only exchanges that come after that page. */
  before?: string;
  limit: number;
}

/** Filter by a header's name, and a part of its value, both in any case; without a value every value fits. */
export interface SoughtHeader {
  name: string;
  value?: string;
}

/**
 * Exchanges, newest first, and the cursor of this page where there are more. Exchanges that are journalled later change
 * no later page.
 */
export interface ExchangePage {
  exchanges: Exchange[];
  next?: string;
}

export interface Journal {
  /**
   * Adds an exchange to the journal; written lazily, but visible to `find` and `get` at once. A full journal drops the
   * oldest ones.
   */
  append(exchange: Exchange): void;
  /** A page of the exchanges that pass the filters. */
  page(query: ExchangeQuery): Promise<ExchangePage>;
  /** The exchanges of such a page, without its cursor. */
  find(query: ExchangeQuery): Promise<Exchange[]>;
  get(id: string): Promise<Exchange | undefined>;
  /** Start of the oldest journalled exchange with a partner, ISO 8601; `undefined` while there is none. */
  begin(): Promise<string | undefined>;
}
