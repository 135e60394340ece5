import type { JsonObject } from './http-call.ts';

/** The Location of all three examples: a country of two letters, latitude and longitude swapped. */
function site(last_updated: string): JsonObject {
  const connector = {
    id: '1',
    standard: 'IEC_62196_T2',
    format: 'SOCKET',
    power_type: 'AC_1_PHASE',
    voltage: 230,
    amperage: 64,
    tariff_id: '11',
    last_updated,
  };
  const evse = {
    uid: '3256',
    evse_id: 'BE-BEC-E041503003',
    status: 'AVAILABLE',
    connectors: [connector],
    last_updated,
  };
  return {
    id: 'LOC1',
    type: 'ON_STREET',
    name: 'Gent Zuid',
    address: 'F.Rooseveltlaan 3A',
    city: 'Gent',
    postal_code: '9000',
    country: 'BE',
    coordinates: { latitude: '3.729944', longitude: '51.047599' },
    evses: [evse],
    last_updated,
  };
}

const driver = { auth_id: 'DE8ACC12E46L89', auth_method: 'WHITELIST', currency: 'EUR' };

/** The CDR and the Sessions in the examples of OCPI 2.1.1-d2, mistakes included, by the feature's words. */
export const specExamples: Record<string, JsonObject> = {
  'of two hours': {
    ...driver,
    id: '12345',
    start_date_time: '2015-06-29T21:39:09Z',
    stop_date_time: '2015-06-29T23:37:32Z',
    location: site('2015-06-29T21:39:01Z'),
    tariffs: [
      {
        id: '12',
        currency: 'EUR',
        elements: [{ price_components: [{ type: 'TIME', price: '2.00', step_size: 300 }] }],
        last_updated: '2015-02-02T14:15:01Z',
      },
    ],
    charging_periods: [
      { start_date_time: '2015-06-29T21:39:09Z', dimensions: [{ type: 'TIME', volume: 1.973 }] },
    ],
    total_cost: 4.0,
    total_energy: 15.342,
    total_time: 1.973,
    last_updated: '2015-06-29T22:01:13Z',
  },
  'just started': {
    ...driver,
    id: '101',
    start_datetime: '2015-06-29T22:39:09Z',
    kwh: 0.0,
    location: site('2015-06-29T22:39:09Z'),
    total_cost: 2.5,
    status: 'PENDING',
    last_updated: '2015-06-29T22:39:09Z',
  },
  'short, finished': {
    ...driver,
    id: '101',
    start_datetime: '2015-06-29T22:39:09Z',
    end_datetime: '2015-06-29T23:50:16Z',
    kwh: 41.0,
    location: site('2015-06-29T23:09:10Z'),
    charging_periods: [
      {
        start_date_time: '2015-06-29T22:39:09Z',
        dimensions: [
          { type: 'ENERGY', volume: 120 },
          { type: 'MAX_CURRENT', volume: 30 },
        ],
      },
      {
        start_date_time: '2015-06-29T22:40:54Z',
        dimensions: [
          { type: 'ENERGY', volume: 41000 },
          { type: 'MIN_CURRENT', volume: 34 },
        ],
      },
      { start_date_time: '2015-06-29T23:07:09Z', dimensions: [{ type: 'PARKING_TIME', volume: 0.718 }] },
    ],
    total_cost: 8.5,
    status: 'COMPLETED',
    last_updated: '2015-06-29T23:09:10Z',
  },
};
