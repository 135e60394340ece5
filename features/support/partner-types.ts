import type { Json, JsonObject } from './http-call.ts';

/** The OCPI role of a partner. */
export type Role = 'CPO' | 'EMSP';

/** One request that the hub sent to a partner. */
export interface Received {
  method: string;
  /** Path and query of the request's URL, as they were received. */
  url: string;
  /** Path below the endpoint of `module`, percent-decoded, `module` included: `locations/NL/ABC/LOC1`. */
  path: string;
  query: Record<string, string>;
  module: string | undefined;
  headers: Record<string, string>;
  body: string;
  json: JsonObject | undefined;
  /** Time at which the request arrived, in milliseconds since 1970. */
  time: number;
  /** The partner's answer; absent until it is sent. */
  answered?: { status: number; body: string };
  /** The time at which the hub gave up without an answer, in milliseconds since 1970; absent while it waits. */
  givenUp?: number;
}

/** A reply in place of the partner's ordinary answer. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** The body, sent unchanged; `json` is an easier way for JSON. */
  body?: string;
  json?: Json;
  /** The body as bytes, in place of text. */
  bytes?: Buffer;
  /**
   * A failure in place of the answer: never to answer, to cut the connection, to process the request and then cut, or
   * to send an endless answer byte by byte.
   */
  instead?: 'hang' | 'cut' | 'lose' | 'drip';
  /** Milliseconds that the partner waits before it answers. */
  delay?: number;
}

/** The members of a partner that decide about its answers. */
export interface Platform {
  role: Role;
  url: string;
  /** The fields beside ALLOWED in the partner's authorisation answers. */
  allows(asked: Received): JsonObject;
  versionsPath: string;
  /** The version of OCPI in which the partner speaks with the hub. */
  version: string;
  /** A token as the partner writes it behind `Token` in a header: since 2.2 in Base64. */
  written(token: string): string;
  /** The query that a gateway in front of the partner demands in every URL; empty for none. */
  key: string;
  versions: Record<string, string>;
  endpoints: Record<string, string>;
  lists: Record<string, JsonObject[]>;
  /** The objects in the partner's lists by party id and module; empty for a platform that ignores To. */
  listsFor: Record<string, Record<string, JsonObject[]>>;
  /** Milliseconds by which the partner's clock is ahead. */
  clock: number;
  pageSize: number;
  linksPages: boolean;
  /** Called when the partner has made a page of a module's list. */
  afterPage: ((module: string) => void) | undefined;
  hubVersionsUrl: string;
  hubEndpoints: Map<string, string> | undefined;
  tokenToHub: string;
  tokenFromHub: string | undefined;
  credentials(token: string): JsonObject;
  discover(token: string): Promise<Map<string, string>>;
}
