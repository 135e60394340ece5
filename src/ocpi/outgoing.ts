import type { Exchange } from './exchange.ts';
import type { Judged } from './findings.ts';
import type { Method } from './modules.ts';
import type { Party } from './party.ts';
import type { ObjectName } from './validation.ts';

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
}

/** What a reader makes of an answer: what is wrong with it, and the data it goes on with instead. */
export interface Judgement {
  findings: Judged[];
  data?: unknown;
}

/** Sends one request and waits for its reply; never throws for what a partner or the network does. */
export type Send = (request: Outgoing) => Promise<Reply>;
