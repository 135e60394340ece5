import type { JsonObject } from './http-call.ts';

/** The kinds of object in features, and the default id of each. */
export const defaultIds = {
  Location: 'LOC1',
  EVSE: 'EVSE1',
  Connector: '1',
  Tariff: 'TAR1',
  Session: 'SES1',
  CDR: 'CDR1',
  Token: 'TOK1',
  StartSession: '',
  ReserveNow: '71',
  StopSession: 'SES1',
  UnlockConnector: '',
  SetChargingProfile: '',
};

/** The kind of an object, in the notation of features. */
export type Kind = keyof typeof defaultIds;

/**
 * A valid object of a kind: with every required field of 2.1.1-d2 and some optional ones, and a name, price or amount
 * that no other sample has. Sessions, CDRs and commands are of the driver with token TOK1. Contract ids are unique in
 * the whole hub, so the world replaces `{cc}` by the scenario's country.
 */
export function sample(kind: Kind, id: string): JsonObject {
  made += 1;
  return samples[kind](id, made);
}

let made = 0;

const past = '2025-03-01T08:00:00Z';

const samples: Record<Kind, (id: string, n: number) => JsonObject> = {
  Location: (id, n) => ({
    id,
    type: 'ON_STREET',
    name: `Harbour garage ${n}`,
    address: `Quay ${n}`,
    city: 'Rotterdam',
    postal_code: '3011 AA',
    country: 'NLD',
    coordinates: { latitude: '51.913070', longitude: '4.482900' },
    operator: { name: 'Harbour Charging' },
    time_zone: 'Europe/Amsterdam',
    evses: [samples.EVSE('EVSE1', n), samples.EVSE('EVSE2', n)],
    last_updated: past,
  }),
  EVSE: (uid, n) => ({
    uid,
    evse_id: `NL*HUB*E${n}*${uid}`,
    status: 'AVAILABLE',
    capabilities: ['RFID_READER', 'REMOTE_START_STOP_CAPABLE'],
    connectors: [samples.Connector('1', n), samples.Connector('2', n)],
    physical_reference: uid.slice(0, 16),
    last_updated: past,
  }),
  Connector: (id) => ({
    id,
    standard: 'IEC_62196_T2',
    format: 'SOCKET',
    power_type: 'AC_3_PHASE',
    voltage: 230,
    amperage: 16,
    tariff_id: 'TAR1',
    last_updated: past,
  }),
  Tariff: (id, n) => ({
    id,
    currency: 'EUR',
    tariff_alt_text: [{ language: 'en', text: `Price list ${n}` }],
    elements: [
      {
        price_components: [{ type: 'ENERGY', price: 0.25 + n / 10_000, step_size: 1 }],
        restrictions: { start_time: '07:00' },
      },
      {
        price_components: [{ type: 'PARKING_TIME', price: 2, step_size: 300 }],
        restrictions: { start_time: '09:00' },
      },
    ],
    last_updated: past,
  }),
  Session: (id, n) => ({
    id,
    start_datetime: '2025-03-01T07:00:00Z',
    kwh: 1.25 + n / 10_000,
    auth_id: 'CON-{cc}-TOK1',
    auth_method: 'WHITELIST',
    location: visited(n),
    currency: 'EUR',
    charging_periods: [
      { start_date_time: '2025-03-01T07:00:00Z', dimensions: [{ type: 'ENERGY', volume: 1.25 }] },
    ],
    total_cost: 0.42,
    status: 'ACTIVE',
    last_updated: past,
  }),
  CDR: (id, n) => ({
    id,
    start_date_time: '2025-03-01T07:00:00Z',
    stop_date_time: '2025-03-01T08:00:00Z',
    auth_id: 'CON-{cc}-TOK1',
    auth_method: 'WHITELIST',
    location: visited(n),
    currency: 'EUR',
    tariffs: [samples.Tariff('TAR1', n)],
    charging_periods: [
      { start_date_time: '2025-03-01T07:00:00Z', dimensions: [{ type: 'ENERGY', volume: 14.5 }] },
    ],
    total_cost: 3.5 + n / 10_000,
    total_energy: 14.5,
    total_time: 1,
    last_updated: past,
  }),
  Token: (uid, n) => ({
    uid,
    type: 'RFID',
    auth_id: `CON-{cc}-${uid}`,
    visual_number: `DF000-2001-${n}`,
    issuer: 'Drive Everywhere',
    valid: true,
    whitelist: 'ALLOWED',
    last_updated: past,
  }),
  StartSession: (_, n) => ({
    response_url: '',
    token: samples.Token('TOK1', n),
    location_id: 'LOC1',
    evse_uid: 'EVSE1',
  }),
  ReserveNow: (id, n) => ({
    response_url: '',
    token: samples.Token('TOK1', n),
    expiry_date: '2030-01-01T00:00:00Z',
    reservation_id: Number(id),
    location_id: 'LOC1',
    evse_uid: 'EVSE1',
  }),
  StopSession: (id) => ({ response_url: '', session_id: id }),
  UnlockConnector: () => ({ response_url: '', location_id: 'LOC1', evse_uid: 'EVSE1', connector_id: '1' }),
  SetChargingProfile: () => ({
    charging_profile: {
      start_date_time: '2025-03-01T07:00:00Z',
      duration: 900,
      charging_rate_unit: 'A',
      charging_profile_period: [{ start_period: 0, limit: 12.5 }],
    },
    response_url: '',
  }),
};

/** The Location of a Session or CDR, with the one EVSE and Connector in use (SES-12). */
function visited(n: number): JsonObject {
  const evse = { ...samples.EVSE('EVSE1', n), connectors: [samples.Connector('1', n)] };
  return { ...samples.Location('LOC1', n), evses: [evse] };
}
