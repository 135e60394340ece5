import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeDetail } from '../hub/types.generated.ts';
import { asFeature } from './exchange-as-hub-scenario.ts';

const put = {
  ...{ id: 'x1', direction: 'IN', method: 'PUT', module: 'locations', time: '2026-03-01T12:00:00.000Z' },
  ...{
    url: 'https://hub.example/ocpi/emsp/2.1.1/locations/NL/ABC/LOC1',
    http_status: 201,
    ocpi_status: 1000,
  },
  ...{ from: 'NL*ABC', to: 'NL*HUB', findings: [], error: null },
  request: { headers: {}, body: '{"id":"LOC1","country_code":"NL"}' },
  response: { headers: {}, body: null },
} as unknown as ExchangeDetail;
const on = {
  ...put,
  ...{
    direction: 'OUT',
    url: 'https://emp.example/ocpi/locations/NL/ABC/LOC1',
    to: 'DE*EMP',
    from: 'NL*HUB',
  },
} as unknown as ExchangeDetail;
const scenario = (exchange: ExchangeDetail, caused: ExchangeDetail[] = []) =>
  asFeature({ exchange, caused })
    .split('\n')
    .slice(2)
    .map((line) => line.trim())
    .filter(Boolean);

test('a push becomes a scenario in a country of its own, with what followed', () => {
  assert.deepEqual(scenario(put, [on]), [
    'Scenario: NL*ABC sends PUT locations/NL/ABC/LOC1',
    'Given operator ABC has an agreement with provider EMP',
    'When ABC sends PUT locations/{cc}/ABC/LOC1 with body:',
    ...['"""', '{', '"id": "LOC1",', '"country_code": "{cc}"', '}', '"""'],
    'Then the answer is HTTP 201 with status code 1000',
    'And EMP has received PUT locations/{cc}/ABC/LOC1',
  ]);
});

test('a request that names its receiver does so in the scenario, one to the hub itself does not', () => {
  const headers = { 'OCPI-to-party-id': 'EMP' };
  const named = { ...put, to: 'DE*EMP', request: { ...put.request, headers } };
  assert.ok(scenario(named).includes('And the next request is addressed to EMP'));
  const hub = { ...named, to: 'NL*HUB' };
  assert.ok(!scenario(hub).some((line) => line.includes('addressed')), scenario(hub).join('\n'));
});

// biome-ignore format: a table
const refusals: [what: string, change: Partial<ExchangeDetail>, words: RegExp][] = [
  ['a request of the hub',         { direction: 'OUT' },                                        /only a request of a registered partner/],
  ['a handshake',                  { module: 'credentials', url: 'https://hub.example/ocpi/emsp/2.1.1/credentials' }, /only a request of a registered partner/],
  ['a request of nobody',          { from: null },                                              /only a request of a registered partner/],
  ['a body that the trace has cut', { request: { headers: {}, body: 'x'.repeat(65_536) } },     /the trace has cut the body/],
];

for (const [what, change, words] of refusals)
  test(`${what} becomes no scenario`, () => {
    assert.throws(() => scenario({ ...put, ...change }), words);
  });
