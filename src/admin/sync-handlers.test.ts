import assert from 'node:assert/strict';
import { test } from 'node:test';
import request from 'supertest';
import { agreementsOf } from '../hub/fake-agreements.ts';
import { adminToken, connection, fakeHub, serve } from './fake-hub.ts';

const bearer = `Bearer ${adminToken}`;

test('a pull is started, and then shown by its id and in the list', async (context) => {
  const hub = fakeHub();
  hub.state = { connections: [connection()], agreements: agreementsOf([]) };
  const { server } = await serve(context, hub);
  const started = await request(server)
    .post('/admin/connections/c1/syncs')
    .set('Authorization', bearer)
    .send({ type: 'delta' });
  assert.equal(started.status, 202);
  assert.deepEqual([started.body.id, started.body.type, started.body.status], ['s1', 'delta', 'RUNNING']);
  const shown = await request(server).get('/admin/syncs/s1').set('Authorization', bearer);
  assert.deepEqual(shown.body, started.body);
  const listed = await request(server).get('/admin/syncs').set('Authorization', bearer);
  assert.deepEqual(listed.body, [started.body]);
});

test('a pull of what is not there is a 404', async (context) => {
  const { server } = await serve(context);
  for (const [method, path] of [
    ['post', '/admin/connections/c1/syncs'],
    ['get', '/admin/syncs/s1'],
  ] as const) {
    const answer = await request(server)[method](path).set('Authorization', bearer).send({ type: 'full' });
    assert.equal(answer.status, 404, path);
  }
});

test('a pull with a wrong body names the field', async (context) => {
  const { server } = await serve(context);
  for (const [body, pointer] of [
    [{}, '/type'],
    [{ type: 'all' }, '/type'],
    [{ type: 'full', modules: ['cars'] }, '/modules/0'],
    [{ type: 'full', modules: [] }, '/modules'],
    [{ type: 'full', since: 1 }, '/since'],
  ] as const) {
    const answer = await request(server)
      .post('/admin/connections/c1/syncs')
      .set('Authorization', bearer)
      .send(body);
    assert.equal(answer.status, 400);
    assert.deepEqual(
      answer.body.errors.map((error: { pointer: string }) => error.pointer),
      [pointer],
    );
  }
});
