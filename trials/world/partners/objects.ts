import type { ObjectModuleId } from '../../../src/ocpi/editions/edition.ts';

/** A JSON object. */
export type Json = { [name: string]: unknown };

/** The version that an object or a part of it shows: every change counts it up, so that an older state can be told. */
export type Versions = Record<string, number>;

/** How each kind of object is made, and where it shows its version. */
interface Kind {
  make(id: string, version: number, time: string, more: Json): Json;
  /** The versions of an object, by part; `''` is the whole. */
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

function location(id: string, version: number, time: string): Json {
  return {
    ...{ id, type: 'ON_STREET', name: `v${version}`, address: 'Quay 1', city: 'Rotterdam' },
    ...{ postal_code: '3011AA', country: 'NLD' },
    coordinates: { latitude: '51.913070', longitude: '4.482900' },
    evses: [evse('E1', version, time), evse('E2', version, time)],
    last_updated: time,
  };
}

const periods = (time: string) => [{ start_date_time: time, dimensions: [{ type: 'ENERGY', volume: 1.25 }] }];

/** The kinds of objects, each as small as 2.1.1 lets it be. */
export const kinds: Record<ObjectModuleId, Kind> = {
  locations: {
    make: location,
    versions(object) {
      const versions: Versions = { '': numberIn(object.name) };
      for (const one of object.evses as Json[]) versions[String(one.uid)] = numberIn(one.physical_reference);
      return versions;
    },
  },
  tariffs: {
    make: (id, version, time) => ({
      ...{ id, currency: 'EUR', tariff_alt_url: `https://prices.world/v${version}` },
      elements: [{ price_components: [{ type: 'ENERGY', price: 0.25, step_size: 1 }] }],
      last_updated: time,
    }),
    versions: ({ tariff_alt_url }) => ({ '': numberIn(tariff_alt_url) }),
  },
  sessions: {
    make: (id, version, time, more) => ({
      ...{ id, kwh: version, auth_method: 'AUTH_REQUEST', currency: 'EUR', status: 'ACTIVE' },
      ...more,
      charging_periods: periods(String(more.start_datetime ?? time)),
      last_updated: time,
    }),
    versions: ({ kwh }) => ({ '': Number(kwh) }),
  },
  cdrs: {
    make: (id, version, time, more) => ({
      ...{ id, auth_method: 'AUTH_REQUEST', currency: 'EUR', total_cost: 1, total_time: 1 },
      ...{ total_energy: version, stop_date_time: time },
      ...more,
      charging_periods: periods(String(more.start_date_time ?? time)),
      last_updated: time,
    }),
    versions: ({ total_energy }) => ({ '': Number(total_energy) }),
  },
  tokens: {
    make: (uid, version, time, more) => ({
      ...{ uid, type: 'RFID', auth_id: `DE-VAA-${uid}`, visual_number: `v${version}` },
      ...{ issuer: 'Drive', valid: true, whitelist: 'ALLOWED' },
      ...more,
      last_updated: time,
    }),
    versions: ({ visual_number }) => ({ '': numberIn(visual_number) }),
  },
};

/** A time as OCPI writes it. */
export function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
