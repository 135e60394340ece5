import type { Response } from 'express';
import type { ShapeName } from '../hub/check-json-schema.ts';
import type { Hub } from '../hub/hub-dependencies.ts';
import type { Reach } from '../ocpi/client/allowed-networks.ts';
import type { Party } from '../ocpi/words/party-id.ts';
import type { ConformanceRuns } from './conformance-runs.ts';
import type { Feed } from './exchange-feed.ts';
import type { ProblemKind } from './problem-details.ts';
import type { Parameter, Values } from './query-parameters.ts';

/** The parts of the hub that handlers of the admin API use. */
export interface Admin {
  hub: Hub;
  feed: Feed;
  /** Parties of the simulators that run in the lab. */
  simulators: Party[];
  /** The networks in which the hub may call partners; conformance runs have the same limits. */
  reach: Reach;
  conformance: ConformanceRuns;
  /** Yields all that the hub stores except the trace of requests, as lines of text. */
  backup(): AsyncIterable<string>;
  /** The metrics as text, computed once for simultaneous requests. */
  metrics(): Promise<string>;
}

/**
 * A request that has passed authentication and validation: path and query as the route declares them, a body by its
 * schema.
 */
export interface AdminRequest {
  params: Record<string, string>;
  query: Values;
  body: unknown;
  /** Path and query of the request, unparsed. */
  url: string;
  /** Whether the caller prefers an HTML page to JSON. */
  page: boolean;
}

/** An answer of a handler: JSON in `body`, else `text`, else a stream that writes itself, else empty. */
export interface AdminAnswer {
  /** The HTTP status, 200 by default. */
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  text?: string;
  stream?: (response: Response) => void;
}

/** A function that answers requests of one route; it throws a Refusal for an operator's mistake. */
export type Handler<A extends Admin = Admin> = (
  admin: A,
  request: AdminRequest,
) => AdminAnswer | Promise<AdminAnswer>;

/** One row of the table of routes, from which Express serves and the OpenAPI document is made. */
export interface Route<A extends Admin = Admin> {
  /** The `operationId` of the route. */
  id: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The path in OpenAPI's notation, `/admin/connections/{id}`. */
  path: string;
  summary: string;
  /** Whether the route needs no token. */
  open?: boolean;
  /** Name of the body's schema in `schemas/hub`. */
  body?: ShapeName;
  /** Whether the body may also be a list of such objects; the answer is a list then. */
  bodies?: boolean;
  query?: Parameter[];
  answer: Success;
  /** Kinds of problems that can occur on this route, beside those of every route. */
  refusals?: ProblemKind[];
  handle: Handler<A>;
}

/** The successful answer of a route. */
export interface Success {
  status: number;
  /** Name of a schema in `schemas/hub`: that of the JSON, or of the entries of its `list`. */
  schema?: string;
  list?: boolean;
  /** Whether headers of the answer give the number of rows and lead to the next page. */
  paged?: boolean;
  /** Whether the content is also available as an HTML page. */
  page?: boolean;
  /** Media type of an answer without a schema. */
  type?: string;
  /** A second HTTP status with the same JSON. */
  or?: number;
}
