import type {
  CDR,
  CommandType,
  Location,
  Session,
  Status,
  Tariff,
  Token,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import type { AnswerByHand, Message } from '../platform/answer-from-test-types.ts';
import type { FaultKindName } from './fault-kinds.generated.ts';

export type { AnswerByHand, Message } from '../platform/answer-from-test-types.ts';

/** An OCPI party as `ocpi-hub` writes it: country code, asterisk, party id. */
export type Party = `${string}*${string}`;

/** An HTTP method of OCPI. */
export type Method = 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';

/** The OCPI objects by their module. */
export interface Objects {
  locations: Location;
  tariffs: Tariff;
  sessions: Session;
  cdrs: CDR;
  tokens: Token;
}

/** The modules of the messages that a simulator can await and list. */
export type Module = keyof Objects | 'commands' | 'chargingprofiles' | 'credentials' | 'versions';

/** The body of a message: the object of a PUT or POST, a part of it in a PATCH, anything elsewhere. */
export type BodyOf<M extends Module, K extends Method> = M extends keyof Objects
  ? K extends 'PUT' | 'POST'
    ? Objects[M]
    : K extends 'PATCH'
      ? Partial<Objects[M]>
      : unknown
  : unknown;

/** The message that a simulator waits for: each named field must be as it is here. */
export interface Wanted<M extends Module, K extends Method> {
  module: M;
  method?: K;
  /** Id of the object, EVSE, Connector, command or session: a path segment, or the body's `id` or `uid`. */
  id?: string;
  /** HTTP status of the simulator's answer. */
  status?: number;
  /** Fields of the message's body, each as it must be. */
  body?: Record<string, unknown>;
  /** Longest wait for the message in milliseconds, 5,000 by default. */
  within?: number;
}

/** A message that has reached a simulator and has been answered. */
export interface Received<B = unknown> {
  /** Time of the message's arrival, ISO 8601 with milliseconds. */
  time: string;
  module: string;
  method: string;
  /** The message's path and query as they came. */
  path: string;
  /** The message's headers, names in lower case, tokens masked. */
  headers: Record<string, string>;
  body: B;
  /** HTTP status of the simulator's answer to the message. */
  status: number;
}

/** Answers a message in place of the simulator, or leaves it to the simulator with `undefined`. */
export type Answers = (message: Message) => AnswerByHand | undefined | Promise<AnswerByHand | undefined>;

/** A request of a simulator to its partner. */
export interface Asked {
  method: Method;
  module: Module;
  /** Segments behind the module's endpoint, such as `['NL', 'CPO', 'LOC1']`. */
  path?: string[];
  query?: Record<string, string | number>;
  body?: unknown;
  /** The party behind a hub that is to receive the request. */
  to?: Party;
  /** The request's URL in place of the module's endpoint, such as that of the next page. */
  url?: string;
}

/** A partner's answer to a simulator's request. */
export interface Answered {
  /** HTTP status of the answer; `null` where none came. */
  http: number | null;
  /** OCPI status code of the answer; `null` where none came. */
  status_code: number | null;
  status_message: string;
  data: unknown;
  headers: Record<string, string | string[] | undefined>;
  /** Whether the partner accepted the request: HTTP 2xx with a status code 1xxx. */
  success: boolean;
  /** URL of the next page, if the answer is a page of a list. */
  next?: string;
  /** The beginning of the body, if it is no OCPI envelope. */
  instead?: string;
}

/** A fault that a simulator is to have; `ocpi-hub simulate` calls them by the same names. */
export interface WantedFault {
  kind: FaultKindName;
  match?: { module?: Module; method?: Method; direction?: 'IN' | 'OUT' };
  value?: number | string;
  /** Share of the matching messages that the fault strikes, 1 by default. */
  probability?: number;
  /** Number of messages that the fault strikes; all by default. */
  times?: number;
}

/** A running simulator, whatever its role. */
export interface Simulator {
  party: Party;
  /** The simulator's base URL, without a slash at its end. */
  url: string;
  /** The URL at which a partner begins the handshake with the simulator. */
  versionsUrl: string;
  /** A TOKEN_A with which your system registers at `versionsUrl`. */
  invite(): Promise<{ token: string; versionsUrl: string }>;
  /** Resolves when a partner has registered, or this simulator at one; `within` as for messages. */
  registered(within?: number): Promise<void>;
  /**
   * The first message of this kind since the start, or since `forget`, as soon as it has been answered. An error when it
   * does not come in time tells which messages came instead.
   */
  received<M extends Module, K extends Method = Method>(
    wanted: Wanted<M, K>,
  ): Promise<Received<BodyOf<M, K>>>;
  /** All messages since the start, or since `forget`, oldest first. */
  messages(): Received[];
  /** Forgets the messages that the simulator has got so far, so that `received` waits for a new one. */
  forget(): void;
  /** Lets a function answer messages before the simulator does; the returned function removes it. */
  onMessage(answers: Answers): () => void;
  /** The objects of a module that partners have pushed, or that were pulled from them. */
  objects<M extends keyof Objects>(module: M): Promise<Objects[M][]>;
  /** The OCPI objects of a module that the simulator owns. */
  own<M extends keyof Objects>(module: M): Promise<Objects[M][]>;
  /** Sends a request to the partner as this simulator's platform does; rejects where the partner does not offer the module. */
  send(asked: Asked): Promise<Answered>;
  /** Renews the credentials of the registration by PUT, with new tokens. */
  renew(): Promise<void>;
  /** Ends the registration by DELETE of the credentials. */
  unregister(): Promise<Answered>;
  /** Replaces the faults in force; without an argument there are none. */
  faults(wanted?: WantedFault[]): Promise<void>;
  /** Stops the simulator, after its sessions under way have been brought to their end. */
  stop(): Promise<void>;
}

/** The session of a car that is plugged in. */
export interface PluggedIn {
  id: string;
  token_uid: string;
  auth_id: string;
  auth_method: 'AUTH_REQUEST' | 'WHITELIST';
  location_id: string;
  evse_uid: string;
  connector_id: string;
}

/** A simulated charge point operator. */
export interface Cpo extends Simulator {
  /** Plugs a car in, authorised as the Token's whitelist asks; rejects where it may not charge. */
  plugIn(car: {
    token_uid: string;
    location_id?: string;
    evse_uid?: string;
    kwh?: number;
    speed?: number;
  }): Promise<PluggedIn>;
  /** Unplugs the car of a session; the session's CDR follows. */
  unplug(session: string): Promise<void>;
  /** Sets the status of an EVSE and pushes it to partners. */
  setStatus(location: string, evse: string, status: Status): Promise<void>;
}

/** A command and its outcome so far. */
export interface GivenCommand {
  id: string;
  command: string;
  /** The operator's direct answer to the command; `null` before it has come. */
  answer: {
    http: number | null;
    status_code: number | null;
    status_message: string;
    result: string | null;
  } | null;
  /** The result that came to the command's `response_url`; `null` before it. */
  result: string | null;
}

/** The commands of OCPI 2.1.1, the one that 2.2.1 adds, and the charging profile requests. */
export type CommandName =
  | CommandType
  | 'CANCEL_RESERVATION'
  | 'SET_CHARGING_PROFILE'
  | 'GET_CHARGING_PROFILE'
  | 'CLEAR_CHARGING_PROFILE';

/** A simulated e-mobility provider. */
export interface Emsp extends Simulator {
  /** Gives a command to the operator `to`, or to the only known one; resolves with the direct answer. */
  command(command: {
    command: CommandName;
    token_uid?: string;
    to?: Party;
    [field: string]: unknown;
  }): Promise<GivenCommand>;
  /** The result of a command, as soon as it has come to the `response_url`. */
  resultOf(command: string, within?: number): Promise<string>;
  /** Changes fields of one of the provider's Tokens and pushes them. */
  changeToken(uid: string, fields: Partial<Token>): Promise<void>;
}

/** A clock for hub and simulators: it starts at a chosen moment, goes at wall-clock speed, can be advanced. */
export interface TestClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Puts the clock forward: timers that are due then run in their order; resolves when all have begun. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): Promise<void>;
}

/** Options of every simulator. */
export interface SimulatorOptions {
  /** A hub in this process at which the simulator registers. */
  hub?: Hub;
  /** The versions URL of your system and its TOKEN_A, for the simulator to register at. */
  versionsUrl?: string;
  token?: string;
  party?: Party;
  name?: string;
  /** The port at which the simulator listens, any free one by default. */
  port?: number;
  /** The simulator's public base URL, where that is not the address at which it listens. */
  publicUrl?: string;
  /** Simulated seconds in a wall-clock second: how fast cars charge and charge points react. 120 by default. */
  speed?: number;
  /** The seed of everything random in the simulator. */
  seed?: number;
  clock?: TestClock;
  /** A folder in which the simulator remembers its registration; the next start renews it by PUT. */
  data?: string;
  /** Whether the simulator serves only: pushes, pulls and starts nothing by itself. */
  idle?: boolean;
}

/** Options of a simulated operator. */
export interface CpoOptions extends SimulatorOptions {
  /** Number of the operator's Locations, 12 by default. */
  locations?: number;
}

/** Options of a simulated provider. */
export interface EmspOptions extends SimulatorOptions {
  /** Number of the provider's Tokens; those of the simulators' table by default. */
  tokens?: number;
  /** The OCPI version of the provider, 2.1.1 by default, and of its objects (`ocpi-hub/types/2.2.1`). */
  version?: '2.1.1' | '2.2.1';
  /** Whether the provider offers no interface for pushes, and reads lists every five seconds. */
  pullOnly?: boolean;
}

/** A partner that a test hub invites. */
export interface Invited {
  role: 'CPO' | 'EMSP';
  party: Party;
  name?: string;
  /** Options of the partner's connection, as in `POST /admin/connections`. */
  options?: Record<string, unknown>;
}

/** A hub that runs in this process, for tests. */
export interface Hub {
  /** The hub's base URL, without a slash at its end. */
  url: string;
  adminToken: string;
  /** Invites a partner to the hub: TOKEN_A and the versions URL for the partner's side. */
  invite(partner: Invited): Promise<{ token: string; versionsUrl: string }>;
  /** Makes an agreement in the hub, in force at once, between an operator and a provider. */
  agree(cpo: Simulator | Party, emsp: Simulator | Party): Promise<void>;
  /** A request to the hub's admin API; rejects with the hub's words where it answers 400 or more. */
  admin(method: Method, path: string, body?: unknown): Promise<unknown>;
  /** Stops the hub and removes its folder. */
  stop(): Promise<void>;
}

/** Options of a test hub. */
export interface HubOptions {
  /** The hub's environment variables as in the README, such as `HUB_PARTY`; the process's own do not count. */
  settings?: Record<string, string>;
  clock?: TestClock;
}
