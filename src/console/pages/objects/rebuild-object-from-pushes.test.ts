import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeDetail } from '../../../hub/types.generated.ts';
import { assembled } from './rebuild-object-from-pushes.ts';

const name = { module: 'locations', country_code: 'NL', party_id: 'ABC', id: 'LOC1' };
const base = 'http://emp.example/ocpi/emsp/2.1.1/locations/NL/ABC/LOC1';
const push = (method: string, tail: string, body?: object) =>
  ({
    method,
    url: base + tail,
    request: { headers: {}, body: JSON.stringify(body) ?? null },
  }) as ExchangeDetail;
const whole = {
  id: 'LOC1',
  city: 'Gent',
  evses: [{ uid: 'E1', status: 'AVAILABLE', connectors: [{ id: '1' }] }],
};

test('a version is the last whole object with what was changed since then', () => {
  const version = assembled(name, [
    push('PATCH', '/E1/1', { tariff_id: 'T1' }),
    push('PUT', '/E2', { uid: 'E2', status: 'PLANNED' }),
    push('PATCH', '/e1', { status: 'CHARGING' }),
    push('PATCH', '', { city: 'Brugge' }),
    push('PUT', '', whole),
    push('PATCH', '', { city: 'forgotten' }),
  ]);
  assert.deepEqual(version, {
    id: 'LOC1',
    city: 'Brugge',
    evses: [
      { uid: 'E1', status: 'CHARGING', connectors: [{ id: '1', tariff_id: 'T1' }] },
      { uid: 'E2', status: 'PLANNED' },
    ],
  });
});

test('where it was never said whole, or was withdrawn, there is none', () => {
  assert.equal(assembled(name, [push('PATCH', '', { city: 'Brugge' })]), undefined);
  assert.equal(assembled(name, [push('DELETE', ''), push('PUT', '', whole)]), undefined);
});

test('a CDR is whole in the one POST that brings it', () => {
  const cdr = { ...name, module: 'cdrs', id: 'CDR1' };
  const post = { ...push('POST', '', { id: 'CDR1', total_cost: 3 }), url: 'http://emp.example/2.1.1/cdrs' };
  assert.deepEqual(assembled(cdr, [post]), { id: 'CDR1', total_cost: 3 });
});

test('a part that changes makes all that holds it as new', () => {
  const last_updated = '2026-03-01T12:00:00Z';
  const old = { ...whole, last_updated: '2026-01-01T00:00:00Z' };
  const version = assembled(name, [
    push('PATCH', '/E1/1', { tariff_id: 'T1', last_updated }),
    push('PUT', '', old),
  ]);
  const [evse] = version?.evses as { last_updated?: string; connectors: { last_updated?: string }[] }[];
  assert.deepEqual(
    [version?.last_updated, evse?.last_updated, evse?.connectors[0]?.last_updated],
    [last_updated, last_updated, last_updated],
  );
});
