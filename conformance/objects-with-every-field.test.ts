import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/ocpi/schemas/validation.ts';
import { everyField, noOptionalField, type RichKind } from './objects-with-every-field.ts';

// The tables of fields of 2.1.1-d2, in the order of the specification.
// biome-ignore format: a table
const tables: Record<RichKind, string> = {
  Location: 'id type name address city postal_code country coordinates related_locations evses directions operator suboperator owner facilities time_zone opening_times charging_when_closed images energy_mix last_updated',
  Tariff: 'id currency tariff_alt_text tariff_alt_url elements energy_mix last_updated',
  Session: 'id start_datetime end_datetime kwh auth_id auth_method location meter_id currency charging_periods total_cost status last_updated',
  CDR: 'id start_date_time stop_date_time auth_id auth_method location meter_id currency tariffs charging_periods total_cost total_energy total_time total_parking_time remark last_updated',
  Token: 'uid type auth_id visual_number issuer valid whitelist language last_updated',
};

for (const [kind, fields] of Object.entries(tables) as [RichKind, string][]) {
  const name = kind.toLowerCase() as 'location';
  test(`a ${kind} with every optional field has all of its table, and is valid to the letter`, () => {
    const object = everyField(kind, 'CT1');
    assert.deepEqual(Object.keys(object).sort(), fields.split(' ').sort());
    assert.deepEqual(check(name, object, 'strict'), []);
  });

  test(`a ${kind} without optional fields is valid to the letter, and less than any other`, () => {
    const object = noOptionalField(kind, 'CT1');
    assert.deepEqual(check(name, object, 'strict'), []);
    for (const field of Object.keys(object)) {
      const less = Object.fromEntries(Object.entries(object).filter(([name]) => name !== field));
      assert.notDeepEqual(check(name, less, 'strict'), [], `${field} is optional`);
    }
  });
}
