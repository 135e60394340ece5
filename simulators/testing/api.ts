import type {
  CDR,
  CommandType,
  Location,
  Session,
  Status,
  Tariff,
  Token,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import type { AnswerByHand, Message } from '../platform/hand-answer.ts';
import type { FaultKindName } from './fault-kinds.generated.ts';

export type { AnswerByHand, Message } from '../platform/hand-answer.ts';

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

/** A message that a simulator is waited for. */
export interface Wanted<M extends Module, K extends Method> {
  module: M;
  method?: K;
  /** Id of the object, EVSE, Connector, command or session: a segment of the path, or `id` or `uid` of the body. */
  id?: string;
  /** HTTP status of the simulator's answer. */
  status?: number;
  /** Fields of the body, each as it must be. */
  body?: Record<string, unknown>;
  /** Longest wait in milliseconds, 5,000 by default. */
  within?: number;
}

/** A message that has reached a simulator and has been answered. */
export interface Received<B = unknown> {
  /** ISO 8601 with milliseconds. */
  time: string;
  module: string;
  method: string;
  /** Path and query as they came. */
  path: string;
  /** Header names in lower case; tokens masked. */
  headers: Record<string, string>;
  body: B;
  /** HTTP status of the answer. */
  status: number;
}

/** Answers a message by hand, or leaves it to the simulator with `undefined`. */
export type Answers = (message: Message) => AnswerByHand | undefined | Promise<AnswerByHand | undefined>;

/** A request of a simulator to its partner. */
export interface Asked {
  method: Method;
  module: Module;
  /** Segments behind the module's endpoint, such as `['NL', 'CPO', 'LOC1']`. */
  path?: string[];
  query?: Record<string, string | number>;
  body?: unknown;
  /** The receiver behind a hub. */
  to?: Party;
  /** A URL in place of the module's endpoint, such as that of the next page. */
  url?: string;
}

/** A partner's answer. */
export interface Answered {
  /** HTTP status; `null` where none came. */
  http: number | null;
  /** OCPI status code; `null` where none came. */
  status_code: number | null;
  status_message: string;
  data: unknown;
  headers: Record<string, string | string[] | undefined>;
  /** Whether it was taken: HTTP 2xx with a status code 1xxx. */
  success: boolean;
  /** URL of the next page of a list. */
  next?: string;
  /** The beginning of what came in place of an OCPI envelope. */
  instead?: string;
}

/** A fault that a simulator is to have; `ocpi-hub simulate` calls them by the same names. */
export interface WantedFault {
  kind: FaultKindName;
  match?: { module?: Module; method?: Method; direction?: 'IN' | 'OUT' };
  value?: number | string;
  /** Share of the matching messages, 1 by default. */
  probability?: number;
  /** Number of messages that it strikes; all by default. */
  times?: number;
}

/** A simulator as its facts, whatever its role. */
export interface Simulator {
  party: Party;
  /** Base URL, without a slash at its end. */
  url: string;
  /** The URL at which a partner begins the handshake. */
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
  /** Forgets the messages so far, so that `received` waits for one to come. */
  forget(): void;
  /** Lets a function answer messages before the simulator does; the returned function ends that. */
  onMessage(answers: Answers): () => void;
  /** The objects of a module that partners have pushed, or that were pulled from them. */
  objects<M extends keyof Objects>(module: M): Promise<Objects[M][]>;
  /** The simulator's own objects. */
  own<M extends keyof Objects>(module: M): Promise<Objects[M][]>;
  /** Sends a request to the partner as this simulator's platform does; rejects where the partner does not offer the module. */
  send(asked: Asked): Promise<Answered>;
  /** Renews the credentials of the registration by PUT, with new tokens. */
  renew(): Promise<void>;
  /** Ends the registration by DELETE of the credentials. */
  unregister(): Promise<Answered>;
  /** Replaces the faults in force; without an argument there are none. */
  faults(wanted?: WantedFault[]): Promise<void>;
  /** Ends it, with sessions under way brought to their end. */
  stop(): Promise<void>;
}

/** A car that is plugged in. */
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
  /** A car comes; it is authorised as the Token's whitelist asks. Rejects where it may not charge. */
  plugIn(car: {
    token_uid: string;
    location_id?: string;
    evse_uid?: string;
    kwh?: number;
    speed?: number;
  }): Promise<PluggedIn>;
  /** The car leaves; its CDR follows. */
  unplug(session: string): Promise<void>;
  /** Sets the status of an EVSE and pushes it. */
  setStatus(location: string, evse: string, status: Status): Promise<void>;
}

/** A command and its outcome so far. */
export interface GivenCommand {
  id: string;
  command: string;
  /** The direct answer; `null` before it. */
  answer: {
    http: number | null;
    status_code: number | null;
    status_message: string;
    result: string | null;
  } | null;
  /** The result that came to the `response_url`; `null` before it. */
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
  /** Gives a command to the operator `to`, or to the only one that it knows; resolves with the direct answer. */
  command(command: {
    command: CommandName;
    token_uid?: string;
    to?: Party;
    [field: string]: unknown;
  }): Promise<GivenCommand>;
  /** The result of a command, as soon as it has come to the `response_url`. */
  resultOf(command: string, within?: number): Promise<string>;
  /** Changes fields of one of its Tokens and pushes them. */
  changeToken(uid: string, fields: Partial<Token>): Promise<void>;
}

/** A clock for hub and simulators: it goes as the clock on the wall does, from another moment on, and can be advanced. */
export interface TestClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Brings everything that is waited for so much nearer, in its order; resolves when all that is due has begun. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): Promise<void>;
}

/** Options of every simulator. */
export interface SimulatorOptions {
  /** A hub of this process to register at. */
  hub?: Hub;
  /** The versions URL of your system and its TOKEN_A, for the simulator to register at. */
  versionsUrl?: string;
  token?: string;
  party?: Party;
  name?: string;
  /** The port, any free one by default. */
  port?: number;
  /** Its public base URL, where that is not the address that it listens at. */
  publicUrl?: string;
  /** Simulated seconds in one on the wall: how fast cars charge and charge points react. 120 by default. */
  speed?: number;
  /** The seed of all chance. */
  seed?: number;
  clock?: TestClock;
  /** A folder in which it remembers its registration; the next start renews it by PUT. */
  data?: string;
  /** Whether it serves only: pushes, pulls and starts nothing by itself. */
  idle?: boolean;
}

/** Options of a simulated operator. */
export interface CpoOptions extends SimulatorOptions {
  /** Number of Locations, 12 by default. */
  locations?: number;
}

/** Options of a simulated provider. */
export interface EmspOptions extends SimulatorOptions {
  /** Number of Tokens; those of the table by default. */
  tokens?: number;
  /** The version of OCPI that it speaks, 2.1.1 by default; in 2.2.1 all objects have its form (`ocpi-hub/types/2.2.1`). */
  version?: '2.1.1' | '2.2.1';
  /** Whether it offers no interface for pushes, and reads lists every five seconds. */
  pullOnly?: boolean;
}

/** A partner as the hub knows it. */
export interface Invited {
  role: 'CPO' | 'EMSP';
  party: Party;
  name?: string;
  /** Options of the connection, as in `POST /admin/connections`. */
  options?: Record<string, unknown>;
}

/** A hub of this process. */
export interface Hub {
  /** Base URL, without a slash at its end. */
  url: string;
  adminToken: string;
  /** Invites a partner: TOKEN_A and the versions URL for its side. */
  invite(partner: Invited): Promise<{ token: string; versionsUrl: string }>;
  /** Makes an agreement, in force at once, between an operator and a provider. */
  agree(cpo: Simulator | Party, emsp: Simulator | Party): Promise<void>;
  /** A request to the admin API; rejects with the hub's words where it answers 400 or more. */
  admin(method: Method, path: string, body?: unknown): Promise<unknown>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** Options of the hub. */
export interface HubOptions {
  /** Variables as in the README, such as `HUB_PARTY`; those of the environment do not count. */
  settings?: Record<string, string>;
  clock?: TestClock;
}
