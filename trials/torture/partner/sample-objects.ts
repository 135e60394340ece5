import type { Json } from '../common/partner-record-lines.ts';
import { cardOf, country } from '../common/torture-parties.ts';

/**
 * A Location of a torture partner; all objects here contain the number of their write, which shows the age of a state.
 */

export function location(id: string, n: number): Json {
  return {
    id,
    type: 'ON_STREET',
    name: `v${n}`,
    address: 'Quay 1',
    city: 'Rotterdam',
    postal_code: '3011AA',
    country: 'NLD',
    coordinates: { latitude: '51.913070', longitude: '4.482900' },
    operator: { name: 'Torture' },
    evses: [evse('E1', n), evse('E2', n)],
    last_updated: now(),
  };
}

export function evse(uid: string, n: number): Json {
  return {
    uid,
    status: 'AVAILABLE',
    physical_reference: `v${n}`,
    connectors: [
      {
        id: '1',
        standard: 'IEC_62196_T2',
        format: 'SOCKET',
        power_type: 'AC_3_PHASE',
        voltage: 230,
        amperage: 16,
        last_updated: '2026-01-01T00:00:00Z',
      },
    ],
    last_updated: now(),
  };
}

export function evsePatch(n: number): Json {
  const status = ['AVAILABLE', 'CHARGING', 'OUTOFORDER'][n % 3];
  return { status, physical_reference: `v${n}`, last_updated: now() };
}

export function tariff(id: string, n: number): Json {
  return {
    id,
    currency: 'EUR',
    tariff_alt_text: [{ language: 'en', text: `v${n}` }],
    elements: [{ price_components: [{ type: 'ENERGY', price: 0.25, step_size: 1 }] }],
    last_updated: now(),
  };
}

export function session(id: string, contract: string, n: number, status: string): Json {
  return {
    id,
    start_datetime: '2026-01-01T00:00:00Z',
    kwh: n,
    auth_id: contract,
    auth_method: 'WHITELIST',
    location: location('L1', 1),
    currency: 'EUR',
    status,
    last_updated: now(),
  };
}

export function sessionPatch(n: number): Json {
  return { kwh: n, last_updated: now() };
}

export function cdr(id: string, contract: string, n: number): Json {
  return {
    id,
    start_date_time: '2026-01-01T00:00:00Z',
    stop_date_time: '2026-01-01T01:00:00Z',
    auth_id: contract,
    auth_method: 'WHITELIST',
    location: location('L1', 1),
    currency: 'EUR',
    charging_periods: [
      { start_date_time: '2026-01-01T00:00:00Z', dimensions: [{ type: 'ENERGY', volume: n }] },
    ],
    total_cost: 1,
    total_energy: n,
    total_time: 1,
    last_updated: now(),
  };
}

export function token(contract: string, n: number): Json {
  return {
    uid: cardOf(contract),
    type: 'RFID',
    auth_id: contract,
    visual_number: `v${n}`,
    issuer: 'Torture',
    valid: true,
    whitelist: 'ALLOWED',
    last_updated: now(),
  };
}

export function tokenPatch(n: number): Json {
  return { visual_number: `v${n}`, last_updated: now() };
}

/** A Credentials object. */
export function credentials(token: string, url: string, party: string): Json {
  return { token, url, party_id: party, country_code: country, business_details: { name: party } };
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z/, 'Z');
}
