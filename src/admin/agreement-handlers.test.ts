import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import type { Connection } from '../hub/ports/connection-registry.ts';
import { adminToken, connection, fakeHub, now, serve } from './fake-hub.ts';

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
      first_day: null,
      last_day: null,
      zone: null,
      run_off: true,
      created: now,
      in_force: true,
      obstacles: [
        'NL*ABC is unknown: it has no connection as an operator (CPO)',
        'DE*EMP is unknown: it has no connection as a provider (EMSP)',
      ],
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
    ['NL*ABC', ''],
    [[pair, { ...pair, valid_from: 'tomorrow' }], '/1/valid_from'],
    [[{ ...pair, valid_from: now, valid_to: now }, pair], '/0/valid_to'],
  ] as const) {
    test(`as ${JSON.stringify(wrong)} is wrong at "${pointer}"`, async (t) => {
      const { server } = await serve(t);
      const { status, body } = await request(server)
        .post('/admin/agreements')
        .set(auth)
        .set('Content-Type', 'application/json')
        .send(JSON.stringify(wrong));
      assert.equal(status, 400);
      assert.deepEqual(
        body.errors.map((error: { pointer: string }) => error.pointer),
        [pointer],
      );
    });
  }
});

describe('a list of agreements', () => {
  const other = { ...pair, emsp: { country_code: 'FR', party_id: 'OTH' } };

  test('is made as a whole, and answered in its order', async (t) => {
    const { server } = await serve(t);
    const { status, body } = await request(server).post('/admin/agreements').set(auth).send([other, pair]);
    assert.equal(status, 201);
    assert.deepEqual(
      body.map(({ emsp }: { emsp: unknown }) => emsp),
      [other.emsp, pair.emsp],
    );
    const all = await request(server).get('/admin/agreements').set(auth);
    assert.deepEqual(all.body, body);
  });

  for (const [what, before, list, pointers] of [
    ['a pair that has one already', [pair], [other, pair], ['/1']],
    ['a pair given twice', [], [pair, other, pair], ['/2']],
  ] as const)
    test(`with ${what} is refused as a whole, and says which it is`, async (t) => {
      const { server } = await serve(t);
      for (const one of before) await request(server).post('/admin/agreements').set(auth).send(one);
      const { status, body } = await request(server)
        .post('/admin/agreements')
        .set(auth)
        .send([...list]);
      assert.equal(status, 409);
      assert.deepEqual(
        body.errors.map(({ pointer }: { pointer: string }) => pointer),
        pointers,
      );
      const all = await request(server).get('/admin/agreements').set(auth);
      assert.equal(all.body.length, before.length);
    });
});

/** Obstacles of an agreement of NL*ABC and DE*EMP, by how the two are connected. */
const connected: [what: string, state: Partial<Connection>[], obstacles: string[]][] = [
  ['both are registered', [{}, { role: 'EMSP', party: 'DE*EMP' }], []],
  [
    'one is suspended, the other has not registered',
    [{ status: 'SUSPENDED' }, { role: 'EMSP', party: 'DE*EMP', status: 'PENDING' }],
    ['NL*ABC is suspended', 'DE*EMP has not registered yet'],
  ],
  [
    'one has gone',
    [{}, { role: 'EMSP', party: 'DE*EMP', status: 'UNREGISTERED' }],
    ['DE*EMP has unregistered'],
  ],
  [
    'one has the other role',
    [{}, { role: 'CPO', party: 'DE*EMP' }],
    [
      'DE*EMP is connected as an operator (CPO), not as a provider (EMSP): do the two stand the wrong way round?',
    ],
  ],
];

for (const [what, connections, obstacles] of connected)
  test(`an agreement where ${what} says what is in the way`, async (t) => {
    const hub = fakeHub();
    hub.state = { ...hub.state, connections: connections.map(partner) };
    const { server } = await serve(t, hub);
    const { status, body } = await request(server).post('/admin/agreements').set(auth).send(pair);
    assert.equal(status, 201);
    assert.deepEqual(body.obstacles, obstacles);
  });

test('an agreement whose parties stand the wrong way round is refused', async (t) => {
  const hub = fakeHub();
  hub.state = { ...hub.state, connections: [{ role: 'EMSP' }, { party: 'DE*EMP' }].map(partner as never) };
  const { server } = await serve(t, hub);
  const { status, body } = await request(server).post('/admin/agreements').set(auth).send(pair);
  assert.equal(status, 400);
  assert.deepEqual(body.errors, [
    {
      pointer: '/cpo',
      message: 'NL*ABC is connected as a provider and DE*EMP as an operator: they stand the wrong way round',
    },
  ]);
});

function partner(given: Partial<Connection>, nth: number): Connection {
  const { party = 'NL*ABC' } = given;
  return connection({ id: `c${nth}`, parties: [party], ...given });
}
