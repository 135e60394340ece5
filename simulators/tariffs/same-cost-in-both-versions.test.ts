import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { convert } from '../../src/ocpi/conversion/convert-object.ts';
import { checksOf } from '../../src/ocpi/schemas/build-validators.ts';
import type { CDR, ChargingPeriod, Tariff } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { CDR as NewerCdr } from '../../src/ocpi/types/2.2.1.generated.ts';
import { seeded } from '../chance/seeded-random.ts';
import { checkCdr } from './check-cost-of-cdr.ts';
import { randomTariff } from './random-tariff.ts';

const numRuns = Number(process.env.BETWEEN_RUNS ?? 200);

const driver = { party: 'DE*EMP', contract: 'DE-EMP-C1', uid: 'CARD-1', type: 'RFID' } as const;

/** Bills of one to four periods under one or two random Tariffs. */
const bills = fc
  .record({
    seed: fc.nat(),
    start: fc.integer({ min: 0, max: 365 * 86_400 }),
    named: fc.constantFrom('T-0', 'T-1', undefined),
    tariffs: fc.constantFrom(1, 2),
    parts: fc.array(
      fc.record({
        seconds: fc.integer({ min: 60, max: 9000 }),
        wattHours: fc.constantFrom(0, 1500, 7350),
        flat: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ seed, start, named, tariffs, parts }): CDR => {
    let next = Date.UTC(2026, 0, 1) + start * 1000;
    const text = () => `${new Date(next).toISOString().slice(0, 19)}Z`;
    const begin = text();
    const charging_periods = parts.map(({ seconds, wattHours, flat }): ChargingPeriod => {
      const start_date_time = text();
      next += seconds * 1000;
      const hours = Math.round((seconds / 3600) * 10_000) / 10_000;
      const used =
        wattHours > 0
          ? { type: 'TIME' as const, volume: hours }
          : { type: 'PARKING_TIME' as const, volume: hours };
      return {
        start_date_time,
        dimensions: [
          { type: 'ENERGY', volume: wattHours / 1000 },
          used,
          ...(flat ? [{ type: 'FLAT' as const, volume: 1 }] : []),
        ],
      };
    });
    return {
      id: `CDR-${seed}`,
      start_date_time: begin,
      stop_date_time: text(),
      auth_id: driver.contract,
      auth_method: 'WHITELIST',
      location: place(named),
      currency: 'EUR',
      tariffs: Array.from({ length: tariffs }, (_, at): Tariff => randomTariff(seeded(seed + at), `T-${at}`)),
      charging_periods,
      total_cost: 1,
      total_energy: 1,
      total_time: 1,
      last_updated: text(),
    };
  });

test('a bill costs the same in 2.2.1, to the cent, or the ledger names why not', () => {
  let same = 0;
  fc.assert(
    fc.property(bills, (given) => {
      const { value, ledger } = convert('up', 'cdr', { ...given }, { owner: 'NL*ABC', driver, tax: 21 });
      assert.ok(value, ledger.held);
      assert.deepEqual(checksOf('2.2.1').check('cdr', value, 'strict'), []);
      const before = checkCdr(given).cost_expected;
      const after = checkCdr(asRead(value as unknown as NewerCdr, given)).cost_expected;
      const isNamed = ledger.notes.some((note) => note.includes('Tariff'));
      if (Math.abs(before - after) < 0.005) same += 1;
      else assert.ok(isNamed, `${before} became ${after}: ${JSON.stringify(ledger)}`);
      if (given.tariffs?.length === 1) assert.equal(after, before);
    }),
    { numRuns },
  );
  assert.ok(same > numRuns / 2, 'most bills cost another price');
});

/**
 * A bill of 2.2.1 for the engine that computes costs, with the Location, and thereby the time zone, that its reader has
 * from elsewhere.
 */
function asRead(
  { end_date_time, total_cost, charging_periods, tariffs, ...rest }: NewerCdr,
  { location }: CDR,
): CDR {
  return {
    ...(rest as object),
    stop_date_time: end_date_time,
    total_cost: total_cost.excl_vat,
    location,
    charging_periods,
    // A period without a Tariff is free in 2.2.1.
    tariffs: charging_periods.every(({ tariff_id: id }) => id === undefined) ? [free] : tariffs,
  } as unknown as CDR;
}

const free: Tariff = {
  id: 'FREE',
  currency: 'EUR',
  elements: [{ price_components: [{ type: 'FLAT', price: 0, step_size: 1 }] }],
  last_updated: '2026-01-01T00:00:00Z',
};

function place(tariff_id: string | undefined): CDR['location'] {
  const last_updated = '2026-01-01T00:00:00Z';
  const connector = {
    ...({ id: '1', standard: 'IEC_62196_T2', format: 'SOCKET', power_type: 'AC_3_PHASE' } as const),
    ...{ voltage: 230, amperage: 16, last_updated },
    ...(tariff_id === undefined ? {} : { tariff_id }),
  };
  return {
    ...({
      id: 'LOC1',
      type: 'ON_STREET',
      address: 'Quay 1',
      city: 'Rotterdam',
      postal_code: '3011 AA',
    } as const),
    country: 'NLD',
    coordinates: { latitude: '51.913070', longitude: '4.482900' },
    time_zone: 'Europe/Amsterdam',
    evses: [{ uid: 'E1', evse_id: 'NL*ABC*E1', status: 'CHARGING', connectors: [connector], last_updated }],
    last_updated,
  };
}
