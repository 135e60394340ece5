/** A Location of 3 KB; the sender fills in `{id}`, `{n}` and `{us}`. */
export function location(id = 'L{id}'): string {
  return JSON.stringify({
    id,
    type: 'ON_STREET',
    name: 'Quay {n}',
    address: 'Wilhelminakade 137',
    city: 'Rotterdam',
    postal_code: '3072AP',
    country: 'NLD',
    coordinates: { latitude: '51.904460', longitude: '4.483570' },
    directions: [{ language: 'en', text: 'Below the bridge, behind the theatre, on the side of the river' }],
    operator: { name: 'Benchmark Charging', website: 'https://charging.example/stations' },
    suboperator: { name: 'Harbour Parking' },
    facilities: ['MUSEUM', 'RESTAURANT'],
    time_zone: 'Europe/Amsterdam',
    opening_times: { twentyfourseven: true },
    energy_mix: {
      is_green_energy: true,
      energy_sources: [
        { source: 'WIND', percentage: 70 },
        { source: 'SOLAR', percentage: 30 },
      ],
      supplier_name: 'Benchmark Energy',
    },
    evses: [1, 2, 3, 4].map(evse),
    last_updated: '2026-01-01T00:00:00Z',
  });
}

function evse(number: number) {
  return {
    uid: `E${number}`,
    evse_id: `NL*OPR*E${number}`,
    status: 'AVAILABLE',
    capabilities: ['RFID_READER', 'REMOTE_START_STOP_CAPABLE', 'RESERVABLE'],
    floor_level: '-1',
    physical_reference: `Bay ${number}`,
    directions: [{ language: 'en', text: 'Third row from the entrance' }],
    connectors: ['IEC_62196_T2', 'CHADEMO'].map((standard, at) => ({
      id: String(at + 1),
      standard,
      format: 'CABLE',
      power_type: 'AC_3_PHASE',
      voltage: 230,
      amperage: 32,
      tariff_id: 'STANDARD',
      last_updated: '2026-01-01T00:00:00Z',
    })),
    last_updated: '2026-01-01T00:00:00Z',
  };
}

/** A PATCH of an EVSE's status that contains its time of sending. */
export const evsePatch = JSON.stringify({
  status: 'CHARGING',
  physical_reference: '{us}',
  last_updated: '2026-01-02T00:00:00Z',
});

/** A START_SESSION at a Location, whose result goes to a URL. */
export function startSession(url: string, location: string): string {
  const driver = JSON.parse(token('DRIVER')) as unknown;
  return JSON.stringify({ response_url: url, token: driver, location_id: location });
}

/** A Token whose provider must be asked each time. */
export function token(uid: string): string {
  return JSON.stringify({
    uid,
    type: 'RFID',
    auth_id: `NL-PRV-${uid}`,
    issuer: 'Benchmark Mobility',
    valid: true,
    whitelist: 'NEVER',
    last_updated: '2026-01-01T00:00:00Z',
  });
}
