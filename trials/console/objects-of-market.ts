import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { type Party, partyId } from '../../src/ocpi/words/party-id.ts';

/** An object of the market before it is stored. */
export interface Made {
  module: ObjectModuleId;
  owner: Party;
  id: string;
  object: Json;
  /** The provider to which a Session or CDR goes. */
  recipient: Party | null;
}

const updated = '2026-01-01T00:00:00Z';

/** Cities with their coordinates, where the Locations stand. */
const cities: [name: string, country: string, latitude: number, longitude: number][] = [
  ['Rotterdam', 'NLD', 51.92, 4.48],
  ['Hamburg', 'DEU', 53.55, 9.99],
  ['Lyon', 'FRA', 45.76, 4.84],
  ['Valencia', 'ESP', 39.47, -0.38],
  ['Graz', 'AUT', 47.07, 15.44],
  ['Torino', 'ITA', 45.07, 7.69],
  ['Porto', 'PRT', 41.15, -8.61],
  ['Aarhus', 'DNK', 56.16, 10.2],
  ['Gdansk', 'POL', 54.35, 18.65],
  ['Brno', 'CZE', 49.19, 16.61],
];

/** The modules of ten successive objects of a generated market. */
const mix: ObjectModuleId[] = [
  ...Array<ObjectModuleId>(6).fill('locations'),
  'tariffs',
  'tokens',
  'sessions',
  'cdrs',
];

/** Object number `n` of the market, owned by one of the operators or, if it is a Token, of the providers. */
export function objectAt(n: number, cpos: Party[], emsps: Party[]): Made {
  const module = mix[n % mix.length] ?? 'locations';
  const turn = Math.floor(n / mix.length);
  const provider = emsps[turn % emsps.length] as Party;
  const owner = module === 'tokens' ? provider : (cpos[(turn * 7 + (n % mix.length)) % cpos.length] as Party);
  const isOfDriver = module === 'sessions' || module === 'cdrs';
  return { module, owner, ...made(module, n, owner, provider), recipient: isOfDriver ? provider : null };
}

/** Session number `n` that the hub withholds, since its contract is no provider's. */
export function heldAt(n: number, owner: Party): Made {
  const id = `HELD-${n}`;
  const { object } = made('sessions', n, owner, 'XX*YYY');
  return { module: 'sessions', owner, id, object: { ...object, id }, recipient: null };
}

function made(
  module: ObjectModuleId,
  n: number,
  owner: Party,
  provider: Party,
): { id: string; object: Json } {
  const { country_code, party_id } = partyId(provider);
  const auth_id = `${country_code}-${party_id}-C${String(n).padStart(8, '0')}`;
  const visit = { auth_id, auth_method: 'AUTH_REQUEST', location: location(n, owner), currency: 'EUR' };
  const start = { start_date_time: updated, dimensions: [{ type: 'ENERGY', volume: 14.5 }] };
  const makers: Partial<Record<ObjectModuleId, () => [string, Json]>> = {
    locations: () => [`LOC-${n}`, location(n, owner)],
    tariffs: () => [`TAR-${n}`, { id: `TAR-${n}`, ...partyId(owner), currency: 'EUR', elements: [prices] }],
    tokens: () => [
      `CARD-${n}`,
      { uid: `CARD-${n}`, type: 'RFID', auth_id, issuer: 'Card', valid: true, whitelist: 'ALLOWED' },
    ],
    sessions: () => [
      `SES-${n}`,
      {
        id: `SES-${n}`,
        ...visit,
        start_datetime: updated,
        kwh: 14.5,
        charging_periods: [start],
        status: 'ACTIVE',
      },
    ],
    cdrs: () => [
      `CDR-${n}`,
      {
        id: `CDR-${n}`,
        ...visit,
        start_date_time: updated,
        stop_date_time: '2026-01-01T01:00:00Z',
        charging_periods: [start],
        total_cost: 4.25,
        total_energy: 14.5,
        total_time: 1,
      },
    ],
  };
  const [id, object] = makers[module]?.() ?? ['', {}];
  return { id, object: { ...object, last_updated: updated } };
}

const prices = { price_components: [{ type: 'ENERGY', price: 0.35, step_size: 1 }] };

/** A Location in one of the cities, a little beside its centre. */
function location(n: number, owner: Party): Json {
  const [city, country, latitude, longitude] = cities[n % cities.length] ?? ['Rotterdam', 'NLD', 51.92, 4.48];
  const beside = (centre: number, by: number) => (centre + ((n * by) % 200) / 1000 - 0.1).toFixed(6);
  return {
    id: `LOC-${n}`,
    ...partyId(owner),
    type: 'ON_STREET',
    name: `Quay ${n}`,
    address: `Harbour street ${n % 200}`,
    city,
    postal_code: '1000AA',
    country,
    coordinates: { latitude: beside(latitude, 7), longitude: beside(longitude, 13) },
    evses: [1, 2].map((number) => ({
      uid: `E${number}`,
      status: 'AVAILABLE',
      connectors: [
        {
          id: '1',
          standard: 'IEC_62196_T2',
          format: 'SOCKET',
          power_type: 'AC_3_PHASE',
          voltage: 230,
          amperage: 16,
          last_updated: updated,
        },
      ],
      last_updated: updated,
    })),
    last_updated: updated,
  };
}
