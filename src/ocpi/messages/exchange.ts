import type { IncomingHttpHeaders } from 'node:http';
import type { Method, ModuleId, ObjectName, Route, Side } from '../editions/edition.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Judged } from '../words/finding.ts';
import type { Party, Role } from '../words/party.ts';
import type { Repair } from '../words/repair.ts';

/** The owner of a token. `registered` is false for a TOKEN_A, which opens versions and credentials only (TRANS-07). */
export interface Caller {
  id: string;
  role: Role;
  party: Party;
  registered: boolean;
  /** The token that opened it, however the request wrote it. */
  token?: string;
  /** Secrets beside its token that must not be shown: the queries of its endpoints (TRANS-73). */
  secrets?: string[];
  /** Deviations in how it authenticated, let pass. */
  findings?: Judged[];
  /** A promise that the answer waits for. */
  settled?: Promise<unknown>;
}

/** The position of a page in its list. */
export interface PagePlace {
  total: number;
  offset: number;
  limit: number;
}

/** A request after the server has authenticated, matched and parsed it. */
export interface Inbound<C extends Caller = Caller> {
  /** Id of this exchange in the journal. */
  id: string;
  method: Method;
  side: Side;
  /** Version of OCPI in its URL, where there is one. */
  edition?: SchemaVersion | undefined;
  /** Path parameters, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Parsed JSON; `undefined` when there was no body. */
  body: unknown;
  caller: C;
  requestId: string;
  correlationId: string;
  /** Parties named in the routing headers. */
  to?: Party;
  from?: Party;
  /** Tolerated deviations that the server noticed; the journal records them. */
  findings: readonly Judged[];
  /** Called once for each request to a partner that this one causes. */
  called(): void;
}

/** A request on a functional module. */
export interface ModuleRequest<C extends Caller = Caller> extends Inbound<C> {
  route: Route;
}

/** Facts about a request that its handler finds out: the requesting party, deviations. */
export interface Noted {
  /** The requesting party; the answer is addressed to it (ROUTE-04). */
  asker?: Party;
  /** Tolerated deviations; the journal records them. */
  findings?: Judged[];
}

/** The answer of a handler; codes default to HTTP 200 and OCPI 1000. `data`, `raw` and `page` exclude each other. */
export interface Answer extends Noted {
  http?: number;
  ocpi?: number;
  message?: string;
  data?: unknown;
  /** `data` as JSON, ready to send. */
  raw?: Buffer;
  /** A page of a list, its objects as JSON, ready to send. */
  page?: PagePlace & { objects: Buffer[] };
  headers?: Record<string, string>;
  /** The party that gave the answer, when it is not the platform's own (ROUTE-04). */
  from?: Party;
}

/** One request with its answer as journalled, tokens masked, times in milliseconds. */
export interface Exchange {
  id: string;
  /** Start, ISO 8601 with milliseconds. */
  time: string;
  direction: 'IN' | 'OUT';
  /** Connection id; `null` when the other side is not known. */
  connection: string | null;
  module: ModuleId | 'versions' | 'credentials' | null;
  method: string;
  url: string;
  http_status: number | null;
  ocpi_status: number | null;
  duration_ms: number;
  request_id: string;
  correlation_id: string;
  /** The exchange that caused this one. */
  parent_id: string | null;
  from: Party | null;
  to: Party | null;
  /** Deviations on the partner's side, tolerated or refused. */
  findings: Judged[];
  /** The reason why there is no answer (`timeout`, `unreachable`, …). */
  error: string | null;
  /** Number of unauthenticated requests before this one that were not journalled. */
  left_out?: number;
  request: Message;
  response: Message;
}

/** Headers and body of one direction of an exchange. */
export interface Message {
  headers: Record<string, string>;
  body: string | null;
}

/** A server's answer, whole and decoded. */
export interface WholeAnswer {
  http: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** The answer that a request has had already, or the error that came in its place; `started` in milliseconds since 1970. */
export interface Early {
  requestId: string;
  started: number;
  answer: WholeAnswer | Error;
}

/** A request to a partner. */
export interface Outgoing {
  method: Method;
  url: string;
  /** The token the partner gave us. */
  token: string;
  /** The version of OCPI in which the token is written; default: that of the partner's style. */
  edition?: SchemaVersion | undefined;
  /** JSON, ready to send. */
  body?: Buffer;
  module: Exchange['module'];
  /** Connection id, for the journal. */
  connection: string | null;
  /** Routing headers; none on versions and credentials (ROUTE-06). */
  to?: Party;
  from?: Party;
  /** Additional headers, which also replace the usual ones. */
  headers?: Record<string, string>;
  /** A new id for every request (TRACE-03); the correlation id of what caused it (TRACE-04). */
  correlationId?: string;
  /** The exchange that caused it. */
  parent?: string;
  /** Milliseconds until the answer must be complete. */
  timeout: number;
  /** The kind of object in the body, for partners that need another style. */
  object?: ObjectName;
  /** The data of the answer is one object. */
  one?: true;
  /** The owner of the object, for partners that want its ids inside the object. */
  owner?: Party;
  /** The first attempt has been made by `Express`: its answer is dealt with as if it came now. */
  early?: Early | undefined;
  /** Looks at an answer of success before it is journalled. */
  judge?(reply: Reply): Judgement;
}

/** The result of a request. Only `answered` has an envelope; an `unsendable` request never left; `success` is a 1xxx code with HTTP 2xx (TRANS-20, TRANS-24). */
export interface Reply {
  outcome: 'answered' | 'timeout' | 'unreachable' | 'unsendable' | 'garbage';
  success: boolean;
  http: number | null;
  code: number | null;
  /** The partner's error text, or the client's own where the partner gave none. */
  message: string;
  /** The partner's `status_message`. */
  said?: string;
  data: unknown;
  headers: Record<string, string | string[] | undefined>;
  /** Whether there was an OCPI envelope. */
  enveloped?: boolean;
  /** The beginning of what came in place of an envelope. */
  instead?: string;
  /** The `timestamp` of the envelope, as the partner wrote it (TRANS-15). */
  timestamp?: string;
  /** The client's own limit that stopped the request: a closed address, an answer that is too large. */
  barred?: 'address' | 'size';
  /** There is no answer, and partners must not learn the reason: unknown name, private address or closed port. */
  hidden?: true;
  /** The result of the request's `judge`; `data` is then the data from that result. */
  judgement?: Judgement;
}

/** The check of an answer: its findings, and the mended data that replaces the answer's own. */
export interface Judgement {
  findings: Judged[];
  data?: unknown;
  /** The kinds of repair that objects of a list needed. */
  repaired?: Repair[];
  /** The objects of a list, by identity in `data`, that were valid without a repair. */
  valid?: Set<unknown>;
}

/** Sends one request and waits for its reply; never throws for what a partner or the network does. */
export type Send = (request: Outgoing) => Promise<Reply>;

/**
 * Sends one request and calls back in the turn of its answer: with nothing where the partner took it and the exchange is
 * journalled, else with an answer that `Send` must deal with. False where nothing was sent, and `Send` must.
 */
export type Express = (request: Outgoing, ended: (early: Early | undefined) => void) => boolean;
