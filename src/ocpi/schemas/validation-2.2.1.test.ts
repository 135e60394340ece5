import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ObjectName } from '../types/names.generated.ts';
import { checksOf } from './build-validators.ts';
import { withDecimals } from './normalise-values.ts';
import type { Level } from './strict-and-tolerant-schemas.ts';

const { check, normalise, mendPlainly } = checksOf('2.2.1');

/** A golden object with changed fields: each is named by a path, and undefined removes it. */
function changed(name: ObjectName, changes: Record<string, unknown>): unknown {
  const file = new URL(`../../../schemas/golden/2.2.1/${name}.json`, import.meta.url);
  const object = JSON.parse(readFileSync(file, 'utf8'));
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('/');
    const last = keys.pop() as string;
    let holder = object;
    for (const key of keys) holder = holder[key];
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return object;
}

function places(name: ObjectName, value: unknown, level: Level): string {
  return [...new Set(check(name, value, level).map(({ pointer }) => pointer))].join(' ');
}

const long = (length: number) => 'x'.repeat(length);
const hours = 'opening_times/regular_hours';

/**
 * A change of a golden object, and the places that the tolerant and the strict check find wrong, typed from the tables
 * of OCPI 2.2.1.
 */
// biome-ignore format: a table
const rows: [name: ObjectName, changes: Record<string, unknown>, hub: string, strict: string][] = [
  ['location',   { id: long(36) },                                  '',            ''],
  ['location',   { id: long(37) },                                  '/id',         '/id'],
  ['location',   { id: 'Straße' },                                  '/id',         '/id'],
  ['location',   { name: 'Straße' },                                '',            ''],
  ['location',   { name: 'two\nlines' },                            '',            '/name'],
  ['location',   { address: long(255) },                            '',            ''],
  ['location',   { address: long(256) },                            '/address',    '/address'],
  ['location',   { state: long(46) },                               '/state',      '/state'],
  ['location',   { postal_code: undefined },                        '',            ''],
  ['location',   { country: '#NA', postal_code: '#NA' },            '',            ''],
  ['location',   { country: 'NL' },                                 '/country',    '/country'],
  ['location',   { type: 'ON_STREET', parking_type: 'ON_STREET' },  '',            ''],
  ['location',   { parking_type: 'UNKNOWN' },                       '/parking_type', '/parking_type'],
  ['location',   { publish: true },                                 '',            ''],
  ['location',   { publish: true, publish_allowed_to: undefined },  '',            ''],
  ['location',   { 'coordinates/latitude': '52.09073' },            '',            ''],
  ['location',   { 'coordinates/latitude': '-52.0907371' },         '',            ''],
  ['location',   { 'coordinates/latitude': '52.0907' },             '',            '/coordinates/latitude'],
  ['location',   { 'coordinates/latitude': '52.09073712' },         '',            '/coordinates/latitude'],
  ['location',   { [hours]: undefined },                            '',            `/${hours}`],
  ['location',   { [hours]: [] },                                   '',            `/${hours}`],
  ['location',   { 'opening_times/twentyfourseven': undefined },    '/opening_times/twentyfourseven', '/opening_times/twentyfourseven'],
  ['location',   { 'opening_times/twentyfourseven': true },         '',            '/opening_times'],
  ['location',   { 'energy_mix/environ_impact/0': { source: 'NUCLEAR_WASTE', amount: 1 } }, '/energy_mix/environ_impact/0/category', '/energy_mix/environ_impact/0/category'],
  ['location',   { last_updated: '2026-01-31T08:00:00.123Z' },      '',            ''],
  ['location',   { last_updated: '2026-01-31T08:00:00.123456Z' },   '',            '/last_updated'],
  ['location',   { last_updated: '2026-01-31T08:00:00+00:00' },     '/last_updated', '/last_updated'],
  ['evse',       { evse_id: long(49) },                             '/evse_id',    '/evse_id'],
  ['evse',       { 'images/0/type': 'webp2' },                      '/images/0/type', '/images/0/type'],
  ['connector',  { power_type: 'AC_2_PHASE_SPLIT' },                '',            ''],
  ['connector',  { voltage: 230, max_voltage: undefined },          '/max_voltage', '/max_voltage'],
  ['connector',  { tariff_ids: [long(37)] },                        '/tariff_ids/0', '/tariff_ids/0'],
  ['session',    { evse_uid: '#NA', connector_id: '#NA', status: 'RESERVATION' }, '', ''],
  ['session',    { total_cost: 8.27 },                              '/total_cost', '/total_cost'],
  ['session',    { 'cdr_token/country_code': undefined },           '/cdr_token/country_code', '/cdr_token/country_code'],
  ['session',    { 'charging_periods/0/dimensions/0/type': 'FLAT' }, '/charging_periods/0/dimensions/0/type', '/charging_periods/0/dimensions/0/type'],
  ['cdr',        { id: long(39) },                                  '',            ''],
  ['cdr',        { id: long(40) },                                  '/id',         '/id'],
  ['cdr',        { id: long(37), credit: undefined, credit_reference_id: undefined }, '', '/id'],
  ['cdr',        { credit: false, credit_reference_id: undefined }, '',            ''],
  ['cdr',        { credit_reference_id: undefined },                '',            '/credit_reference_id'],
  ['cdr',        { 'cdr_location/address': long(46) },              '',            '/cdr_location/address'],
  ['cdr',        { 'cdr_location/state': long(21) },                '',            '/cdr_location/state'],
  ['cdr',        { 'cdr_location/evse_id': undefined },             '/cdr_location/evse_id', '/cdr_location/evse_id'],
  ['cdr',        { 'charging_periods/0/dimensions/0/type': 'STATE_OF_CHARGE' }, '', '/charging_periods/0/dimensions/0/type'],
  ['cdr',        { 'signed_data/signed_values/0/plain_data': long(5001) }, '/signed_data/signed_values/0/plain_data', '/signed_data/signed_values/0/plain_data'],
  ['tariff',     { type: 'AD_HOC_PAYMENT' },                        '',            ''],
  ['tariff',     { 'elements/1/price_components/0/type': 'ENERGY' }, '',           '/elements/1/price_components/0/type'],
  ['tariff',     { 'elements/0/restrictions/end_time': '24:00' },   '/elements/0/restrictions/end_time', '/elements/0/restrictions/end_time'],
  ['token',      { type: 'APP_USER' },                              '',            ''],
  ['token',      { auth_id: 'C1', contract_id: undefined },         '/contract_id', '/contract_id'],
  ['token',      { 'energy_contract/supplier_name': undefined },    '/energy_contract/supplier_name', '/energy_contract/supplier_name'],
  ['authorization-info', { token: undefined },                      '/token',      '/token'],
  ['start-session', { evse_uid: undefined },                        '',            '/evse_uid'],
  ['start-session', { evse_uid: undefined, connector_id: undefined }, '',          ''],
  ['reserve-now', { reservation_id: 17 },                           '/reservation_id', '/reservation_id'],
  ['command-response', { result: 'TIMEOUT' },                       '/result',     '/result'],
  ['command-result', { result: 'UNKNOWN_SESSION' },                 '/result',     '/result'],
  ['credentials', { roles: [] },                                    '/roles',      '/roles'],
  ['credentials', { 'roles/0/role': 'MSP' },                        '/roles/0/role', '/roles/0/role'],
  ['version',    { version: '2.3.0' },                              '',            '/version'],
  ['version-details', { 'endpoints/0/role': undefined },            '/endpoints/0/role', '/endpoints/0/role'],
  ['charging-preferences', { profile_type: 'SLOW' },                '/profile_type', '/profile_type'],
];

for (const [name, changes, hub, strict] of rows)
  test(`2.2.1: ${name} with ${JSON.stringify(changes).slice(0, 60)}`, () => {
    const object = changed(name, changes);
    assert.deepEqual([places(name, object, 'hub'), places(name, object, 'strict')], [hub, strict]);
  });

test('2.2.1: a published Location has no list of those who may see it, to the letter', () => {
  const object = changed('location', { publish: true });
  assert.deepEqual(check('location', object, 'strict'), [
    { pointer: '', message: 'must have only one of publish, publish_allowed_to' },
  ]);
  assert.deepEqual(check('location', object), []);
});

test('2.2.1: coordinates are written with five to seven decimals, and those that have so many as they came', () => {
  for (const [read, written] of [
    ['52.1', '52.10000'],
    ['52.09073', '52.09073'],
    ['52.0907371', '52.0907371'],
    ['52.09073715', '52.0907372'],
    ['-179.99999999', '-180.0000000'],
  ] as const)
    assert.equal(withDecimals(read, 5, 7), written);
  const coordinates = normalise('location', { coordinates: { latitude: '52.1', longitude: '5.1234567' } });
  assert.deepEqual(coordinates, { coordinates: { latitude: '52.10000', longitude: '5.1234567' } });
});

test('2.2.1: a country of two letters and a price in quotes are mended', () => {
  const { value, findings } = mendPlainly('location', { country: 'NL' });
  assert.deepEqual([value, findings.length], [{ country: 'NLD' }, 1]);
});
