import type { Json, JsonObject } from './http.ts';

/** The side of the market a partner stands on. */
export type Role = 'CPO' | 'EMSP';

/** One request that the hub sent to a partner. */
export interface Received {
  method: string;
  /** Path and query, as received. */
  url: string;
  /** Path below the endpoint of `module`, percent-decoded, `module` included: `locations/NL/ABC/LOC1`. */
  path: string;
  query: Record<string, string>;
  module: string | undefined;
  headers: Record<string, string>;
  body: string;
  json: JsonObject | undefined;
  /** Milliseconds since 1970. */
  time: number;
  /** What the partner answered; absent while it has not. */
  answered?: { status: number; body: string };
  /** When the hub hung up without an answer, milliseconds since 1970; absent while it waits. */
  givenUp?: number;
}

/** What a partner is told to answer instead of what it would answer by itself. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as it is; `json` is an easier way for JSON. */
  body?: string;
  json?: Json;
  /** Sent in place of a text. */
  bytes?: Buffer;
  /** Never answers, cuts the connection, does what it is asked and cuts it then, or answers drop by drop for ever. */
  instead?: 'hang' | 'cut' | 'lose' | 'drip';
  /** Milliseconds before the answer. */
  delay?: number;
}

/** The parts of a partner that decide what it answers. */
export interface Platform {
  role: Role;
  url: string;
  versionsPath: string;
  /** What a gateway before it wants in the query of every URL; empty for none. */
  key: string;
  versions: Record<string, string>;
  endpoints: Record<string, string>;
  lists: Record<string, JsonObject[]>;
  /** What its lists hold for one of its parties, by party id and module; a platform that is deaf to To has none. */
  listsFor: Record<string, Record<string, JsonObject[]>>;
  /** Milliseconds that its clock is ahead. */
  clock: number;
  pageSize: number;
  linksPages: boolean;
  /** Called when a page of a module's list has been made. */
  afterPage: ((module: string) => void) | undefined;
  hubVersionsUrl: string;
  hubEndpoints: Map<string, string> | undefined;
  tokenToHub: string;
  tokenFromHub: string | undefined;
  credentials(token: string): JsonObject;
  discover(token: string): Promise<Map<string, string>>;
}
