import { type Exchange } from '../../ocpi/messages/exchange.ts';
import { type Notes } from './notes.ts';
import { type Objects } from './objects.ts';
import { type Processes } from './processes.ts';
import { type Registry } from './registry.ts';
/** The interface of a store. The embedded store and PostgreSQL implement it; one contract suite tests both. */
export interface Store {
  objects: Objects;
  registry: Registry;
  notes: Notes;
  journal: Journal;
  processes: Processes;
  /** Rejects, with words for the operator, while changes cannot be stored. */
  ready(): Promise<void>;
  /** Writes what is pending and lets go of every file, socket and lock. */
  close(): Promise<void>;
}

/** Filters of the trace; all optional, joined by and. `status` is an HTTP status or an OCPI status code. */
export interface ExchangeQuery {
  /** Party that sent the request, or that it is for. */
  party?: string;
  /** Requirement that one of the findings names, such as `LOC-27`; `any` for exchanges with a finding at all. */
  finding?: string;
  /** Header of the request or the answer. No index has it: every exchange that passes the other filters is read. */
  header?: SoughtHeader;
  request_id?: string;
  correlation_id?: string;
  connection?: string;
  module?: string;
  direction?: string;
  status?: number;
  /** ISO 8601; only exchanges that started then or later. */
  since?: string;
  /** Cursor of a page: only what comes after that page. */
  before?: string;
  limit: number;
}

/** A header by its name, and a part of its value, in any case; every value without one. */
export interface SoughtHeader {
  name: string;
  value?: string;
}

/** Exchanges, newest first, and the cursor of the page where there are more. What is journalled later changes no later page. */
export interface ExchangePage {
  exchanges: Exchange[];
  next?: string;
}

export interface Journal {
  /** Takes an exchange; written lazily, visible to `find` and `get` at once. Old ones fall out when the journal is full. */
  append(exchange: Exchange): void;
  /** A page of the exchanges that pass. */
  page(query: ExchangeQuery): Promise<ExchangePage>;
  /** The exchanges of that page alone. */
  find(query: ExchangeQuery): Promise<Exchange[]>;
  get(id: string): Promise<Exchange | undefined>;
  /** When the oldest exchange with a partner that it holds began, ISO 8601; nothing while it holds none. */
  begin(): Promise<string | undefined>;
}
