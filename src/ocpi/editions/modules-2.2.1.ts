import type { ModuleId, ModuleRow, ObjectModuleId, ObjectRow } from './basic-ocpi-types.ts';

/** The version of OCPI that this table describes, part of every endpoint URL. */
export const version = '2.2.1';

/** OCPI 2.2.1 in one table, with the same columns as the table of 2.1.1. */
// biome-ignore format: a table
export const modules = {
  locations: {
    owner: 'CPO', object: 'location', key: ['id'], namesOwner: true, audience: 'agreed', unknown: 2003, names: 'tariffs',
    facts: { tariffs: 'evses/*/connectors/*/tariff_ids/*' },
    parts: [
      { object: 'evse',      list: 'evses',      key: 'uid', removed: { field: 'status', value: 'REMOVED' } },
      { object: 'connector', list: 'connectors', key: 'id' },
    ],
    sender:   { list: ['GET'],  object: ['GET'] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH'] },
  },
  tariffs: {
    owner: 'CPO', object: 'tariff', key: ['id'], namesOwner: true, audience: 'agreed', unknown: 2001, namedBy: 'locations',
    sender:   { list: ['GET'],  object: [] },
    receiver: { list: [],       object: ['GET', 'PUT', 'DELETE'] },
  },
  sessions: {
    owner: 'CPO', object: 'session', key: ['id'], namesOwner: true, audience: 'driver', unknown: 2001, lookups: ['contract'],
    appends: ['charging_periods'], final: { field: 'status', value: 'COMPLETED' }, counterpart: 'cdrs',
    facts: { contract: 'cdr_token/contract_id', uid: 'cdr_token/uid', reference: 'authorization_reference', begin: 'start_date_time', end: 'end_date_time', energy: 'kwh', status: 'status', method: 'auth_method', location: 'location_id', evses: 'evse_uid' },
    sender:   { list: ['GET'],  object: [], required: ['date_from'] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH'] },
    calls: [
      { to: 'sender',   method: 'PUT',    path: ':session_id/charging_preferences', about: 'session', body: 'charging-preferences', answer: 'ChargingPreferencesResponse' },
    ],
  },
  cdrs: {
    owner: 'CPO', object: 'cdr', key: ['id'], namesOwner: true, audience: 'driver', unknown: 2001, keyIgnoresCase: true, immutable: true, counterpart: 'sessions',
    facts: { contract: 'cdr_token/contract_id', uid: 'cdr_token/uid', reference: 'authorization_reference', begin: 'start_date_time', end: 'end_date_time', energy: 'total_energy', method: 'auth_method', location: 'cdr_location/id', evses: 'cdr_location/evse_uid' },
    sender:   { list: ['GET'],  object: [] },
    receiver: { list: ['POST'], object: ['GET'] },
  },
  tokens: {
    owner: 'EMSP', object: 'token', key: ['type', 'uid'], namesOwner: true, audience: 'agreed', unknown: 2001, lookups: ['contract', 'uid'],
    holds: { contract: 'contract_id', inForce: 'valid' }, facts: { contract: 'contract_id', uid: 'uid' },
    sender:   { list: ['GET'],  object: [] },
    receiver: { list: [],       object: ['GET', 'PUT', 'PATCH'] },
    calls: [
      { to: 'sender',   method: 'POST',   path: ':token_uid/authorize', about: 'token',    body: 'location-references', bodyOptional: true, answer: 'authorization-info' },
    ],
  },
  commands: {
    owner: 'CPO',
    calls: [
      { to: 'sender',   method: 'POST',   path: 'CANCEL_RESERVATION',   about: 'reservation', body: 'cancel-reservation', answer: 'command-response', result: 'command-result',   timed: true },
      { to: 'sender',   method: 'POST',   path: 'RESERVE_NOW',          about: 'location', body: 'reserve-now',        answer: 'command-response', result: 'command-result',   timed: true },
      { to: 'sender',   method: 'POST',   path: 'START_SESSION',        about: 'location', body: 'start-session',      answer: 'command-response', result: 'command-result',   timed: true },
      { to: 'sender',   method: 'POST',   path: 'STOP_SESSION',         about: 'session',  body: 'stop-session',       answer: 'command-response', result: 'command-result',   timed: true },
      { to: 'sender',   method: 'POST',   path: 'UNLOCK_CONNECTOR',     about: 'location', body: 'unlock-connector',   answer: 'command-response', result: 'command-result',   timed: true },
    ],
  },
  chargingprofiles: {
    owner: 'CPO',
    calls: [
      { to: 'sender',   method: 'GET',    path: ':session_id',          about: 'session',  query: ['duration', 'response_url'], answer: 'charging-profile-response', result: 'active-charging-profile-result', timed: true },
      { to: 'sender',   method: 'PUT',    path: ':session_id',          about: 'session',  body: 'set-charging-profile',        answer: 'charging-profile-response', result: 'charging-profile-result', timed: true },
      { to: 'sender',   method: 'DELETE', path: ':session_id',          about: 'session',  query: ['response_url'],             answer: 'charging-profile-response', result: 'clear-profile-result', timed: true },
      { to: 'receiver', method: 'PUT',    path: ':session_id',          about: 'session',  body: 'active-charging-profile' },
    ],
  },
} satisfies Record<ModuleId, ModuleRow>;

/** The row of a module that stores objects, in 2.2.1. */
export function objectRow(id: ObjectModuleId): ObjectRow {
  return modules[id];
}
