import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import { adminToken, exchange, fakeHub, serve } from './fake-hub.ts';
import { summaryOf } from './recorded-request-handlers.ts';

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
      party: 'NL*ABC',
      finding: 'LOC-27',
      since: '2026-01-31T10:00:00+02:00',
      before: '8-1',
      limit: 7,
    };
    const { status } = await request(server).get('/admin/requests').query(query).set(auth);
    assert.equal(status, 200);
    assert.deepEqual(hub.asked.journal, [{ ...query, since: '2026-01-31T08:00:00.000Z' }]);
  });

  test('leads from page to page by Link, with the filters as they were, to the end', async (t) => {
    const hub = fakeHub();
    hub.journalled = ['x1', 'x2', 'x3'].map((id) => exchange({ id }));
    const { server } = await serve(t, hub);
    const seen: string[][] = [];
    const links: (string | undefined)[] = [];
    for (let path = '/admin/requests?limit=2&module=cdrs&direction=OUT'; path; ) {
      const { body, headers } = await request(server).get(path).set(auth);
      seen.push(body.map(({ id }: { id: string }) => id));
      links.push(headers.link);
      path = /^<(\/.*)>; rel="next"$/.exec(headers.link ?? '')?.[1] ?? '';
    }
    assert.deepEqual(seen, [['x1', 'x2'], ['x3']]);
    assert.equal(links[1], undefined);
    assert.deepEqual(
      hub.asked.journal.map(({ module, direction, limit, before }) => [module, direction, limit, before]),
      [
        ['cdrs', 'OUT', 2, undefined],
        ['cdrs', 'OUT', 2, '2-0'],
      ],
    );
  });

  for (const [header, sought] of [
    ['User-Agent', { name: 'User-Agent' }],
    ['content-type: text/html; charset=a:b', { name: 'content-type', value: 'text/html; charset=a:b' }],
  ] as const)
    test(`looks for the header ${header} since a time, and not in the whole trace`, async (t) => {
      const { server, hub } = await serve(t);
      const since = '2026-01-31T08:00:00.000Z';
      const { status } = await request(server).get('/admin/requests').query({ header, since }).set(auth);
      assert.equal(status, 200);
      assert.deepEqual(
        hub.asked.journal.map((asked) => [asked.header, asked.since]),
        [[sought, since]],
      );
      for (const path of ['/admin/requests', '/admin/requests/export']) {
        const { body, ...answer } = await request(server).get(path).query({ header }).set(auth);
        assert.equal(answer.status, 400);
        assert.deepEqual(
          body.errors.map((error: { pointer: string }) => error.pointer),
          ['?since'],
        );
      }
      assert.equal(hub.asked.journal.length, 1);
    });

  test('exports all that passes, each request whole in a line of its own', async (t) => {
    const hub = fakeHub();
    hub.journalled = Array.from({ length: 250 }, (_, nth) => exchange({ id: `x${nth}` }));
    const { server } = await serve(t, hub);
    const answer = await request(server).get('/admin/requests/export?status=404').buffer().set(auth);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], 'application/x-ndjson');
    assert.deepEqual(
      answer.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
      hub.journalled,
    );
    assert.deepEqual(
      hub.asked.journal.map(({ status, limit, before }) => [status, limit, before]),
      [
        [404, 100, undefined],
        [404, 100, '100-0'],
        [404, 100, '200-0'],
      ],
    );
  });

  test('exports nothing as an empty text', async (t) => {
    const { server } = await serve(t);
    const answer = await request(server).get('/admin/requests/export').buffer().set(auth);
    assert.deepEqual([answer.status, answer.text], [200, '']);
  });

  test('an export that the journal cannot begin is a problem, one that it cannot end is cut off', async (t) => {
    const hub = fakeHub();
    hub.journalled = Array.from({ length: 250 }, (_, nth) => exchange({ id: `x${nth}` }));
    const { page } = hub.store.journal;
    const { server } = await serve(t, hub);
    const failing = async () => Promise.reject(new Error('the disk is gone'));
    hub.store.journal.page = failing;
    assert.equal((await request(server).get('/admin/requests/export').set(auth)).status, 500);
    hub.store.journal.page = (query) => (query.before ? failing() : page(query));
    await assert.rejects(request(server).get('/admin/requests/export').buffer().set(auth), /aborted/);
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
    ['party=NLABC', 'party'],
    ['finding=late', 'finding'],
    ['header=%20', 'header'],
    ['before=x1', 'before'],
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
