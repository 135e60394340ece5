import type { Response } from 'express';
import type { Hub } from '../hub/hub.ts';
import type { ShapeName } from '../hub/shapes.ts';
import type { Reach } from '../ocpi/network.ts';
import type { Party } from '../ocpi/party.ts';
import type { ConformanceRuns } from './conformance-runs.ts';
import type { Feed } from './feed.ts';
import type { ProblemKind } from './problem.ts';
import type { Parameter, Values } from './query.ts';

/** What the handlers work with. */
export interface Admin {
  hub: Hub;
  feed: Feed;
  /** Partners that are simulators of the lab. */
  simulators: Party[];
  /** Where the hub may call partners: what it starts goes no further. */
  reach: Reach;
  conformance: ConformanceRuns;
  /** The metrics as text, made once for all who ask at the same time. */
  metrics(): Promise<string>;
}

/** A request that has passed the door: path and query as the table declares them, a body that fits its schema. */
export interface AdminRequest {
  params: Record<string, string>;
  query: Values;
  body: unknown;
  /** The caller would rather have a page than JSON. */
  page: boolean;
}

/** An answer: JSON in `body`, else `text`, else a stream that writes itself, else nothing. */
export interface AdminAnswer {
  /** Default 200. */
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  text?: string;
  stream?: (response: Response) => void;
}

/** Answers one request; throws a Refusal for what the operator did wrong. */
export type Handler = (admin: Admin, request: AdminRequest) => AdminAnswer | Promise<AdminAnswer>;

/** One row of the table of routes: what Express serves and the OpenAPI document says. */
export interface Route {
  /** The row's `operationId`. */
  id: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** In OpenAPI's notation, `/admin/connections/{id}`. */
  path: string;
  summary: string;
  /** No token needed. */
  open?: boolean;
  /** Schema in `schemas/hub`. */
  body?: ShapeName;
  query?: Parameter[];
  answer: Success;
  /** What stands against it, beside what can happen on every route. */
  refusals?: ProblemKind[];
  handle: Handler;
}

/** How a route answers when all is well. */
export interface Success {
  status: number;
  /** Schema in `schemas/hub` of the JSON, or of the entries of its `list`. */
  schema?: string;
  list?: boolean;
  /** The same comes as a page of HTML to who asks for one. */
  page?: boolean;
  /** Media type of what has no schema. */
  type?: string;
  /** A second status that comes with the same JSON. */
  or?: number;
}
