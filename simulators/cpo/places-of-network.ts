import type { Facility, LocationType } from '../../src/ocpi/types/2.1.1.generated.ts';

/** A place of the simulated network, in the short form of the table. */
export interface Place {
  /** Number of complete passes through the table before this place. */
  round: number;
  id: string;
  name: string;
  address: string;
  postalCode: string;
  city: string;
  /** ISO 3166-1 alpha-3. */
  country: string;
  /** Degrees north. */
  latitude: number;
  longitude: number;
  zone: string;
  type: LocationType;
  hours: 'always' | 'shop' | 'office';
  facilities: Facility[];
  /** The kinds of its EVSEs, a letter each: see `evseKinds`. */
  evses: string;
}

/** The index of the place with an id; `mark` is the operator's own mark in its ids. */
export function indexOfPlace(id: string, mark = ''): number | undefined {
  const of = (name: string) => `LOC-${mark}${name}`;
  const row = rows.findIndex(([name]) => id === of(name) || id.startsWith(`${of(name)}-`));
  const round = id.slice(of(rows[row]?.[0] ?? '').length);
  if (row < 0 || !/^(-[2-9]|-[1-9]\d+)?$/.test(round)) return undefined;
  return row + (round === '' ? 0 : Number(round.slice(1)) - 1) * rows.length;
}

/** The place of the simulated network with this index. Beyond the end of the table the rows repeat, a little further north each time. */
export function placeAt(index: number, mark = ''): Place {
  const round = Math.floor(index / rows.length);
  const [
    id,
    name,
    address,
    postalCode,
    city,
    country,
    latitude,
    longitude,
    zone,
    type,
    hours,
    facilities,
    evses,
  ] = rows[index % rows.length] as Row;
  return {
    round,
    id: round === 0 ? `LOC-${mark}${id}` : `LOC-${mark}${id}-${round + 1}`,
    name: round === 0 ? name : `${name} ${round + 1}`,
    address,
    postalCode,
    city,
    country,
    latitude: latitude + (round % 1000) / 1000,
    longitude,
    zone: `Europe/${zone}`,
    type,
    hours,
    facilities: facilities.split(' ') as Facility[],
    evses,
  };
}

type Row = [
  id: string,
  name: string,
  address: string,
  postalCode: string,
  city: string,
  country: string,
  latitude: number,
  longitude: number,
  zone: string,
  type: LocationType,
  hours: Place['hours'],
  facilities: string,
  evses: string,
];

/** Number of places of the simulated network that have a row of their own in the table. */
export const tableSize = 12;

// The texts are ASCII, as 2.1.1 asks.
// biome-ignore format: a table
const rows: Row[] = [
  ['MADRID-1',    'Gran Via',        'Calle Gran Via 28',       '28013',    'Madrid',    'ESP', 40.419992, -3.701716, 'Madrid',    'PARKING_GARAGE',     'always', 'MALL WIFI',                     'abde'],
  ['MADRID-2',    'Atocha',          'Ronda de Atocha 4',       '28012',    'Madrid',    'ESP', 40.406613, -3.690556, 'Madrid',    'UNDERGROUND_GARAGE', 'always', 'TRAIN_STATION TAXI_STAND',      'bbd'],
  ['BARCELONA-1', 'Diagonal',        'Avinguda Diagonal 208',   '08018',    'Barcelona', 'ESP', 41.403830,  2.189000, 'Madrid',    'PARKING_GARAGE',     'shop',   'MALL SUPERMARKET RESTAURANT',   'bcdx'],
  ['SEVILLA-1',   'Santa Justa',     'Calle Joaquin Morales 1', '41003',    'Sevilla',   'ESP', 37.391500, -5.975000, 'Madrid',    'PARKING_LOT',        'always', 'TRAIN_STATION CAFE',            'adr'],
  ['BILBAO-1',    'Guggenheim',      'Alameda Mazarredo 67',    '48009',    'Bilbao',    'ESP', 43.266900, -2.936400, 'Madrid',    'ON_STREET',          'always', 'MUSEUM BUS_STOP',               'sn'],
  ['LISBOA-1',    'Rossio',          'Praca Dom Pedro IV 12',   '1100-200', 'Lisboa',    'PRT', 38.713900, -9.139400, 'Lisbon',    'ON_STREET',          'always', 'HOTEL CAFE',                    'ssp'],
  ['PARIS-1',     'Gare de Lyon',    'Rue de Bercy 193',        '75012',    'Paris',     'FRA', 48.844800,  2.373500, 'Paris',     'UNDERGROUND_GARAGE', 'always', 'TRAIN_STATION TAXI_STAND WIFI', 'bbdh'],
  ['LYON-1',      'Part-Dieu',       'Rue Garibaldi 96',        '69006',    'Lyon',      'FRA', 45.765800,  4.850900, 'Paris',     'PARKING_GARAGE',     'shop',   'MALL RESTAURANT',               'bcm'],
  ['BERLIN-1',    'Alexanderplatz',  'Grunerstrasse 20',        '10179',    'Berlin',    'DEU', 52.520300, 13.414800, 'Berlin',    'PARKING_GARAGE',     'always', 'MALL CAFE',                     'bdeh'],
  ['MUNICH-1',    'Olympiapark',     'Spiridon-Louis-Ring 21',  '80809',    'Munich',    'DEU', 48.173500, 11.546500, 'Berlin',    'PARKING_LOT',        'always', 'SPORT RECREATION_AREA',         'bf'],
  ['AMSTERDAM-1', 'Zuid',            'Strawinskylaan 1',        '1077 XW',  'Amsterdam', 'NLD', 52.339600,  4.873000, 'Amsterdam', 'PARKING_GARAGE',     'office', 'RESTAURANT WIFI',               'bbc'],
  ['LONDON-1',    'Southwark',       'Great Suffolk Street 8',  'SE1 0NS',  'London',    'GBR', 51.503700, -0.100700, 'London',    'PARKING_LOT',        'always', 'CARPOOL_PARKING FUEL_STATION',  'klyzABCDEFGHIJKLMNOPQR'],
];
