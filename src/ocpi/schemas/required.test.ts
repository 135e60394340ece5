import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ObjectName } from '../editions/edition.ts';
import { check } from './validation.ts';

/** The required fields of each object, typed by hand from the tables of OCPI 2.1.1-d2: what the schemas say is not asked. */
// biome-ignore format: a table
const required: [object: ObjectName, fields: string][] = [
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
];

for (const [object, fields] of required)
  for (const level of ['hub', 'strict'] as const)
    test(`${object}, ${level}: ${fields} and nothing else is required @TRANS-22`, () => {
      const golden = JSON.parse(
        readFileSync(new URL(`../../../schemas/golden/${object}.json`, import.meta.url), 'utf8'),
      ) as Record<string, unknown>;
      const missed = [...new Set([...Object.keys(golden), ...fields.split(' ')])].filter((field) => {
        const rest = Object.fromEntries(Object.entries(golden).filter(([name]) => name !== field));
        const findings = check(object, rest, level);
        return findings.some(({ pointer, message }) => pointer === `/${field}` && message === 'is required');
      });
      assert.deepEqual(missed.sort(), fields.split(' ').sort());
    });
