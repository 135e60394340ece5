import type { Router } from 'express';
import type { ObjectModuleId, Side } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Edition } from '../../src/ocpi/editions/edition-type.ts';
import type {
  Answer,
  Caller,
  ModuleRequest,
  Send,
} from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import type { FaultRules } from '../faults/faults-in-force.ts';
import type { ObjectStore } from './object-store.ts';
import type { Names } from './random-tokens-and-ids.ts';
import type { Arrivals } from './received-messages.ts';
import type { Clock } from './simulated-clock.ts';
import type { Connection, Memory } from './state-saved-for-restart.ts';

/** A simulated partner: one party in one role; the first argument of its functions. */
export interface Platform {
  side: Side;
  /** The version of OCPI that the simulator speaks, as a record. */
  edition: Edition;
  party: Party;
  name: string;
  /** The simulator's public base URL, without a slash at the end. */
  url(): string;
  clock: Clock;
  names: Names;
  log: Log;
  send: Send;
  /** Connections and invitations, which outlive a restart. */
  memory: Memory;
  /** The simulator's own objects, which partners can pull and which are pushed to them. */
  own: Record<ObjectModuleId, ObjectStore>;
  /** Objects that partners have pushed, or that were pulled from them. */
  received: Record<ObjectModuleId, ObjectStore>;
  /** All OCPI requests that have reached the simulator. */
  arrivals: Arrivals;
  faults: FaultRules;
  /** The party in the To headers of functional requests; none by default. */
  hubParty?: Party;
  /** Whether the simulator offers no interface to which objects can be pushed, and reads lists instead. */
  pullOnly?: boolean;
  /** Aborted when the simulator is to end. */
  over: AbortSignal;
}

/** The log of a simulator; a pino logger fits. */
export interface Log {
  info(entry: object, message?: string): void;
  warn(entry: object, message?: string): void;
  error(entry: object, message?: string): void;
}

/** The partner that a request's token belongs to. */
export interface PartnerCaller extends Caller {
  /** The partner's connection; absent while it has only an invitation. */
  connection?: Connection;
}

/** A request on a functional module. */
export type PlatformRequest = ModuleRequest<PartnerCaller>;

/** The behaviour that makes a platform an operator or a provider. */
export interface Behaviour {
  /** Called after a successful handshake with a partner. */
  registered(connection: Connection): Promise<void>;
  /** Answers a command, authorisation or other call of a partner. Its body is valid. */
  answerCall(request: PlatformRequest): Promise<Answer>;
  /** Answers a partner's asynchronous result of a call by this platform. Its body is valid. */
  answerResult(request: PlatformRequest): Promise<Answer>;
  /** The routes that the behaviour adds to the control API. */
  control: Router;
  /** The fields that the behaviour adds to `GET /control/state`. */
  state(): object;
  /** Ends the simulator's spontaneous activities in order; `over` is aborted already. */
  stop(): Promise<void>;
}
