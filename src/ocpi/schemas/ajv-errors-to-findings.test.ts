import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findingsOf } from './ajv-errors-to-findings.ts';
import { check, summary } from './validation.ts';

const location = JSON.parse(
  readFileSync(new URL('../../../schemas/golden/2.1.1/location.json', import.meta.url), 'utf8'),
) as Record<string, unknown> & { evses: { connectors: object[] }[] };

test('a finding says where, what is wanted and what came @TRANS-14', () => {
  const connector = { ...location.evses[0]?.connectors[0], amperage: '16' };
  const evses = [{ ...location.evses[0], connectors: [connector] }];
  assert.deepEqual(worded({ evses }), ['/evses/0/connectors/0/amperage: must be integer, got "16"']);
  assert.deepEqual(worded({ name: 'x'.repeat(300) }), ['/name: must be at most 255 characters, got 300']);
  assert.deepEqual(worded({ last_updated: undefined }), ['/last_updated: is required']);
  assert.deepEqual(worded({ type: 'STREET' }), [
    '/type: must be one of ON_STREET, PARKING_GARAGE, UNDERGROUND_GARAGE, PARKING_LOT, OTHER, UNKNOWN, got "STREET"',
  ]);
  assert.deepEqual(worded({ last_updated: '2026-01-31T10:00:00+02:00' }), [
    '/last_updated: must be a UTC time such as 2026-01-31T08:00:00Z, got "2026-01-31T10:00:00+02:00"',
  ]);
  assert.deepEqual(worded({ country: 'NL' }), [
    '/country: must be a three-letter country code (ISO 3166-1 alpha-3) such as NLD, got "NL"',
  ]);
  assert.deepEqual(worded({ operator: { name: 'ABC', website: 'abc.example' } }), [
    '/operator/website: must be an absolute http or https URL, got "abc.example"',
  ]);
});

test('each problem is told once, however many rules it breaks, and all of them are told', () => {
  assert.deepEqual(
    worded({ last_updated: '2026-01-31T10:00:00.000+02:00', country: 'Netherlands', type: 5, name: 5 }),
    [
      '/type: must be one of ON_STREET, PARKING_GARAGE, UNDERGROUND_GARAGE, PARKING_LOT, OTHER, UNKNOWN, got 5',
      '/name: must be string, got 5',
      '/country: must be a three-letter country code (ISO 3166-1 alpha-3) such as NLD, got "Netherlands"',
      '/last_updated: must be a UTC time such as 2026-01-31T08:00:00Z, got "2026-01-31T10:00:00.000+02:00"',
    ],
  );
});

test('what came is shortened, and a whole object or list is only named', () => {
  assert.deepEqual(
    worded({ type: 'é'.repeat(41), name: ['x'], address: {}, city: null }).map((line) =>
      line.replace(/.*, got/, 'got'),
    ),
    [`got "${'é'.repeat(40)}…"`, 'got array', 'got object', 'got null'],
  );
});

test('a pointer escapes what JSON Pointer asks for', () => {
  const error = {
    keyword: 'required',
    instancePath: '/a',
    schemaPath: '',
    params: { missingProperty: 'b/c~d' },
  };
  assert.deepEqual(findingsOf([error]), [{ pointer: '/a/b~1c~0d', message: 'is required' }]);
});

test('a summary is one line of at most 20 findings and the number of the rest @TRANS-14', () => {
  assert.equal(summary([]), '');
  assert.equal(summary([{ pointer: '', message: 'must be object, got 5' }]), 'must be object, got 5');
  const findings = Array.from({ length: 23 }, (_, index) => ({
    pointer: `/${index}`,
    message: 'is required',
  }));
  assert.equal(summary(findings.slice(0, 2)), '/0: is required; /1: is required');
  assert.ok(!summary(findings.slice(0, 20)).includes('more'));
  assert.ok(summary(findings).endsWith('; /19: is required; and 3 more'));
});

function worded(changes: object): string[] {
  return check('location', { ...location, ...changes }).map(
    ({ pointer, message }) => `${pointer}: ${message}`,
  );
}
