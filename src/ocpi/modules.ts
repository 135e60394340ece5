import type { Role } from './party.ts';
import type { ObjectName } from './validation.ts';

/**
 * What OCPI 2.1.1-d2 is, in one table. Routing (404, 405), validation, storage keys, push, version details
 * and the simulators are all driven by it; nothing else knows a module by name without need.
 */
// biome-ignore format: a table
export const modules = {
  locations: {
    owner: 'CPO', object: 'location', key: ['id'], audience: 'agreed', unknown: 2003, marksOwner: true,
    parts: [
      { object: 'evse',      list: 'evses',      key: 'uid' },
      { object: 'connector', list: 'connectors', key: 'id' },
    ],
    sender:   { list: ['GET'],  object: ['GET'] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH'] },
  },
  tariffs: {
    owner: 'CPO', object: 'tariff', key: ['id'], audience: 'agreed', unknown: 2001, marksOwner: true,
    sender:   { list: ['GET'],  object: [] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH', 'DELETE'] },
  },
  sessions: {
    owner: 'CPO', object: 'session', key: ['id'], audience: 'driver', unknown: 2001, lookups: ['auth_id'],
    merges: { charging_periods: 'start_date_time' },
    sender:   { list: ['GET'],  object: [], required: ['date_from'] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH'] },
  },
  cdrs: {
    owner: 'CPO', object: 'cdr', key: ['id'], audience: 'driver', unknown: 2001, keyIgnoresCase: true,
    sender:   { list: ['GET'],  object: [] },
    receiver: { list: ['POST'], object: ['GET'] },
  },
  tokens: {
    owner: 'EMSP', object: 'token', key: ['type', 'uid'], audience: 'agreed', unknown: 2001, lookups: ['auth_id', 'uid'],
    sender:   { list: ['GET'],  object: [] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH'] },
    calls: [
      { to: 'sender',   method: 'POST',   path: ':token_uid/authorize', about: 'token',    body: 'location-references', bodyOptional: true, answer: 'authorization-info' },
    ],
  },
  commands: {
    owner: 'CPO',
    calls: [
      { to: 'sender',   method: 'POST',   path: 'RESERVE_NOW',          about: 'location', body: 'reserve-now',      answer: 'command-response', result: 'command-response' },
      { to: 'sender',   method: 'POST',   path: 'START_SESSION',        about: 'location', body: 'start-session',    answer: 'command-response', result: 'command-response' },
      { to: 'sender',   method: 'POST',   path: 'STOP_SESSION',         about: 'session',  body: 'stop-session',     answer: 'command-response', result: 'command-response' },
      { to: 'sender',   method: 'POST',   path: 'UNLOCK_CONNECTOR',     about: 'location', body: 'unlock-connector', answer: 'command-response', result: 'command-response' },
    ],
  },
  chargingprofiles: {
    owner: 'CPO', custom: true,
    calls: [
      { to: 'sender',   method: 'GET',    path: ':session_id',          about: 'session',  query: ['duration', 'response_url'], answer: 'charging-profile-response', result: 'active-charging-profile-result' },
      { to: 'sender',   method: 'PUT',    path: ':session_id',          about: 'session',  body: 'set-charging-profile',        answer: 'charging-profile-response', result: 'charging-profile-result' },
      { to: 'sender',   method: 'DELETE', path: ':session_id',          about: 'session',  query: ['response_url'],             answer: 'charging-profile-response', result: 'clear-profile-result' },
      { to: 'receiver', method: 'PUT',    path: ':session_id',          about: 'session',  body: 'active-charging-profile' },
    ],
  },
} satisfies Record<string, ModuleRow>;

/** An HTTP method that OCPI uses. */
export type Method = 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';

/** Identifier of a functional module, as in version details. */
export type ModuleId = keyof typeof modules;

/** A module whose objects the hub stores. */
export type ObjectModuleId = 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens';

/** One level below the object: an EVSE of a Location, a Connector of an EVSE. */
export interface Part {
  object: ObjectName;
  /** Property of the parent that holds the parts. */
  list: string;
  /** Property that tells the parts of one parent apart. */
  key: string;
}

/** The methods one side of a module offers at its endpoint (`list`) and below it (`object`); others get 405 (TRANS-21). */
export interface Interface {
  list: Method[];
  object: Method[];
  /** Query parameters a list GET must have. */
  required?: string[];
}

/** A question to the other party that it must answer itself: authorisation, command, charging profile. */
export interface Call {
  /** Whose interface takes it: the owner's (`sender`) or the other side's (`receiver`). */
  to: 'sender' | 'receiver';
  method: Method;
  /** Path below the endpoint, in Express notation. */
  path: string;
  /** What tells whose answer it is: the token, the location or the session it is about. */
  about: 'token' | 'location' | 'session';
  body?: ObjectName;
  bodyOptional?: boolean;
  /** Query parameters it must have. */
  query?: string[];
  /** The data of the answer; none where the answer is only a status. */
  answer?: ObjectName;
  /** The second answer, POSTed later to the `response_url` of the call. */
  result?: ObjectName;
}

/** One row of the table. `sender` is the owner's interface, `receiver` the one objects are pushed to. */
export interface ModuleRow {
  owner: Role;
  /** Not in 2.1.1 itself: listed only on connections where it is agreed (VER-07, CP-01). */
  custom?: boolean;
  object?: ObjectName;
  /** Fields that, with the owner, make the key of an object. */
  key?: string[];
  /** CDR ids compare without regard to case (CDR-11). */
  keyIgnoresCase?: boolean;
  parts?: Part[];
  sender?: Interface;
  receiver?: Interface;
  /** Who may see an object: every agreed party, or only the provider whose driver it is. */
  audience?: 'agreed' | 'driver';
  /** OCPI status code of a 404 for an object of this module. */
  unknown?: number;
  /** The hub writes the owner's `country_code` and `party_id` into the object (HUB-05). */
  marksOwner?: boolean;
  /** Lists that a PATCH merges by the named field instead of replacing them (SES-08). */
  merges?: Record<string, string>;
  /** Fields, beside the id, by which objects are found across owners. */
  lookups?: string[];
  calls?: Call[];
}

/** The row of a module that stores objects, with all that such a row has. */
export type ObjectRow = ModuleRow &
  Required<Pick<ModuleRow, 'object' | 'key' | 'sender' | 'receiver' | 'audience' | 'unknown'>>;

/** The row of any module. */
export function moduleRow(id: ModuleId): ModuleRow {
  return modules[id];
}

/** The row of a module that stores objects. */
export function objectRow(id: ObjectModuleId): ObjectRow {
  return modules[id];
}

/** All modules, in table order. */
export const moduleIds = Object.keys(modules) as ModuleId[];

/** The modules that store objects, in table order. */
export const objectModules = moduleIds.filter((id): id is ObjectModuleId => 'object' in modules[id]);
