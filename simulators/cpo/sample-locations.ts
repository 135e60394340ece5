import type { Connector, EVSE, Hours, Location } from '../../src/ocpi/types/2.1.1.generated.ts';
import { type Party, partyId } from '../../src/ocpi/words/party-id.ts';
import { evseKind, type Plug } from './kinds-of-evse.ts';
import { type Place, placeAt } from './places-of-network.ts';

/** The first of the operator's Locations; see `locationAt`. */
export function locations(party: Party, operator: string, count: number, updated: string): Location[] {
  return Array.from({ length: count }, (_, index) => locationAt(index, party, operator, updated));
}

/** The operator's Location with an index, the same in every run; `updated` is its OCPI DateTime. */
export function locationAt(
  index: number,
  party: Party,
  operator: string,
  updated: string,
  mark = '',
): Location {
  return locationOf(placeAt(index, mark), party, operator, updated);
}

function locationOf(place: Place, party: Party, operator: string, updated: string): Location {
  const indoors = place.type !== 'ON_STREET' && place.type !== 'PARKING_LOT';
  return {
    id: place.id,
    type: place.type,
    name: place.name,
    address: place.address,
    city: place.city,
    postal_code: place.postalCode,
    country: place.country,
    coordinates: at(place),
    ...(indoors
      ? {
          related_locations: [
            { ...at(place, 0.0006), name: { language: 'en', text: `Entrance to ${place.name}` } },
          ],
          directions: [
            { language: 'en', text: 'Follow the signs to the charging bays on the first level.' },
            { language: 'es', text: 'Siga las indicaciones hasta las plazas de recarga del primer nivel.' },
          ],
        }
      : {}),
    evses: [...place.evses].map((letter, index) => evseOf(place, party, letter, index + 1, updated)),
    operator: { name: operator, website: `${site}/` },
    ...(indoors ? { owner: { name: `${place.city} Parking`, website: `${site}/owners/${place.id}` } } : {}),
    facilities: place.facilities,
    time_zone: place.zone,
    opening_times: hours[place.hours],
    charging_when_closed: place.hours !== 'office',
    images: [
      {
        url: `${site}/images/${place.id}.jpeg`,
        thumbnail: `${site}/images/${place.id}-small.jpeg`,
        category: indoors ? 'ENTRANCE' : 'LOCATION',
        type: 'jpeg',
        width: 1200,
        height: 800,
      },
    ],
    energy_mix: {
      is_green_energy: true,
      energy_sources: [
        { source: 'SOLAR', percentage: 62.5 },
        { source: 'WIND', percentage: 37.5 },
      ],
      environ_impact: [{ source: 'CARBON_DIOXIDE', amount: 11 }],
      supplier_name: 'Iberia Verde',
      energy_product_name: 'Sol y Viento',
    },
    last_updated: updated,
  };
}

function evseOf(place: Place, party: Party, letter: string, number: number, updated: string): EVSE {
  const kind = evseKind(letter);
  const { country_code, party_id } = partyId(party);
  const plot = place.id.replace('LOC-', '').replaceAll('-', '');
  return {
    uid: kind.uid
      ? `${kind.uid}${place.round === 0 ? '' : `-${place.round + 1}`}`
      : `${place.id.replace('LOC', 'EVSE')}-${number}`,
    ...(kind.named ? { evse_id: `${country_code}*${party_id}*E${plot}*${number}` } : {}),
    status: kind.status,
    capabilities: kind.capabilities,
    connectors: kind.connectors.map((plug, index) => connectorOf(plug, index + 1, kind.tariff, updated)),
    ...(place.type === 'UNDERGROUND_GARAGE' ? { floor_level: '-1' } : {}),
    coordinates: at(place, number / 20_000),
    physical_reference: `Bay ${number}`,
    ...(kind.restrictions.length > 0 ? { parking_restrictions: kind.restrictions } : {}),
    last_updated: updated,
  };
}

function connectorOf(plug: Plug, number: number, tariff: string, updated: string): Connector {
  return {
    id: String(number),
    standard: plug.standard,
    format: plug.format,
    power_type: plug.power,
    voltage: plug.volts,
    amperage: plug.amperes,
    tariff_id: tariff,
    terms_and_conditions: `${site}/terms`,
    last_updated: updated,
  };
}

/** The coordinates of a place, so many degrees north of it, with six decimals (LOC-27). */
function at({ latitude, longitude }: Place, north = 0) {
  return { latitude: (latitude + north).toFixed(6), longitude: longitude.toFixed(6) };
}

const site = 'https://cpo.example';

/** The opening hours by kind, each in one of two forms: 2.1.1 allows a choice of one (LOC-30). */
const hours: Record<Place['hours'], Hours> = {
  always: { twentyfourseven: true },
  shop: {
    regular_hours: [1, 2, 3, 4, 5, 6].map((weekday) => ({
      weekday,
      period_begin: '08:00',
      period_end: '22:00',
    })),
    exceptional_openings: [{ period_begin: '2026-12-20T09:00:00Z', period_end: '2026-12-20T19:00:00Z' }],
    exceptional_closings: [{ period_begin: '2026-12-24T23:00:00Z', period_end: '2026-12-26T07:00:00Z' }],
  },
  office: {
    regular_hours: [1, 2, 3, 4, 5].map((weekday) => ({
      weekday,
      period_begin: '07:00',
      period_end: '19:30',
    })),
  },
};
