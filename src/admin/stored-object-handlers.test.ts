import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import { agreementsOf } from '../hub/fake-agreements.ts';
import type { StoredObject } from '../hub/ports/object-store.ts';
import { adminToken, connection, fakeHub, serve } from './fake-hub.ts';

const auth = { Authorization: `Bearer ${adminToken}` };

describe('stored objects', () => {
  test('of one party, as a page', async (t) => {
    const hub = withObjects();
    const { server } = await serve(t, hub);
    const { status, body } = await request(server)
      .get('/admin/objects/locations?country_code=nl&party_id=abc&offset=1&limit=1')
      .set(auth);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      total: 2,
      offset: 1,
      limit: 1,
      objects: [
        {
          country_code: 'NL',
          party_id: 'ABC',
          id: 'LOC2',
          last_updated: '2026-02-01T00:00:00.000Z',
          changed: 7,
          recipient: null,
          object: { id: 'LOC2' },
        },
      ],
    });
  });

  test('of all parties of the owning role, also of those that have left', async (t) => {
    const { server, hub } = await serve(t, withObjects());
    const { body } = await request(server).get('/admin/objects/locations').set(auth);
    assert.equal(body.total, 3);
    assert.deepEqual(hub.asked.objects, [
      {
        module: 'locations',
        visible: [{ owner: 'NL*ABC' }, { owner: 'NL*ABD' }, { owner: 'BE*OLD' }, { owner: 'FR*AGR' }],
        offset: 0,
        limit: 100,
      },
    ]);
  });

  test('with an id, of any owner or of one', async (t) => {
    const hub = withObjects();
    const { server } = await serve(t, hub);
    const ids = async (query: string) => {
      const { body } = await request(server).get(`/admin/objects/locations?${query}`).set(auth);
      return [body.total, body.objects.map(({ id }: StoredObject) => id)];
    };
    assert.deepEqual(await ids('id=LOC2'), [1, ['LOC2']]);
    assert.deepEqual(await ids('id=LOC2&country_code=BE&party_id=OLD'), [0, []]);
    assert.deepEqual(await ids('id=LOC'), [0, []]);
  });

  test('that belong to a driver are shown with their provider', async (t) => {
    const { server } = await serve(t, withObjects());
    const { body } = await request(server).get('/admin/objects/cdrs').set(auth);
    assert.deepEqual(
      body.objects.map(({ id, recipient }: StoredObject) => [id, recipient]),
      [['CDR1', 'DE*EMP']],
    );
  });

  test('of a provider are its tokens', async (t) => {
    const { server, hub } = await serve(t, withObjects());
    await request(server).get('/admin/objects/tokens').set(auth);
    assert.deepEqual(hub.asked.objects[0]?.visible, [{ owner: 'DE*EMP' }]);
  });

  test('of Tokens are the disputed ones on demand, also with an id beside it', async (t) => {
    const hub = withObjects();
    const token = (uid: string, created: number, lookups: Record<string, string>) => ({
      ...stored({ id: uid, module: 'tokens', owner: 'DE*EMP' }),
      created,
      lookups: { uid, ...lookups },
    });
    hub.stored.push(
      token('T1', 11, { contested: 'yes' }),
      token('T2', 12, {}),
      token('T3', 13, { contested: 'yes' }),
    );
    const { server } = await serve(t, hub);
    const ids = async (query: string) => {
      const { body } = await request(server).get(`/admin/objects/tokens?${query}`).set(auth);
      return [body.total, body.objects.map(({ id }: StoredObject) => id)];
    };
    assert.deepEqual(await ids('disputed=yes'), [2, ['T1', 'T3']]);
    assert.deepEqual(await ids('disputed=yes&id=T3'), [1, ['T3']]);
    assert.deepEqual(await ids('disputed=yes&q=T2'), [0, []]);
    assert.deepEqual(await ids('disputed=yes&q=FR*XYZ'), [0, []]);
    const refused = await request(server).get('/admin/objects/tokens?disputed=no').set(auth);
    assert.equal(refused.status, 400);
  });

  test('of a module that stores none are a 404', async (t) => {
    const { server } = await serve(t);
    for (const module of ['commands', 'cars', '__proto__'])
      assert.equal((await request(server).get(`/admin/objects/${module}`).set(auth)).status, 404);
  });

  for (const [query, name] of [
    ['country_code=NL', 'party_id'],
    ['party_id=ABC', 'country_code'],
    ['country_code=NLD&party_id=ABC', 'country_code'],
    ['country_code=NL&party_id=A*C', 'party_id'],
    ['offset=-1', 'offset'],
    ['limit=1.5', 'limit'],
    ['owner=NL', 'owner'],
  ]) {
    test(`cannot be asked for with ?${query}: ${name}`, async (t) => {
      const { server } = await serve(t);
      const { status, body } = await request(server).get(`/admin/objects/locations?${query}`).set(auth);
      assert.equal(status, 400);
      assert.equal(body.errors[0].pointer, `?${name}`);
    });
  }
});

function withObjects() {
  const hub = fakeHub();
  hub.state = {
    connections: [
      connection(),
      connection({ id: 'c2', status: 'UNREGISTERED', party: 'BE*OLD', parties: ['BE*OLD'] }),
      connection({ id: 'c3', role: 'EMSP', party: 'DE*EMP', parties: ['DE*EMP'] }),
    ],
    agreements: agreementsOf([
      {
        id: 'a1',
        cpo: 'FR*AGR',
        emsp: 'DE*EMP',
        status: 'TERMINATED',
        since: '2026-01-01T00:00:00.000Z',
        valid_from: null,
        valid_to: null,
        created: '2026-01-01T00:00:00.000Z',
        deleted: true,
      },
    ]),
  };
  hub.stored = [
    stored({ id: 'LOC1' }),
    stored({ id: 'LOC2' }),
    stored({ id: 'LOC1', owner: 'BE*OLD' }),
    { ...stored({ id: 'cdr1', module: 'cdrs', recipient: 'DE*EMP' }), lookups: { id: 'CDR1' } },
  ];
  return hub;
}

function stored(given: Partial<StoredObject> & { id: string }): StoredObject {
  return {
    module: 'locations',
    owner: 'NL*ABC',
    created: 1,
    changed: 7,
    lastUpdated: Date.parse('2026-02-01T00:00:00Z'),
    recipient: null,
    gone: false,
    lookups: { id: given.id },
    bytes: Buffer.from(JSON.stringify({ id: given.id })),
    ...given,
  };
}
