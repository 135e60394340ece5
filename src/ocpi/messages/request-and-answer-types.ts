import type { IncomingHttpHeaders } from 'node:http';
import type { Method, ModuleId, ObjectName, Route, Side } from '../editions/basic-ocpi-types.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Judged, Rating } from '../words/finding-type.ts';
import type { Party, Role } from '../words/party-id.ts';
import type { KnownTexts, ListElement } from '../words/read-list-by-known-texts.ts';
import type { Repair } from '../words/repair-kinds.ts';

/**
 * The partner that a request's token identifies. `registered` is false for a TOKEN_A, which opens versions and
 * credentials only (TRANS-07).
 */
export interface Caller {
  id: string;
  role: Role;
  party: Party;
  registered: boolean;
  /** The token of the request in its plain form, however the request wrote it. */
  token?: string;
  /** Other secrets of the partner that must not be shown: the queries of its endpoints (TRANS-73). */
  secrets?: string[];
  /** Tolerated deviations in how the request authenticated. */
  findings?: Judged[];
  /** A promise that the server awaits before it answers the caller's request. */
  settled?: Promise<unknown>;
}

/** The position of a page in its list. */
export interface PagePlace {
  total: number;
  offset: number;
  limit: number;
}

/** An OCPI request after the server has authenticated, matched and parsed it. */
export interface Inbound<C extends Caller = Caller> {
  /** Id under which the request is recorded in the journal. */
  id: string;
  method: Method;
  side: Side;
  /** Version of OCPI in the request's URL, where there is one. */
  edition?: SchemaVersion | undefined;
  /** Parameters in the path of the URL, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The body as parsed JSON; `undefined` when there was no body. */
  body: unknown;
  /** The bytes of the body, where `JSON.stringify` would write the same of it. */
  written?: Buffer | undefined;
  caller: C;
  requestId: string;
  correlationId: string;
  /** The receiving party that the request's routing headers name. */
  to?: Party;
  from?: Party;
  /** Tolerated deviations that the server noticed; the journal records them. */
  findings: readonly Judged[];
  /** Called once for each request to a partner that this request causes. */
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
  /** `data` as JSON text, ready to send. */
  raw?: Buffer;
  /** A page of a list, with its objects as JSON text, ready to send. */
  page?: PagePlace & { objects: Buffer[] };
  headers?: Record<string, string>;
  /** The party that gave the answer, when it is not that of the platform itself (ROUTE-04). */
  from?: Party;
}

/** One request with its answer as the journal records it: tokens masked, times in milliseconds. */
export interface Exchange {
  id: string;
  /** Time at which the request began, ISO 8601 with milliseconds. */
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
  /** Id of the exchange that caused this one. */
  parent_id: string | null;
  from: Party | null;
  to: Party | null;
  /** Deviations on the partner's side, tolerated or refused. */
  findings: Judged[];
  /** The reason why there is no answer (`timeout`, `unreachable`, …). */
  error: string | null;
  /** Number of unauthenticated requests before this one that the journal left out. */
  left_out?: number;
  request: Message;
  response: Message;
}

/** Headers and body of one direction of an exchange. */
export interface Message {
  headers: Record<string, string>;
  body: string | null;
}

/** A server's answer, complete and decompressed. */
export interface WholeAnswer {
  http: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** The answer that a request has had already, or the error in its place; `started` in milliseconds since 1970. */
export interface Early {
  requestId: string;
  started: number;
  answer: WholeAnswer | Error;
}

/** An OCPI request that is to be sent to a partner. */
export interface Outgoing {
  method: Method;
  url: string;
  /** The token that the partner gave the hub. */
  token: string;
  /** The version of OCPI whose coding of the token is used; by default that of the partner's style. */
  edition?: SchemaVersion | undefined;
  /** The body as JSON, ready to send. */
  body?: Buffer;
  module: Exchange['module'];
  /** Id of the partner's connection, for the journal. */
  connection: string | null;
  /** Routing headers; none on versions and credentials (ROUTE-06). */
  to?: Party;
  from?: Party;
  /** Additional headers, which replace usual ones of the same name. */
  headers?: Record<string, string>;
  /** The correlation id of the request's cause (TRACE-04); the request id is new for every request (TRACE-03). */
  correlationId?: string;
  /** Id of the exchange that caused the request. */
  parent?: string;
  /** Milliseconds within which the answer must be complete. */
  timeout: number;
  /** The kind of object in the body, for partners that need another style of OCPI. */
  object?: ObjectName;
  /** Set where the data of the answer must be one object. */
  one?: true;
  /** The owner of the object, for partners that want its ids inside the object. */
  owner?: Party;
  /** The answer to a first attempt by `Express`, which is handled as if it came now. */
  early?: Early | undefined;
  /** Recognises the objects of a list in the answer by their texts. */
  knownTexts?: KnownTexts | undefined;
  /** Judges a successful answer before it is recorded in the journal. */
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
  /** The objects in `data` as they stand in the answer, where `knownTexts` has seen them; known ones are stand-ins in `data`. */
  elements?: ListElement[];
  headers: Record<string, string | string[] | undefined>;
  /** Whether the answer had an OCPI envelope. */
  enveloped?: boolean;
  /** The beginning of the body of an answer without an envelope. */
  instead?: string;
  /** The `timestamp` of the envelope, as the partner wrote it (TRANS-15). */
  timestamp?: string;
  /** The client's own limit that stopped the request: a forbidden address, an answer that is too large. */
  barred?: 'address' | 'size';
  /** Set where there is no answer and partners must not learn why: unknown name, private address or closed port. */
  hidden?: true;
  /** The result of the request's `judge`; `data` is then the data from that result. */
  judgement?: Judgement;
}

/** The judgement of an answer: its findings, and the mended data that replaces the answer's own. */
export interface Judgement {
  findings: Judged[];
  data?: unknown;
  /** The kinds of repair that objects of a list have needed. */
  repaired?: Repair[];
  /** The objects of a list, by identity in `data`, that were valid without repair. */
  valid?: Set<unknown>;
  /** Those of the valid ones about which there is no finding at all, with their ratings; `sparse` where that is not known. */
  flawless?: Map<unknown, Rating>;
}

/** Sends one request and waits for its reply; never throws for what a partner or the network does. */
export type Send = (request: Outgoing) => Promise<Reply>;

/**
 * Sends one request and calls back in the turn of its answer: without an argument where the partner accepted it and the
 * exchange is recorded, else with the answer, which `Send` must handle. Returns false where it has sent nothing, and
 * `Send` must.
 */
export type Express = (request: Outgoing, ended: (early: Early | undefined) => void) => boolean;
