import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import { adminToken, fakeHub, serve } from './fake-hub.ts';
import { routes } from './route-table.ts';

const auth = { Authorization: `Bearer ${adminToken}` };

describe('the admin token', () => {
  for (const { method, path, open } of routes) {
    test(`is ${open ? 'not ' : ''}asked for at ${method} ${path}`, async (t) => {
      const { server } = await serve(t);
      const call = request(server)[method.toLowerCase() as 'get'](path.replace(/\{\w+\}/g, 'x'));
      const { status, headers, body } = await call;
      if (open) return assert.equal(status, 200);
      assert.equal(status, 401);
      assert.match(headers['www-authenticate'] ?? '', /^Bearer /);
      assert.equal(headers['content-type'], 'application/problem+json');
      assert.equal(body.status, 401);
    });
  }

  for (const header of [
    'Bearer wrong',
    `Bearer ${adminToken}x`,
    `Token ${adminToken}`,
    adminToken,
    'Bearer',
    `Bearer ${adminToken} ${adminToken}`,
  ]) {
    test(`is not "${header}"`, async (t) => {
      const { server } = await serve(t);
      const answer = await request(server).get('/admin/connections').set('Authorization', header);
      assert.equal(answer.status, 401);
      assert.ok(!answer.text.includes(adminToken));
    });
  }

  test('may follow the scheme in any case', async (t) => {
    const { server } = await serve(t);
    const call = request(server).get('/admin/connections').set('Authorization', `bearer ${adminToken}`);
    assert.equal((await call).status, 200);
  });
});

describe('a request that is wrong', () => {
  for (const path of ['/admin', '/admin/', '/admin/cars', '/admin/connections/a/b', '/health/no']) {
    test(`in its path ${path} is a 404`, async (t) => {
      const { server } = await serve(t);
      const { status, type } = await request(server).get(path).set(auth);
      assert.deepEqual([status, type], [404, 'application/problem+json']);
    });
  }

  test('in the escapes of its path is a 400', async (t) => {
    const { server } = await serve(t);
    const { status, type } = await request(server).get('/admin/connections/%zz').set(auth);
    assert.deepEqual([status, type], [400, 'application/problem+json']);
  });

  for (const path of new Set(routes.map((route) => route.path))) {
    test(`in its method at ${path} is a 405 that names the right ones`, async (t) => {
      const { server } = await serve(t);
      const { status, headers, body } = await request(server)
        .put(path.replace(/\{\w+\}/g, 'x'))
        .set(auth);
      assert.equal(status, 405);
      assert.equal(body.status, 405);
      const offered = routes.filter((route) => route.path === path).map(({ method }) => method);
      assert.deepEqual(
        headers.allow?.split(', ').filter((method: string) => method !== 'HEAD'),
        offered,
      );
    });
  }

  for (const [what, body] of [
    ['nothing', ''],
    ['half of a document', '{"role":"CPO","token":"secret-token-a'],
    ['a stray word', '{"token":"secret-token-a" x}'],
    ['bytes that are no text', Buffer.from([0x22, 0xff, 0x22])],
  ] as const) {
    test(`with ${what} for JSON is a 400`, async (t) => {
      const { server } = await serve(t);
      const call = request(server).post('/admin/connections').set(auth).type('json');
      const answer = await call.serialize((bytes: unknown) => bytes as string).send(body);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.errors[0].pointer, '');
      assert.ok(!answer.text.includes('secret'), answer.text);
    });
  }

  test('with a JSON value that is no object is a 400', async (t) => {
    const { server } = await serve(t);
    for (const body of ['null', '1', '"x"', '[]']) {
      const call = request(server).post('/admin/connections').set(auth).type('json');
      assert.equal((await call.send(body)).status, 400);
    }
  });

  test('with too large a body is a 413', async (t) => {
    const { server } = await serve(t, fakeHub(), 1000);
    const call = request(server).post('/admin/connections').set(auth);
    const { status, type, body } = await call.send({ name: 'x'.repeat(1000) });
    assert.deepEqual([status, type], [413, 'application/problem+json']);
    assert.match(body.detail, /1000 bytes/);
  });

  test('in an unknown encoding is a 415', async (t) => {
    const { server } = await serve(t);
    const call = request(server).post('/admin/connections').set(auth).set('Content-Encoding', 'rot13');
    assert.equal((await call.send('{}')).status, 415);
  });

  test('has at most 100 errors listed', async (t) => {
    const { server } = await serve(t);
    const many = Object.fromEntries([...Array(500).keys()].map((key) => [`x${key}`, 1]));
    const { body } = await request(server).patch('/admin/connections/x').set(auth).send(many);
    assert.equal(body.errors.length, 100);
    assert.match(body.detail, /and 480 more/);
  });
});

describe('the API', () => {
  test('hides what nobody foresaw, and logs it', async (t) => {
    const hub = fakeHub();
    hub.store.journal.page = async () => {
      throw new Error('disk on fire');
    };
    const { server } = await serve(t, hub);
    const { status, type, text } = await request(server).get('/admin/requests').set(auth);
    assert.deepEqual([status, type], [500, 'application/problem+json']);
    assert.ok(!text.includes('fire'));
    assert.match(hub.logged.join(), /disk on fire/);
  });

  test('reads a body as JSON whatever its type says', async (t) => {
    const { server } = await serve(t);
    const call = request(server)
      .post('/admin/connections')
      .set(auth)
      .type('application/x-www-form-urlencoded');
    const answer = await call.send('{"role":"CPO","country_code":"NL","party_id":"ABC","name":"Abc"}');
    assert.equal(answer.status, 201);
  });

  test('leaves every other path to others', async (t) => {
    const { server } = await serve(t);
    for (const path of ['/', '/ocpi/versions', '/administration', '/console']) {
      const { status, type } = await request(server).get(path);
      assert.deepEqual([status, type], [404, 'text/html']);
    }
  });
});
