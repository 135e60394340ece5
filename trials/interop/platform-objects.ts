import type { Quirks } from './quirks-of-platforms.ts';

/** A JSON object. */
export type Json = { [name: string]: unknown };

/** The objects of one simulated platform's party, in the platform's own notation. */
export function objectsOf(quirks: Quirks, auth: string) {
  const time = quirks.offset ? '2026-01-31T09:00:00+01:00' : '2026-01-31T08:00:00Z';
  const number = (value: number) => (quirks.quoted ? String(value) : value);
  const connector = {
    id: '1',
    standard: 'IEC_62196_T2',
    format: 'SOCKET',
    power_type: 'AC_3_PHASE',
    voltage: number(230),
    amperage: number(16),
    last_updated: time,
  };
  const evse = { uid: 'E1', status: 'AVAILABLE', connectors: [connector], last_updated: time };
  const location = (id: string): Json => ({
    id,
    type: 'ON_STREET',
    address: 'Quay 1',
    city: 'Rotterdam',
    postal_code: '3011AA',
    country: 'NLD',
    coordinates: { latitude: '51.913070', longitude: '4.482900' },
    evses: [evse],
    last_updated: time,
  });
  const periods = [{ start_date_time: time, dimensions: [{ type: 'ENERGY', volume: number(1.5) }] }];
  const session: Json = {
    id: 'S1',
    start_datetime: time,
    kwh: number(1.5),
    auth_id: auth,
    auth_method: 'WHITELIST',
    location: location('L1'),
    currency: 'EUR',
    charging_periods: periods,
    status: 'ACTIVE',
    last_updated: time,
  };
  const cdr: Json = {
    id: 'C1',
    start_date_time: time,
    stop_date_time: quirks.offset ? '2026-01-31T10:00:00+01:00' : '2026-01-31T09:00:00Z',
    auth_id: auth,
    auth_method: 'WHITELIST',
    location: location('L1'),
    currency: 'EUR',
    charging_periods: periods,
    total_cost: number(0.6),
    total_energy: number(1.5),
    total_time: number(1),
    last_updated: time,
  };
  const tariff: Json = {
    id: 'T1',
    currency: 'EUR',
    elements: [{ price_components: [{ type: 'ENERGY', price: number(0.4), step_size: number(1) }] }],
    last_updated: time,
  };
  const token = (uid: string): Json => ({
    uid,
    type: 'RFID',
    auth_id: auth,
    issuer: 'Drive Everywhere',
    valid: true,
    whitelist: 'ALLOWED',
    last_updated: time,
  });
  return { location, session, cdr, tariff, token, time };
}

/**
 * The reason why a strict reader of 2.1.1 cannot read this, if there is one: times end in `Z`, numbers are numbers,
 * nothing is missing.
 */
export function isReadable(quirks: Quirks, module: string, object: unknown): string | undefined {
  const text = JSON.stringify(object);
  if (!quirks.offset && /T\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d/.test(text)) return 'a time has an offset';
  if (!quirks.quoted && /"(voltage|amperage|kwh|price|total_energy)":"/.test(text))
    return 'a number is quoted';
  const all: Record<string, string> = {
    locations: 'images',
    tokens: 'visual_number',
    tariffs: 'tariff_alt_url',
  };
  const field = quirks.wantsNulls ? all[module] : undefined;
  return field && !(field in (object as Json)) ? `${field}: field required` : undefined;
}

/** Whether an object contains a value outside the enums of 2.1.1, as far as these platforms exchange them. */
export function hasUnknownEnum(object: Json): boolean {
  const known: Record<string, string[]> = {
    status: [
      'AVAILABLE',
      'BLOCKED',
      'CHARGING',
      'INOPERATIVE',
      'OUTOFORDER',
      'PLANNED',
      'REMOVED',
      'RESERVED',
      'UNKNOWN',
      'ACTIVE',
      'COMPLETED',
      'INVALID',
      'PENDING',
    ],
    auth_method: ['AUTH_REQUEST', 'WHITELIST'],
    whitelist: ['ALWAYS', 'ALLOWED', 'ALLOWED_OFFLINE', 'NEVER'],
  };
  let unknown = false;
  JSON.stringify(object, (name, value: unknown) => {
    if (typeof value === 'string' && known[name] && !known[name].includes(value)) unknown = true;
    return value;
  });
  return unknown;
}

/** Whether an object has a top-level field that 2.1.1-d2 does not have, as typed from its tables. */
export function hasUnknownField(module: string, object: unknown): boolean {
  const known: Record<string, string> = {
    locations:
      'id type name address city postal_code country coordinates related_locations evses directions operator suboperator owner facilities time_zone opening_times charging_when_closed images energy_mix last_updated',
    evses:
      'uid evse_id status status_schedule capabilities connectors floor_level coordinates physical_reference directions parking_restrictions images last_updated',
    tariffs: 'id currency tariff_alt_text tariff_alt_url elements energy_mix last_updated',
    tokens: 'uid type auth_id visual_number issuer valid whitelist language last_updated',
    sessions:
      'id start_datetime end_datetime kwh auth_id auth_method location meter_id currency charging_periods total_cost status last_updated',
    cdrs: 'id start_date_time stop_date_time auth_id auth_method location meter_id currency tariffs charging_periods total_cost total_energy total_time total_parking_time remark last_updated',
    authorize: 'allowed location info',
  };
  const fields = known[module]?.split(' ');
  const { location, evses } = object as { location?: unknown; evses?: unknown[] };
  return (
    (fields !== undefined && Object.keys(object as Json).some((field) => !fields.includes(field))) ||
    (module !== 'authorize' && location !== undefined && hasUnknownField('locations', location)) ||
    (evses ?? []).some((evse) => hasUnknownField('evses', evse))
  );
}
