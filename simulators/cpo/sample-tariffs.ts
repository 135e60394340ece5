import type {
  Tariff,
  TariffDimensionType,
  TariffRestrictions,
} from '../../src/ocpi/types/2.1.1.generated.ts';

/** The operator's Tariffs, the same in every run; `updated` is their OCPI DateTime. */
export function tariffs(updated: string): Tariff[] {
  return rows.map(([id, currency, text, elements]) => ({
    id,
    currency,
    tariff_alt_text: [{ language: 'en', text }],
    tariff_alt_url: `https://cpo.example/tariffs/${id}`,
    elements: elements.map(([prices, restrictions]) => ({
      price_components: prices.map(([type, price, step_size]) => ({ type, price, step_size })),
      ...(restrictions ? { restrictions } : {}),
    })),
    last_updated: updated,
  }));
}

/** A price without VAT, per kWh, per hour or flat, and its step size: Wh or seconds. */
type Price = [type: TariffDimensionType, price: number, step: number];
type Row = [id: string, currency: string, text: string, elements: [Price[], TariffRestrictions?][]];

// biome-ignore format: a table
const rows: Row[] = [
  ['TAR-ENERGY',    'EUR', '0.39 per kWh',                                          [[[['ENERGY', 0.39, 1]]]]],
  ['TAR-TIME',      'EUR', '1.80 per hour of charging',                             [[[['TIME', 1.8, 60]]]]],
  ['TAR-FAST',      'EUR', '0.50 to start, 0.55 per kWh, 6.00 per hour afterwards', [[[['FLAT', 0.5, 1], ['ENERGY', 0.55, 1], ['PARKING_TIME', 6, 300]]]]],
  ['TAR-ULTRA',     'EUR', '0.69 per kWh, 12.00 per hour afterwards',               [[[['ENERGY', 0.69, 10], ['PARKING_TIME', 12, 60]]]]],
  ['TAR-STREET',    'EUR', '1.20 per hour of charging, 4.80 per hour afterwards',   [[[['TIME', 1.2, 300], ['PARKING_TIME', 4.8, 900]]]]],
  ['TAR-DAY-NIGHT', 'EUR', '0.45 per kWh from 7 to 22 h, 0.29 at night',            [[[['ENERGY', 0.45, 1]], { start_time: '07:00', end_time: '22:00' }],
                                                                                     [[['ENERGY', 0.29, 1]]]]],
  ['TAR-LONDON',    'GBP', '0.49 per kWh, at the weekend 0.42 and 0.25 to start',   [[[['FLAT', 0.25, 1], ['ENERGY', 0.42, 1]], { day_of_week: ['SATURDAY', 'SUNDAY'] }],
                                                                                     [[['ENERGY', 0.49, 1]]]]],
  ['TAR-FREE',      'EUR', 'free of charge',                                        [[[['FLAT', 0, 0]]]]],
];
