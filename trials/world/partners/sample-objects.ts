import type { ObjectModuleId } from '../../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../../../src/ocpi/words/party-id.ts';

/** A JSON object. */
export type Json = { [name: string]: unknown };

/**
 * The version number that each part of an object shows: every change of the part counts it up, so that an older state
 * can be recognised.
 */
export type Versions = Record<string, number>;

/** Functions that make objects of one kind, and read the version that they show. */
interface Kind {
  make(owner: Party, id: string, version: number, time: string, more: Json): Json;
  /**
   * The owner of an object, read from a field that all objects of the kind carry it in, since 2.1.1 has none in lists.
   */
  owner(object: Json): Party;
  /** The versions that an object shows, by part; `''` is the whole. */
  versions(object: Json): Versions;
}

const numberIn = (text: unknown) => Number(/(\d+)$/.exec(String(text))?.[1] ?? 0);

function evse(uid: string, version: number, time: string): Json {
  const connector = {
    ...{ id: '1', standard: 'IEC_62196_T2', format: 'SOCKET', power_type: 'AC_3_PHASE' },
    ...{ voltage: 230, amperage: 16, last_updated: time },
  };
  return {
    ...{ uid, status: 'AVAILABLE', connectors: [connector] },
    ...{ physical_reference: `v${version}`, last_updated: time },
  };
}

function location(owner: Party, id: string, version: number, time: string): Json {
  return {
    ...{ id, type: 'ON_STREET', name: `v${version}`, address: `Quay ${owner}`, city: 'Rotterdam' },
    ...{ postal_code: '3011AA', country: 'NLD' },
    coordinates: { latitude: '51.913070', longitude: '4.482900' },
    evses: [evse('E1', version, time), evse('E2', version, time)],
    last_updated: time,
  };
}

/** So many charging periods of a second each. */
const periods = (begin: string, count = 1) =>
  Array.from({ length: count }, (_, nth) => ({
    start_date_time: timeText(Date.parse(begin) + nth * 1_000),
    dimensions: [{ type: 'ENERGY', volume: 1.25 }],
  }));

/** The kinds of objects, each with as few fields as 2.1.1 allows. */
export const kinds: Record<ObjectModuleId, Kind> = {
  locations: {
    make: location,
    owner: ({ address }) => partyIn(String(address).slice(5)),
    versions(object) {
      const versions: Versions = { '': numberIn(object.name) };
      for (const one of object.evses as Json[]) versions[String(one.uid)] = numberIn(one.physical_reference);
      return versions;
    },
  },
  tariffs: {
    make: (owner, id, version, time) => ({
      ...{ id, currency: 'EUR', tariff_alt_url: `https://${owner.replace('*', '-')}.world/v${version}` },
      elements: [{ price_components: [{ type: 'ENERGY', price: 0.25, step_size: 1 }] }],
      last_updated: time,
    }),
    owner: ({ tariff_alt_url }) => partyIn(String(tariff_alt_url).slice(8, 14)),
    versions: ({ tariff_alt_url }) => ({ '': numberIn(tariff_alt_url) }),
  },
  sessions: {
    make: (_owner, id, version, time, more) => ({
      ...{ id, kwh: version, auth_method: 'AUTH_REQUEST', currency: 'EUR', status: 'ACTIVE' },
      ...more,
      charging_periods: periods(String(more.start_datetime ?? time), version),
      last_updated: time,
    }),
    owner: ({ id }) => partyIn(String(id)),
    versions: ({ kwh, charging_periods }) => ({
      '': Number(kwh),
      periods: (charging_periods as Json[]).length,
    }),
  },
  cdrs: {
    make: (_owner, id, version, time, more) => ({
      ...{ id, auth_method: 'AUTH_REQUEST', currency: 'EUR', total_cost: 1, total_time: 1 },
      ...{ total_energy: version, stop_date_time: time },
      ...more,
      charging_periods: periods(String(more.start_date_time ?? time)),
      last_updated: time,
    }),
    owner: ({ id }) => partyIn(String(id)),
    versions: ({ total_energy }) => ({ '': Number(total_energy) }),
  },
  tokens: {
    make: (owner, uid, version, time, more) => ({
      ...{ uid, type: 'RFID', auth_id: contractOf(owner, uid), visual_number: `v${version}` },
      ...{ issuer: owner, valid: true, whitelist: 'ALLOWED' },
      ...more,
      last_updated: time,
    }),
    owner: ({ issuer }) => partyIn(String(issuer)),
    versions: ({ visual_number }) => ({ '': numberIn(visual_number) }),
  },
};

/** The Location in a Session or CDR, with the one EVSE in use. */
export function visited(owner: Party, id: string, time: string): Json {
  return { ...location(owner, id, 0, time), evses: [evse('E1', 0, time)] };
}

/** The contract id of a provider's Token. */
export function contractOf(owner: Party, uid: string): string {
  return `${owner.replace('*', '-')}-C${uid}`;
}

/** The provider that the beginning of a contract id names. */
export function headOf(contract: unknown): Party {
  return partyIn(String(contract));
}

/** The party whose id a text begins with. */
function partyIn(text: string): Party {
  const letters = text.replace(/[^A-Z0-9]/gi, '').toUpperCase();
  return `${letters.slice(0, 2)}*${letters.slice(2, 5)}` as Party;
}

/** A time as OCPI writes it. */
export function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The newest version of an object's parts. */
export function highest(versions: Versions): number {
  return Math.max(...Object.values(versions));
}

/** Whether two objects show the same versions of the same parts. */
export function same(one: Versions, other: Versions): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
