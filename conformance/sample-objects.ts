import type { Json } from './http-exchange.ts';

/** Kinds of OCPI objects that the suite writes to a partner. */
export type Kind = 'Location' | 'EVSE' | 'Connector' | 'Tariff' | 'Session' | 'CDR' | 'Token';

/**
 * A valid object of a kind with this id: the required fields of 2.1.1-d2 and some optional ones. A Location has the
 * EVSEs `{id}-E1` and `{id}-E2`, with the Connectors `1` and `2`, `3` and `4`.
 */
export function sample(kind: Kind, id: string): Json {
  return samples[kind](id);
}

const past = '2026-01-31T08:00:00Z';

const samples: Record<Kind, (id: string) => Json> = {
  Location: (id) => ({
    ...place(id),
    name: 'Conformance test',
    evses: [
      samples.EVSE(`${id}-E1`),
      { ...samples.EVSE(`${id}-E2`), connectors: [samples.Connector('3'), samples.Connector('4')] },
    ],
    operator: { name: 'Conformance Charging' },
    time_zone: 'Europe/Brussels',
  }),
  EVSE: (uid) => ({
    uid,
    status: 'AVAILABLE',
    capabilities: ['RFID_READER'],
    connectors: [samples.Connector('1'), samples.Connector('2')],
    floor_level: '-1',
    last_updated: past,
  }),
  Connector: (id) => ({
    id,
    standard: 'IEC_62196_T2',
    format: 'SOCKET',
    power_type: 'AC_3_PHASE',
    voltage: 230,
    amperage: 32,
    last_updated: past,
  }),
  Tariff: (id) => ({
    id,
    currency: 'EUR',
    tariff_alt_text: [{ language: 'en', text: 'For tests only' }],
    elements: [
      {
        price_components: [{ type: 'ENERGY', price: 0.31, step_size: 1 }],
        restrictions: { start_time: '07:00', end_time: '21:00' },
      },
      { price_components: [{ type: 'TIME', price: 2, step_size: 60 }] },
    ],
    last_updated: past,
  }),
  Session: (id) => ({
    id,
    start_datetime: '2026-01-31T07:00:00Z',
    kwh: 4.2,
    auth_id: 'ZZ-TST-C00000001-1',
    auth_method: 'WHITELIST',
    location: {
      ...place(`${id}-L`),
      evses: [{ ...samples.EVSE(`${id}-E`), connectors: [samples.Connector('1')] }],
    },
    currency: 'EUR',
    charging_periods: [
      { start_date_time: '2026-01-31T07:00:00Z', dimensions: [{ type: 'ENERGY', volume: 4.2 }] },
    ],
    total_cost: 1.3,
    status: 'ACTIVE',
    last_updated: past,
  }),
  CDR: (id) => ({
    id,
    start_date_time: '2026-01-31T07:00:00Z',
    stop_date_time: past,
    auth_id: 'ZZ-TST-C00000001-1',
    auth_method: 'WHITELIST',
    location: {
      ...place(`${id}-L`),
      evses: [{ ...samples.EVSE(`${id}-E`), connectors: [samples.Connector('1')] }],
    },
    currency: 'EUR',
    tariffs: [samples.Tariff(`${id}-T`)],
    charging_periods: [
      { start_date_time: '2026-01-31T07:00:00Z', dimensions: [{ type: 'ENERGY', volume: 8 }] },
    ],
    total_cost: 2.48,
    total_energy: 8,
    total_time: 1,
    last_updated: past,
  }),
  Token: (uid) => ({
    uid,
    type: 'RFID',
    auth_id: `ZZ-TST-${uid}`.slice(0, 36),
    visual_number: 'TST 0001',
    issuer: 'Conformance Mobility',
    valid: true,
    whitelist: 'ALLOWED',
    last_updated: past,
  }),
};

function place(id: string): Json {
  return {
    id,
    type: 'ON_STREET',
    address: 'Teststraat 1',
    city: 'Gent',
    postal_code: '9000',
    country: 'BEL',
    coordinates: { latitude: '51.047599', longitude: '3.729944' },
    last_updated: past,
  };
}
