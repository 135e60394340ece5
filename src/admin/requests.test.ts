import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import { adminToken, exchange, fakeHub, serve } from './fake-hub.ts';
import { summaryOf } from './requests.ts';

const auth = { Authorization: `Bearer ${adminToken}` };

describe('the trace', () => {
  test('lists what was asked without headers and bodies', async (t) => {
    const hub = fakeHub();
    hub.journalled = [exchange({ id: 'x2' }), exchange()];
    const { server } = await serve(t, hub);
    const { status, body } = await request(server).get('/admin/requests').set(auth);
    const summary = summaryOf(exchange());
    assert.ok(!('request' in summary) && !('response' in summary));
    assert.equal(status, 200);
    assert.deepEqual(body, [{ ...summary, id: 'x2' }, summary]);
  });

  test('shows one with headers and bodies', async (t) => {
    const hub = fakeHub();
    hub.journalled = [exchange()];
    const { server } = await serve(t, hub);
    const { body } = await request(server).get('/admin/requests/x1').set(auth);
    assert.deepEqual(body, exchange());
  });

  test('answers 404 for one it does not have', async (t) => {
    const { server } = await serve(t);
    assert.equal((await request(server).get('/admin/requests/no').set(auth)).status, 404);
  });

  test('passes every filter on to the journal', async (t) => {
    const { server, hub } = await serve(t);
    const query = {
      request_id: 'r1',
      correlation_id: 'k1',
      connection: 'c1',
      module: 'credentials',
      direction: 'OUT',
      status: 2001,
      since: '2026-01-31T10:00:00+02:00',
      limit: 7,
    };
    const { status } = await request(server).get('/admin/requests').query(query).set(auth);
    assert.equal(status, 200);
    assert.deepEqual(hub.asked.journal, [{ ...query, since: '2026-01-31T08:00:00.000Z' }]);
  });

  test('gives 100 where nothing is said, 1000 at most', async (t) => {
    const { server, hub } = await serve(t);
    await request(server).get('/admin/requests').set(auth);
    await request(server).get('/admin/requests?limit=5000').set(auth);
    assert.deepEqual(
      hub.asked.journal.map(({ limit }) => limit),
      [100, 1000],
    );
  });

  for (const [query, name] of [
    ['limit=0', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['status=ok', 'status'],
    ['status=-1', 'status'],
    ['direction=UP', 'direction'],
    ['module=cars', 'module'],
    ['since=yesterday', 'since'],
    ['since=2026-13-01T00:00:00Z', 'since'],
    ['conection=c1', 'conection'],
  ]) {
    test(`names ${name} as wrong in ?${query}`, async (t) => {
      const { server } = await serve(t);
      const { status, body } = await request(server).get(`/admin/requests?${query}`).set(auth);
      assert.equal(status, 400);
      assert.deepEqual(
        body.errors.map((error: { pointer: string }) => error.pointer),
        [`?${name}`],
      );
      assert.ok(body.detail.includes(`?${name}`));
    });
  }
});
