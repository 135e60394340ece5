import assert from 'node:assert/strict';
import { test } from 'node:test';
import request from 'supertest';
import { agreementsOf } from '../hub/fake-agreements.ts';
import { adminToken, connection, fakeHub, serve } from './fake-hub.ts';

const at = Date.parse('2026-03-01T11:00:00Z');

function withParked() {
  const hub = fakeHub();
  hub.state = { connections: [connection()], agreements: agreementsOf([]) };
  const entry = {
    changed: 7,
    since: at,
    attempts: 2,
    tried: at + 1000,
    next: at + 5000,
    error: 'HTTP 500 token-to-them',
  };
  hub.parked = [
    { ...entry, object: 'tokens DE*EMP RFID|0A1B', state: 'PARKED' },
    { ...entry, object: 'tariffs NL*XYZ T 1', state: 'REFUSED' },
  ];
  return hub;
}

test('what is parked is told with its owner, its id and when it is tried next, without a token @TRANS-75', async (t) => {
  const { server } = await serve(t, withParked());
  const { status, body } = await request(server)
    .get('/admin/connections/c1/parked')
    .set('Authorization', `Bearer ${adminToken}`);
  assert.deepEqual(
    [status, body],
    [
      200,
      [
        {
          connection: 'c1',
          partner: { country_code: 'NL', party_id: 'ABC' },
          module: 'tokens',
          country_code: 'DE',
          party_id: 'EMP',
          id: '0A1B',
          state: 'PARKED',
          changed: 7,
          since: '2026-03-01T11:00:00.000Z',
          attempts: 2,
          last_attempt: '2026-03-01T11:00:01.000Z',
          next_attempt: '2026-03-01T11:00:05.000Z',
          error: 'HTTP 500 ***',
        },
        {
          connection: 'c1',
          partner: { country_code: 'NL', party_id: 'ABC' },
          module: 'tariffs',
          country_code: 'NL',
          party_id: 'XYZ',
          id: 'T 1',
          state: 'REFUSED',
          changed: 7,
          since: '2026-03-01T11:00:00.000Z',
          attempts: 2,
          last_attempt: '2026-03-01T11:00:01.000Z',
          next_attempt: null,
          error: 'HTTP 500 ***',
        },
      ],
    ],
  );
});

test('a resend takes all, or what is named; half a party is refused', async (t) => {
  const { server } = await serve(t, withParked());
  const resend = (body: object) =>
    request(server)
      .post('/admin/connections/c1/resend')
      .set('Authorization', `Bearer ${adminToken}`)
      .send(body);
  // biome-ignore format: a table
  const table: [body: object, objects: number][] = [
    [{}, 2],
    [{ module: 'tokens' }, 1],
    [{ country_code: 'nl', party_id: 'xyz' }, 1],
    [{ id: '0A1B' }, 1],
    [{ id: 'RFID|0A1B' }, 0],
    [{ module: 'tariffs', country_code: 'NL', party_id: 'XYZ', id: 'T 1' }, 1],
    [{ country_code: 'NL', party_id: 'ABC' }, 0],
  ];
  for (const [body, objects] of table) {
    const answer = await resend(body);
    assert.deepEqual([answer.status, answer.body.objects], [202, objects], JSON.stringify(body));
  }
  const { body } = await resend({ module: 'tokens' });
  assert.deepEqual(body, {
    ...{ objects: 1, taken: 0, failed: 1, waiting: 0 },
    errors: [{ module: 'tokens', country_code: 'DE', party_id: 'EMP', id: '0A1B', error: 'HTTP 500 ***' }],
  });
  const half = await resend({ country_code: 'NL' });
  assert.equal(half.status, 400);
  assert.equal(half.body.errors[0].pointer, '/party_id');
});
