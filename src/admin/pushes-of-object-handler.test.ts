import assert from 'node:assert/strict';
import { test } from 'node:test';
import request from 'supertest';
import { agreementsOf } from '../hub/fake-agreements.ts';
import { adminToken, connection, exchange, fakeHub, serve } from './fake-hub.ts';

test('what was said of a CDR is found by its id, though its URL does not name it', async (t) => {
  const hub = fakeHub();
  hub.state = { connections: [connection()], agreements: agreementsOf([]) };
  const post = (id: string, change: object) =>
    exchange({
      id,
      module: 'cdrs',
      method: 'POST',
      url: 'https://emp.example/2.1.1/cdrs',
      request: { headers: {}, body: '{"id":"CDR1"}' },
      ...change,
    });
  const journal = [
    post('told', { direction: 'OUT', time: '2026-03-01T11:59:02.000Z' }),
    post('other', { direction: 'OUT', correlation_id: 'k2', time: '2026-03-01T11:59:01.000Z' }),
    post('another', { request: { headers: {}, body: '{"id":"CDR2"}' } }),
    post('said', {}),
  ];
  hub.store.journal.find = async ({ direction }) => journal.filter((one) => one.direction === direction);
  const { server } = await serve(t, hub);
  const { status, body } = await request(server)
    .get('/admin/objects/cdrs/writes?country_code=NL&party_id=ABC&id=CDR1')
    .set('Authorization', `Bearer ${adminToken}`);
  assert.equal(status, 200);
  assert.deepEqual(
    body.map(({ id }: { id: string }) => id),
    ['told', 'said'],
  );
});
