import type { ModuleId, ModuleRow, ObjectModuleId, ObjectRow } from './basic-ocpi-types.ts';

/** The version of OCPI that this table describes, part of every endpoint URL (VER-12). */
export const version = '2.1.1';

/**
 * OCPI 2.1.1-d2 in one table. Routing (404, 405), validation, storage keys, push, version details
 * and the simulators are all driven by it; nothing else knows a module by name without need.
 */
// biome-ignore format: a table
export const modules = {
  locations: {
    owner: 'CPO', object: 'location', key: ['id'], audience: 'agreed', unknown: 2003, marksOwner: true, names: 'tariffs',
    facts: { tariffs: 'evses/*/connectors/*/tariff_id' },
    parts: [
      { object: 'evse',      list: 'evses',      key: 'uid', removed: { field: 'status', value: 'REMOVED' } },
      { object: 'connector', list: 'connectors', key: 'id' },
    ],
    sender:   { list: ['GET'],  object: ['GET'] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH'] },
  },
  tariffs: {
    owner: 'CPO', object: 'tariff', key: ['id'], audience: 'agreed', unknown: 2001, marksOwner: true, namedBy: 'locations',
    sender:   { list: ['GET'],  object: [] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH', 'DELETE'] },
  },
  sessions: {
    owner: 'CPO', object: 'session', key: ['id'], audience: 'driver', unknown: 2001, lookups: ['contract'],
    merges: { charging_periods: 'start_date_time' }, marksInside: ['location'], final: { field: 'status', value: 'COMPLETED' }, counterpart: 'cdrs',
    facts: { contract: 'auth_id', reference: 'authorization_reference', begin: 'start_datetime', end: 'end_datetime', energy: 'kwh', status: 'status', method: 'auth_method', location: 'location/id', evses: 'location/evses/*/uid' },
    sender:   { list: ['GET'],  object: [], required: ['date_from'] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH'] },
  },
  cdrs: {
    owner: 'CPO', object: 'cdr', key: ['id'], audience: 'driver', unknown: 2001, keyIgnoresCase: true, immutable: true, marksInside: ['location', 'tariffs'], counterpart: 'sessions',
    facts: { contract: 'auth_id', reference: 'authorization_reference', begin: 'start_date_time', end: 'stop_date_time', energy: 'total_energy', method: 'auth_method', location: 'location/id', evses: 'location/evses/*/uid' },
    sender:   { list: ['GET'],  object: [] },
    receiver: { list: ['POST'], object: ['GET'] },
  },
  tokens: {
    owner: 'EMSP', object: 'token', key: ['type', 'uid'], audience: 'agreed', unknown: 2001, lookups: ['contract', 'uid'],
    holds: { contract: 'auth_id', inForce: 'valid' }, facts: { contract: 'auth_id', uid: 'uid' },
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
      { to: 'sender',   method: 'GET',    path: ':session_id',          about: 'session',  query: ['duration', 'response_url'], answer: 'charging-profile-response', result: 'active-charging-profile-result', timed: true },
      { to: 'sender',   method: 'PUT',    path: ':session_id',          about: 'session',  body: 'set-charging-profile',        answer: 'charging-profile-response', result: 'charging-profile-result', timed: true },
      { to: 'sender',   method: 'DELETE', path: ':session_id',          about: 'session',  query: ['response_url'],             answer: 'charging-profile-response', result: 'clear-profile-result', timed: true },
      { to: 'receiver', method: 'PUT',    path: ':session_id',          about: 'session',  body: 'active-charging-profile' },
    ],
  },
} satisfies Record<ModuleId, ModuleRow>;

/** The row of a module that stores objects, in 2.1.1. */
export function objectRow(id: ObjectModuleId): ObjectRow {
  return modules[id];
}
