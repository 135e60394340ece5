import type { IncomingHttpHeaders } from 'node:http';
import type { Method, ModuleId, ObjectName, Route, Side } from '../editions/edition.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Judged } from '../words/finding.ts';
import type { Party, Role } from '../words/party.ts';
import type { Repair } from '../words/style.ts';

/** Who a token belongs to. `registered` is false while it is a TOKEN_A: good for versions and credentials only (TRANS-07). */
export interface Caller {
  id: string;
  role: Role;
  party: Party;
  registered: boolean;
  /** What must not be shown, beside its token: the queries of its endpoints (TRANS-73). */
  secrets?: string[];
  /** Deviations in how it authenticated, let pass. */
  findings?: Judged[];
  /** A promise that settles before it is answered. */
  settled?: Promise<unknown>;
}

/** Where a page stands in its list. */
export interface PagePlace {
  total: number;
  offset: number;
  limit: number;
}

/** A request that has passed the door: authenticated, matched, parsed. */
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
  /** Deviations noticed at the door and let pass; they end in the journal. */
  findings: readonly Judged[];
  /** Is told of each request to a partner that this one causes. */
  called(): void;
}

/** A request on a functional module. */
export interface ModuleRequest<C extends Caller = Caller> extends Inbound<C> {
  route: Route;
}

/** What is found out about a request while it is answered. */
export interface Noted {
  /** The requesting party; the answer is addressed to it (ROUTE-04). */
  asker?: Party;
  /** Deviations noticed and let pass; they end in the journal. */
  findings?: Judged[];
}

/** What a handler answers; codes default to HTTP 200 and OCPI 1000. `data`, `raw` and `page` exclude each other. */
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
  /** Whose answer it is, when not our own (ROUTE-04). */
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
  /** What is wrong with the partner's part, let pass or refused. */
  findings: Judged[];
  /** Why there is no answer (`timeout`, `unreachable`, …). */
  error: string | null;
  /** How many requests of strangers before this one were not journalled. */
  left_out?: number;
  request: Message;
  response: Message;
}

/** Headers and body of one direction of an exchange. */
export interface Message {
  headers: Record<string, string>;
  body: string | null;
}

/** A request to a partner. */
export interface Outgoing {
  method: Method;
  url: string;
  /** The token the partner gave us. */
  token: string;
  /** JSON, ready to send. */
  body?: Buffer;
  module: Exchange['module'];
  /** Connection id, for the journal. */
  connection: string | null;
  /** Routing headers; none on versions and credentials (ROUTE-06). */
  to?: Party;
  from?: Party;
  /** More headers, or others in place of the usual ones. */
  headers?: Record<string, string>;
  /** A new id for every request (TRACE-03); the correlation id of what caused it (TRACE-04). */
  correlationId?: string;
  /** The exchange that caused it. */
  parent?: string;
  /** Milliseconds until the answer must be complete. */
  timeout: number;
  /** What the body is, where a partner may want it in another style. */
  object?: ObjectName;
  /** Whether the data of its answer is one object. */
  one?: true;
  /** Whose object it is, where a partner wants that said inside it too. */
  owner?: Party;
  /** Looks at an answer of success before it is journalled. */
  judge?(reply: Reply): Judgement;
}

/** What came of a request. Only `answered` has an envelope, an `unsendable` one never left; `success` is a 1xxx code with HTTP 2xx (TRANS-20, TRANS-24). */
export interface Reply {
  outcome: 'answered' | 'timeout' | 'unreachable' | 'unsendable' | 'garbage';
  success: boolean;
  http: number | null;
  code: number | null;
  /** The partner's words, or ours where it had none. */
  message: string;
  /** The partner's `status_message`. */
  said?: string;
  data: unknown;
  headers: Record<string, string | string[] | undefined>;
  /** Whether there was an OCPI envelope. */
  enveloped?: boolean;
  /** When the partner says that it answered, as it wrote it (TRANS-15). */
  timestamp?: string;
  /** What the hub itself did not let pass: a call to this address, an answer of this size. */
  barred?: 'address' | 'size';
  /** Nothing answers, and a partner must not learn why: whether the name is known, the address private, the port closed. */
  hidden?: true;
  /** The judgement of the request's `judge`; `data` is then the data that this goes on with. */
  judgement?: Judgement;
}

/** What a reader makes of an answer: what is wrong with it, and the data it goes on with instead. */
export interface Judgement {
  findings: Judged[];
  data?: unknown;
  /** Of a list: kinds of repair that its objects took. */
  repaired?: Repair[];
  /** Of a list: those of its objects, as they are in `data`, that are valid as they came. */
  valid?: Set<unknown>;
}

/** Sends one request and waits for its reply; never throws for what a partner or the network does. */
export type Send = (request: Outgoing) => Promise<Reply>;
