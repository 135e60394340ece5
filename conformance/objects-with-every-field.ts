import type { Json } from './http-exchange.ts';
import { sample } from './sample-objects.ts';

/** Kinds of objects that the suite writes once with every field of 2.1.1-d2 and once with the required fields alone. */
export type RichKind = 'Location' | 'Tariff' | 'Session' | 'CDR' | 'Token';

/** A valid object with every optional field of 2.1.1-d2, in all of its nested objects too. */
export function everyField(kind: RichKind, id: string): Json {
  return { ...sample(kind, id), ...rich[kind](id) };
}

/**
 * A valid object without any optional field, in its nested objects neither; a Session and a CDR still contain the EVSE
 * used.
 */
export function noOptionalField(kind: RichKind, id: string): Json {
  const object = sample(kind, id);
  const bare = Object.fromEntries(required[kind].map((name) => [name, object[name]]));
  return bare.location ? { ...bare, location: place(bare.location as Json) } : bare;
}

const required: Record<RichKind, string[]> = {
  Location: ['id', 'type', 'address', 'city', 'postal_code', 'country', 'coordinates', 'last_updated'],
  Tariff: ['id', 'currency', 'elements', 'last_updated'],
  Session: [
    'id',
    'start_datetime',
    'kwh',
    'auth_id',
    'auth_method',
    'location',
    'currency',
    'status',
    'last_updated',
  ],
  CDR: [
    ...['id', 'start_date_time', 'stop_date_time', 'auth_id', 'auth_method', 'location', 'currency'],
    ...['charging_periods', 'total_cost', 'total_energy', 'total_time', 'last_updated'],
  ],
  Token: ['uid', 'type', 'auth_id', 'issuer', 'valid', 'whitelist', 'last_updated'],
};

/** A Location as a Session or CDR contains it: with the EVSE that was used. */
function place(location: Json): Json {
  const fields = [...required.Location, 'evses'];
  return Object.fromEntries(fields.map((name) => [name, location[name]]));
}

const past = '2026-01-31T08:00:00Z';
const text = (words: string) => [{ language: 'en', text: words }];
const image = {
  url: 'https://images.example/site.jpg',
  thumbnail: 'https://images.example/small.jpg',
  category: 'LOCATION',
  type: 'jpeg',
  width: 512,
  height: 512,
};
const business = (name: string) => ({
  name,
  website: 'https://charging.example',
  logo: { ...image, category: 'OPERATOR' },
});
const mix = {
  is_green_energy: false,
  energy_sources: [
    { source: 'SOLAR', percentage: 60 },
    { source: 'GAS', percentage: 40 },
  ],
  environ_impact: [{ source: 'CARBON_DIOXIDE', amount: 12.5 }],
  supplier_name: 'Test Energy',
  energy_product_name: 'Test Green',
};
const period = {
  start_date_time: '2026-01-31T07:00:00Z',
  dimensions: [
    { type: 'ENERGY', volume: 8 },
    { type: 'TIME', volume: 1 },
  ],
};

const rich: Record<RichKind, (id: string) => Json> = {
  Location: (id) => ({
    related_locations: [
      { latitude: '51.047600', longitude: '3.729950', name: { language: 'en', text: 'Entrance' } },
    ],
    directions: text('Second level'),
    suboperator: business('Conformance Service'),
    operator: business('Conformance Charging'),
    owner: business('Conformance Garages'),
    facilities: ['HOTEL', 'WIFI'],
    opening_times: {
      regular_hours: [{ weekday: 1, period_begin: '08:00', period_end: '20:00' }],
      exceptional_openings: [{ period_begin: '2026-04-27T05:00:00Z', period_end: '2026-04-27T22:00:00Z' }],
      exceptional_closings: [{ period_begin: '2026-12-25T00:00:00Z', period_end: '2026-12-26T00:00:00Z' }],
    },
    charging_when_closed: false,
    images: [image],
    energy_mix: mix,
    evses: [
      {
        ...(sample('EVSE', `${id}-E1`) as object),
        evse_id: 'ZZ*TST*E1',
        status_schedule: [
          { period_begin: '2026-05-01T08:00:00Z', period_end: '2026-05-01T18:00:00Z', status: 'INOPERATIVE' },
        ],
        coordinates: { latitude: '51.047599', longitude: '3.729944' },
        physical_reference: '1',
        directions: text('Left of the lift'),
        parking_restrictions: ['EV_ONLY'],
        images: [{ ...image, category: 'CHARGER' }],
        connectors: [
          {
            ...sample('Connector', '1'),
            tariff_id: `${id}-T`,
            terms_and_conditions: 'https://charging.example/terms',
          },
        ],
      },
    ],
  }),
  Tariff: () => ({
    tariff_alt_url: 'https://charging.example/tariff',
    elements: [
      {
        price_components: [{ type: 'ENERGY', price: 0.31, step_size: 1 }],
        restrictions: {
          ...{ start_time: '07:00', end_time: '21:00', start_date: '2026-01-01', end_date: '2026-12-31' },
          ...{ min_kwh: 1, max_kwh: 50, min_power: 2, max_power: 22, min_duration: 60, max_duration: 7200 },
          day_of_week: ['MONDAY', 'FRIDAY'],
        },
      },
    ],
    energy_mix: mix,
  }),
  Session: () => ({
    end_datetime: past,
    meter_id: 'METER-1',
    charging_periods: [period],
    status: 'COMPLETED',
  }),
  CDR: () => ({
    meter_id: 'METER-1',
    charging_periods: [period],
    total_parking_time: 0.25,
    remark: 'For tests only',
  }),
  Token: () => ({ language: 'nl' }),
};
