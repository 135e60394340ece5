import type { ModuleId, Side } from '../editions/basic-ocpi-types.ts';
import type { Edition } from '../editions/edition-type.ts';
import type { ErrorKind } from '../messages/ocpi-errors.ts';
import type {
  Answer,
  Caller,
  Exchange,
  Inbound,
  ModuleRequest,
} from '../messages/request-and-answer-types.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Finding } from '../words/finding-type.ts';
import type { Party } from '../words/party-id.ts';
import type { RateLimit } from '../words/rate-limit.ts';
import type { FairShares } from './fair-queue-of-callers.ts';
import type { Unread } from './limit-unread-answers.ts';
import type { MessageIds } from './request-and-correlation-ids.ts';
import type { Sampling } from './sample-unauthenticated-requests.ts';
import type { SharedPageBytes } from './shared-page-bytes.ts';

/** The handlers, identity and limits of a platform that the OCPI server serves. */
export interface Served<C extends Caller> {
  /** The interfaces that the platform offers. */
  sides: Side[];
  /**
   * The versions of OCPI in which the platform offers an interface, to one caller or, without one, to any, the best
   * first; by default 2.1.1.
   */
  spoken?(side: Side, caller?: C): readonly Edition[];
  /**
   * Answers with a page of the parties behind the platform, a list that some versions have; by default no such list is
   * offered.
   */
  directory?(inbound: Inbound<C>): Promise<Answer>;
  /** The platform's own party, the sender of answers that no other party gave (ROUTE-04). */
  party: Party;
  /**
   * Public base URL of the platform, without a slash at its end; read at every use because the port may be known late.
   */
  url(): string;
  now(): number;
  /** Makes an id for an exchange, and for a request that has none; by default a random UUID. */
  newId?(): string;
  /**
   * Finds the caller by the word behind `Token`, at a URL of that version if it names one; `undefined` for an unknown token
   * (TRANS-03); throws an OcpiError that explains a token that was valid once or elsewhere (HUB-17, CRED-40).
   */
  authenticate(word: string, side: Side | undefined, edition: SchemaVersion | undefined): C | undefined;
  /** Modules that are listed to a caller beside `credentials`; by default all of the module table (VER-07). */
  offered?(caller: C, side: Side, edition: Edition): ModuleId[];
  credentials: Record<'GET' | 'POST' | 'PUT' | 'DELETE', (inbound: Inbound<C>) => Promise<Answer>>;
  /** Answers a partner's request on a functional module, such as Locations. */
  answer(request: ModuleRequest<C>): Promise<Answer>;
  /** Receives every exchange, a request with its answer, when it has ended. */
  record(exchange: Exchange): void;
  /** Called with an unexpected error; the caller gets a 3000 without details (TRANS-23). */
  bug(error: unknown): void;
  /** Rate limits per address and per caller id; default: none. */
  rates?: { address: RateLimit; caller: RateLimit };
  /** The sampling of unauthenticated requests for the journal; by default all are recorded. */
  unauthenticated?: Sampling;
  /** Shares the process among callers, by their id; by default first come, first served. */
  shares?: FairShares;
  /** Limits the pages that a caller leaves unread; by default there is no limit. */
  unread?: Unread;
  /** Largest request body in bytes. */
  bodyLimit?: number;
  /** The URL of a page about a kind of error, to which a refusal links by `rel="help"`; by default none. */
  help?(kind: ErrorKind): string;
}

/** The body of an answer; of a large page in two parts, of which answers with the same objects share the first. */
export type SentBody = Buffer | string | InTwoParts;

interface InTwoParts {
  start: Buffer;
  end: string;
}

/** Whether an answer has a body, and sends it in two parts. */
export function isInTwoParts(body: SentBody | undefined): body is InTwoParts {
  return typeof body === 'object' && 'start' in body;
}

/** The state of a request while the server handles it. */
export interface RequestState<C extends Caller = Caller> extends MessageIds {
  id: string;
  started: number;
  side?: Side;
  edition?: Edition | undefined;
  module: Exchange['module'];
  caller?: C;
  /** Whether the connection exceeds its rate limit: the request is answered with 429 and not recorded. */
  tooMany?: boolean;
  inbound?: Inbound<C>;
  /** Number of requests to partners that the request has caused so far. */
  calls: number;
  /** The answer and its bytes, until they are sent. */
  answer?: Answer | undefined;
  sent?: SentBody | undefined;
  /** The bytes of large pages, which readers of the same page share. */
  pages?: SharedPageBytes;
  /** The findings of a refusal for which the caller is at fault. */
  refused?: Finding[];
}
