import type { ModuleId, Side } from '../editions/edition.ts';
import type { Edition } from '../editions/record.ts';
import type { ErrorKind } from '../messages/errors.ts';
import type { Answer, Caller, Exchange, Inbound, ModuleRequest } from '../messages/exchange.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Finding } from '../words/finding.ts';
import type { Party } from '../words/party.ts';
import type { RateLimit } from '../words/rates.ts';
import type { FairShares } from './fair-shares.ts';
import type { MessageIds } from './message-ids.ts';
import type { Sampling } from './sampling.ts';
import type { Unread } from './unread-answers.ts';

/** The handlers, identity and limits of a platform that the OCPI server serves. */
export interface Served<C extends Caller> {
  /** The interfaces it offers. */
  sides: Side[];
  /** The editions in which it offers an interface, to one caller or, without one, to any, the best first; default: those of platforms that say nothing else. */
  spoken?(side: Side, caller?: C): readonly Edition[];
  /** The parties behind it as a page of the list that some editions have of them; default: no such list is offered. */
  directory?(inbound: Inbound<C>): Promise<Answer>;
  /** Its own party, the sender of answers nobody else gave (ROUTE-04). */
  party: Party;
  /** Public base URL, without slash at the end; asked at every use because the port may be known late. */
  url(): string;
  now(): number;
  /** Makes an id for an exchange, and for a request that brings none; default: a random UUID. */
  newId?(): string;
  /**
   * Finds the caller by the word behind `Token`, at a URL of that version if it names one; `undefined` for an unknown token
   * (TRANS-03); throws an OcpiError that explains a token that was valid once or elsewhere (HUB-17, CRED-40).
   */
  authenticate(word: string, side: Side | undefined, edition: SchemaVersion | undefined): C | undefined;
  /** Modules listed to a caller beside `credentials`; default: all of the table (VER-07). */
  offered?(caller: C, side: Side, edition: Edition): ModuleId[];
  credentials: Record<'GET' | 'POST' | 'PUT' | 'DELETE', (inbound: Inbound<C>) => Promise<Answer>>;
  /** Requests on functional modules. */
  answer(request: ModuleRequest<C>): Promise<Answer>;
  /** Takes every finished exchange. */
  record(exchange: Exchange): void;
  /** Called with an unexpected error; the caller gets a 3000 without details (TRANS-23). */
  bug(error: unknown): void;
  /** Rate limits per address and per caller id; default: none. */
  rates?: { address: RateLimit; caller: RateLimit };
  /** The sampling of unauthenticated requests for the journal; default: all are recorded. */
  unauthenticated?: Sampling;
  /** Shares the process out among callers, by their id; default: first come, first served. */
  shares?: FairShares;
  /** Bounds the pages that a caller leaves unread; default: as many as it likes. */
  unread?: Unread;
  /** Largest request body in bytes. */
  bodyLimit?: number;
  /** The URL of a page about a kind of error, to which a refusal links by `rel="help"`; default: none. */
  help?(kind: ErrorKind): string;
}

/** The state of a request while the server handles it. */
export interface RequestState<C extends Caller = Caller> extends MessageIds {
  id: string;
  started: number;
  side?: Side;
  edition?: Edition | undefined;
  module: Exchange['module'];
  caller?: C;
  /** The connection exceeds its rate limit: the request is answered with 429 and not journalled. */
  tooMany?: boolean;
  inbound?: Inbound<C>;
  /** Requests to partners that it has caused so far. */
  calls: number;
  answer?: Answer;
  /** The findings of a refusal, where the caller is at fault. */
  refused?: Finding[];
  sent?: Buffer | string;
}
