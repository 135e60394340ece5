import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import { adminToken, now, serve } from './fake-hub.ts';

const auth = { Authorization: `Bearer ${adminToken}` };
const pair = {
  cpo: { country_code: 'nl', party_id: 'abc' },
  emsp: { country_code: 'DE', party_id: 'EMP' },
};

describe('an agreement', () => {
  test('is in force at once where nothing else is said', async (t) => {
    const { server } = await serve(t);
    const { status, body, headers } = await request(server).post('/admin/agreements').set(auth).send(pair);
    assert.equal(status, 201);
    assert.equal(headers.location, `/admin/agreements/${body.id}`);
    const agreement = {
      id: body.id,
      cpo: { country_code: 'NL', party_id: 'ABC' },
      emsp: { country_code: 'DE', party_id: 'EMP' },
      status: 'ACTIVE',
      valid_from: null,
      valid_to: null,
      run_off: true,
      created: now,
      in_force: true,
    };
    assert.deepEqual(body, agreement);
    const one = await request(server).get(`/admin/agreements/${body.id}`).set(auth);
    const all = await request(server).get('/admin/agreements').set(auth);
    assert.deepEqual(one.body, agreement);
    assert.deepEqual(all.body, [agreement]);
  });

  for (const [given, inForce] of [
    [{ valid_from: now }, true],
    [{ valid_from: '2026-03-01T12:00:01Z' }, false],
    [{ valid_to: '2026-03-01T12:00:01Z' }, true],
    [{ valid_to: now }, false],
    [{ valid_from: '2026-03-01T13:00:00+02:00' }, true],
    [{ status: 'SUSPENDED' }, false],
  ] as const) {
    test(`with ${JSON.stringify(given)} is ${inForce ? '' : 'not '}in force at ${now}`, async (t) => {
      const { server } = await serve(t);
      const { body } = await request(server).post('/admin/agreements').set(auth).send(pair);
      const changed = await request(server).patch(`/admin/agreements/${body.id}`).set(auth).send(given);
      assert.equal(changed.status, 200);
      assert.equal(changed.body.in_force, inForce);
    });
  }

  test('is gone when it is deleted', async (t) => {
    const { server } = await serve(t);
    const { body } = await request(server).post('/admin/agreements').set(auth).send(pair);
    const deleted = await request(server).delete(`/admin/agreements/${body.id}`).set(auth);
    assert.equal(deleted.status, 204);
    assert.equal(deleted.text, '');
    const { status } = await request(server).get(`/admin/agreements/${body.id}`).set(auth);
    assert.equal(status, 404);
  });

  test('that was terminated stays so', async (t) => {
    const { server } = await serve(t);
    const { body } = await request(server).post('/admin/agreements').set(auth).send(pair);
    const change = (status: string) =>
      request(server).patch(`/admin/agreements/${body.id}`).set(auth).send({ status });
    await change('TERMINATED');
    assert.equal((await change('ACTIVE')).status, 409);
  });

  test('cannot be made twice', async (t) => {
    const { server } = await serve(t);
    await request(server).post('/admin/agreements').set(auth).send(pair);
    assert.equal((await request(server).post('/admin/agreements').set(auth).send(pair)).status, 409);
  });

  test('that is not there is a 404', async (t) => {
    const { server } = await serve(t);
    for (const call of [
      request(server).get('/admin/agreements/no'),
      request(server).patch('/admin/agreements/no').send({ status: 'ACTIVE' }),
      request(server).delete('/admin/agreements/no'),
    ])
      assert.equal((await call.set(auth)).status, 404);
  });

  for (const [wrong, pointer] of [
    [{ cpo: pair.cpo }, '/emsp'],
    [{ ...pair, valid_from: 'tomorrow' }, '/valid_from'],
    [{ ...pair, valid_from: now, valid_to: now }, '/valid_to'],
    [{ ...pair, emsp: { country_code: 'DE', party_id: 'EM' } }, '/emsp/party_id'],
    [{ ...pair, status: 'ACTIVE' }, '/status'],
    [[pair], ''],
  ] as const) {
    test(`as ${JSON.stringify(wrong)} is wrong at "${pointer}"`, async (t) => {
      const { server } = await serve(t);
      const { status, body } = await request(server).post('/admin/agreements').set(auth).send(wrong);
      assert.equal(status, 400);
      assert.deepEqual(
        body.errors.map((error: { pointer: string }) => error.pointer),
        [pointer],
      );
    });
  }
});
