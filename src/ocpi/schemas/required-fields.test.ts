import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ObjectName } from '../types/names.generated.ts';
import { checksOf } from './build-validators.ts';

/**
 * The required fields of each object, typed by hand from the tables of the specification and not read from the schemas.
 */
// biome-ignore format: a table
const required: Record<'2.1.1' | '2.2.1', [object: ObjectName, fields: string][]> = {
 '2.1.1': [
  ['location',           'id type address city postal_code country coordinates last_updated'],
  ['evse',               'uid status connectors last_updated'],
  ['connector',          'id standard format power_type voltage amperage last_updated'],
  ['session',            'id start_datetime kwh auth_id auth_method location currency status last_updated'],
  ['cdr',                'id start_date_time stop_date_time auth_id auth_method location currency charging_periods total_cost total_energy total_time last_updated'],
  ['tariff',             'id currency elements last_updated'],
  ['token',              'uid type auth_id issuer valid whitelist last_updated'],
  ['authorization-info', 'allowed'],
  ['credentials',        'token url business_details country_code party_id'],
  ['version',            'version url'],
  ['version-details',    'version endpoints'],
  ['command-response',   'result'],
  ['reserve-now',        'response_url token expiry_date reservation_id location_id'],
  ['start-session',      'response_url token location_id'],
  ['stop-session',       'response_url session_id'],
  ['unlock-connector',   'response_url location_id evse_uid connector_id'],
 ],
 '2.2.1': [
  ['location',           'country_code party_id id publish address city country coordinates time_zone last_updated'],
  ['evse',               'uid status connectors last_updated'],
  ['connector',          'id standard format power_type max_voltage max_amperage last_updated'],
  ['session',            'country_code party_id id start_date_time kwh cdr_token auth_method location_id evse_uid connector_id currency status last_updated'],
  ['cdr',                'country_code party_id id start_date_time end_date_time cdr_token auth_method cdr_location currency charging_periods total_cost total_energy total_time last_updated'],
  ['tariff',             'country_code party_id id currency elements last_updated'],
  ['token',              'country_code party_id uid type contract_id issuer valid whitelist last_updated'],
  ['authorization-info', 'allowed token'],
  ['location-references', 'location_id'],
  ['credentials',        'token url roles'],
  ['version',            'version url'],
  ['version-details',    'version endpoints'],
  ['client-info',        'party_id country_code role status last_updated'],
  ['command-response',   'result timeout'],
  ['command-result',     'result'],
  ['cancel-reservation', 'response_url reservation_id'],
  ['reserve-now',        'response_url token expiry_date reservation_id location_id'],
  ['start-session',      'response_url token location_id'],
  ['stop-session',       'response_url session_id'],
  ['unlock-connector',   'response_url location_id evse_uid connector_id'],
  ['charging-preferences',      'profile_type'],
  ['charging-profile',          'charging_rate_unit'],
  ['active-charging-profile',   'start_date_time charging_profile'],
  ['set-charging-profile',      'charging_profile response_url'],
  ['charging-profile-response', 'result timeout'],
  ['charging-profile-result',   'result'],
  ['clear-profile-result',      'result'],
 ],
};

/** Fields that a golden object must have in the strict check because of its other fields. */
const needed: Record<string, string> = {
  'cdr strict': 'credit_reference_id',
  'start-session strict': 'evse_uid',
};

for (const version of ['2.1.1', '2.2.1'] as const) {
  const { check } = checksOf(version);
  for (const [object, fields] of required[version])
    for (const level of ['hub', 'strict'] as const)
      test(`${version}: ${object}, ${level}: ${fields} and nothing else is required @TRANS-22`, () => {
        const golden = JSON.parse(
          readFileSync(new URL(`../../../schemas/golden/${version}/${object}.json`, import.meta.url), 'utf8'),
        ) as Record<string, unknown>;
        const also = version === '2.2.1' ? (needed[`${object} ${level}`] ?? []) : [];
        const expected = [...fields.split(' '), ...[also].flat()];
        const missed = [...new Set([...Object.keys(golden), ...expected])].filter((field) => {
          const rest = Object.fromEntries(Object.entries(golden).filter(([name]) => name !== field));
          const findings = check(object, rest, level);
          return findings.some(
            ({ pointer, message }) => pointer === `/${field}` && message === 'is required',
          );
        });
        assert.deepEqual(missed.sort(), expected.sort());
      });
}
