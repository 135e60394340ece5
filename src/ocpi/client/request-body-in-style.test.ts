import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainStyle } from '../words/partner-style-types.ts';
import { restyled } from './request-body-in-style.ts';

const token = {
  ...{ uid: 'T1', type: 'RFID', auth_id: 'DE-EMP-1', issuer: 'EMP', valid: true, whitelist: 'ALWAYS' },
  last_updated: '2026-03-01T12:00:00.123Z',
};

function written(method: 'PUT' | 'PATCH', style: Partial<typeof plainStyle>): Record<string, unknown> {
  const body = Buffer.from(JSON.stringify(token));
  const said = restyled({ body, object: 'token', method, owner: 'DE*EMP' }, { ...plainStyle, ...style }).body;
  return JSON.parse(String(said)) as Record<string, unknown>;
}

test('a partner that wants nulls gets them in whole objects, never in a change: there they would clear a field @TRANS-51', () => {
  const whole = written('PUT', { nulls: 'explicit' });
  assert.deepEqual([whole.visual_number, whole.language], [null, null]);
  assert.ok(!('visual_number' in written('PATCH', { nulls: 'explicit' })));
});

test('a partner that reads whole seconds alone gets no fractions @TRANS-63', () => {
  assert.equal(written('PUT', {}).last_updated, '2026-03-01T12:00:00.123Z');
  for (const method of ['PUT', 'PATCH'] as const)
    assert.equal(written(method, { dates: 'whole_seconds' }).last_updated, '2026-03-01T12:00:00Z');
});

test('what needs no change goes out as the very same bytes', () => {
  const body = Buffer.from(JSON.stringify(token));
  assert.equal(restyled({ body, object: 'token', method: 'PUT', owner: 'DE*EMP' }, plainStyle).body, body);
});
