import type { Router } from 'express';
import type { Send } from '../../src/ocpi/client.ts';
import type { Answer, Caller, ModuleRequest } from '../../src/ocpi/exchange.ts';
import type { ObjectModuleId } from '../../src/ocpi/modules.ts';
import type { Party } from '../../src/ocpi/party.ts';
import type { Side } from '../../src/ocpi/routes.ts';
import type { FaultRules } from '../faults/rules.ts';
import type { Arrivals } from './arrivals.ts';
import type { Clock } from './clock.ts';
import type { Names } from './names.ts';
import type { Shelf } from './shelf.ts';
import type { Connection, Memory } from './state.ts';

/** A simulated partner: one party on one side of the market. First argument of what it does. */
export interface Platform {
  side: Side;
  party: Party;
  name: string;
  /** Public base URL, without slash at the end. */
  url(): string;
  clock: Clock;
  names: Names;
  log: Log;
  send: Send;
  /** Connections and invitations; what a restart must not lose. */
  memory: Memory;
  /** Own objects, offered for pull and pushed. */
  own: Record<ObjectModuleId, Shelf>;
  /** What others pushed, and what was pulled from them. */
  received: Record<ObjectModuleId, Shelf>;
  /** Every OCPI request that arrived. */
  arrivals: Arrivals;
  faults: FaultRules;
  /** To headers of functional requests; none by default. */
  hubParty?: Party;
  /** Aborted when the simulator is to end. */
  over: AbortSignal;
}

/** Where a simulator reports what happens; a pino logger fits. */
export interface Log {
  info(entry: object, message?: string): void;
  warn(entry: object, message?: string): void;
  error(entry: object, message?: string): void;
}

/** The partner a token belongs to. */
export interface PartnerCaller extends Caller {
  /** Absent while it has only an invitation. */
  connection?: Connection;
}

/** A request on a functional module. */
export type PlatformRequest = ModuleRequest<PartnerCaller>;

/** What makes a platform an operator or a provider. */
export interface Behaviour {
  /** A handshake has succeeded. */
  registered(connection: Connection): Promise<void>;
  /** A question or a command of a partner. Its body is valid. */
  answerCall(request: PlatformRequest): Promise<Answer>;
  /** The second answer of a partner to a question of ours. Its body is valid. */
  answerResult(request: PlatformRequest): Promise<Answer>;
  /** Its part of the control API. */
  control: Router;
  /** Its part of `GET /control/state`. */
  state(): object;
  /** Ends in order what goes on by itself; `over` is aborted already. */
  stop(): Promise<void>;
}
