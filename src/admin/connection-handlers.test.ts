import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import { agreementsOf } from '../hub/fake-agreements.ts';
import type { Outgoing, Reply } from '../ocpi/messages/request-and-answer-types.ts';
import { hashToken } from '../ocpi/words/credentials-tokens.ts';
import { adminToken, connection, fakeHub, now, serve } from './fake-hub.ts';

const auth = { Authorization: `Bearer ${adminToken}` };
const abc = { role: 'CPO', country_code: 'nl', party_id: 'abc', name: 'Abc' };

const seen = {
  id: 'c1',
  role: 'CPO',
  country_code: 'NL',
  party_id: 'ABC',
  name: 'Abc',
  parties: [
    { country_code: 'NL', party_id: 'ABC' },
    { country_code: 'NL', party_id: 'ABD' },
  ],
  status: 'REGISTERED',
  old_token_until: null,
  versions_url: 'https://abc.example/versions',
  endpoints: [{ identifier: 'credentials', url: 'https://abc.example/2.1.1/credentials' }],
  options: {
    push: true,
    push_as: 'owner',
    catch_up: true,
    push_on_agreement: false,
    page_limit: 1000,
    strict: false,
    charging_profiles: false,
    infer_owner: false,
    extensions: 'owner',
    hold_unbound: false,
    response_hosts: [],
  },
  profile: {
    ignores_to: false,
    sends_base64_token: false,
    expects_base64_token: false,
    trailing_slash: 'never',
    nulls: 'omitted',
    dates: 'as_given',
    enums: 'as_given',
    extensions: 'owner',
    drops: [],
    page_size: null,
    repairs: [],
  },
  profile_set: [],
  profile_learnt: [],
  delivery: {
    state: 'LIVE',
    pending: 1,
    parked: 2,
    delivered: 20,
    failed: 3,
    behind_since: null,
    last_error: null,
  },
  created: '2026-01-01T00:00:00.000Z',
  updated: '2026-01-02T00:00:00.000Z',
};

describe('a new connection', () => {
  test('comes with a token for the partner and the versions URL to call', async (t) => {
    const { server, hub } = await serve(t);
    const { status, body, headers } = await request(server).post('/admin/connections').set(auth).send(abc);
    assert.equal(status, 201);
    assert.equal(headers.location, `/admin/connections/${body.id}`);
    assert.equal(headers['cache-control'], 'no-store');
    assert.deepEqual(Object.keys(body).sort(), [...Object.keys(seen), 'token'].sort());
    assert.equal(body.status, 'PENDING');
    assert.equal(body.versions_url, 'https://hub.example/ocpi/emsp/versions');
    assert.equal(hub.state.connections[0]?.tokenToUs, hashToken(body.token));
    assert.equal(body.created, now);
  });

  test('names the CPO interface to a provider', async (t) => {
    const { server } = await serve(t);
    const { body } = await request(server)
      .post('/admin/connections')
      .set(auth)
      .send({ ...abc, role: 'EMSP' });
    assert.equal(body.versions_url, 'https://hub.example/ocpi/cpo/versions');
  });

  test('shows its token this once', async (t) => {
    const { server } = await serve(t);
    const { body } = await request(server).post('/admin/connections').set(auth).send(abc);
    const one = await request(server).get(`/admin/connections/${body.id}`).set(auth);
    const all = await request(server).get('/admin/connections').set(auth);
    assert.equal(one.body.versions_url, null);
    for (const { text } of [one, all]) noSecret(text, body.token, hashToken(body.token));
  });

  test('is registered when the hub did the handshake', async (t) => {
    const hub = fakeHub();
    hub.partner = goodPartner;
    const { server } = await serve(t, hub);
    const { status, body, text } = await request(server)
      .post('/admin/connections')
      .set(auth)
      .send({ ...abc, versions_url: 'https://abc.example/versions', token: 'their-token-a' });
    assert.equal(status, 201);
    assert.equal(body.status, 'REGISTERED');
    assert.equal(body.versions_url, 'https://abc.example/versions');
    noSecret(text, 'their-token-a', 'their-token-c', hub.state.connections[0]?.tokenToUs ?? '');
  });

  test('says every field that is wrong, and where', async (t) => {
    const { server } = await serve(t);
    const { status, body, type } = await request(server)
      .post('/admin/connections')
      .set(auth)
      .send({ role: 'HUB', country_code: 'NLD', name: '', parties: [{ country_code: 'NL' }], extra: 1 });
    assert.equal(status, 400);
    assert.equal(type, 'application/problem+json');
    assert.deepEqual(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), [
      '/country_code',
      '/extra',
      '/name',
      '/parties/0/party_id',
      '/party_id',
      '/role',
    ]);
    assert.equal(body.status, 400);
    for (const field of ['type', 'title', 'detail']) assert.equal(typeof body[field], 'string');
  });

  test('of a party that has one is a conflict', async (t) => {
    const hub = withConnection();
    const { server } = await serve(t, hub);
    const { status, body } = await request(server).post('/admin/connections').set(auth).send(abc);
    assert.equal(status, 409);
    assert.match(body.detail, /NL\*ABC/);
  });

  test('with a partner that cannot be reached is a 502 and leaves nothing', async (t) => {
    const { server, hub } = await serve(t);
    const { status, body } = await request(server)
      .post('/admin/connections')
      .set(auth)
      .send({ ...abc, versions_url: 'https://abc.example/versions', token: 'their-token-a' });
    assert.equal(status, 502);
    assert.match(body.detail, /ECONNREFUSED.*3001/);
    assert.deepEqual(hub.state.connections, []);
  });

  test('with a partner that has no version 2.1.1 is a 422', async (t) => {
    const hub = fakeHub();
    hub.partner = () => answered([{ version: '2.2.1', url: 'https://abc.example/2.2.1' }]);
    const { server } = await serve(t, hub);
    const { status, body } = await request(server)
      .post('/admin/connections')
      .set(auth)
      .send({ ...abc, versions_url: 'https://abc.example/versions', token: 'their-token-a' });
    assert.equal(status, 422);
    assert.match(body.detail, /OCPI 3002/);
  });

  test('does not repeat a token that the partner repeats in its words', async (t) => {
    const hub = fakeHub();
    hub.partner = ({ token }) => ({ http: 401, code: 2000, message: `unknown token ${token}` });
    const { server } = await serve(t, hub);
    const { text } = await request(server)
      .post('/admin/connections')
      .set(auth)
      .send({ ...abc, versions_url: 'https://abc.example/versions', token: 'their-token-a' });
    noSecret(text, 'their-token-a');
    assert.match(text, /unknown token \*\*\*/);
  });
});

describe('a connection', () => {
  test('is shown with these fields and no token', async (t) => {
    const { server } = await serve(t, withConnection());
    const one = await request(server).get('/admin/connections/c1').set(auth);
    const all = await request(server).get('/admin/connections').set(auth);
    assert.deepEqual(one.body, seen);
    assert.deepEqual(all.body, [seen]);
    for (const { text } of [one, all])
      noSecret(text, 'token-to-us', 'token-to-them', hashToken('token-to-us'), hashToken('next-token-to-us'));
  });

  test('shows what the partner said last, without the token the partner repeats', async (t) => {
    const hub = withConnection();
    hub.lastError = 'locations LOC1 for NL*ABC: token-to-them is not known';
    const { server } = await serve(t, hub);
    const { body } = await request(server).get('/admin/connections/c1').set(auth);
    assert.equal(body.delivery.last_error, 'locations LOC1 for NL*ABC: *** is not known');
  });

  test('that is not there is a 404', async (t) => {
    const { server } = await serve(t);
    for (const call of [
      request(server).get('/admin/connections/no'),
      request(server).patch('/admin/connections/no').send({ name: 'New' }),
      request(server).post('/admin/connections/no/rotate'),
      request(server).delete('/admin/connections/no'),
    ]) {
      const { status, body } = await call.set(auth);
      assert.equal(status, 404);
      assert.match(body.detail, /no connection no/);
    }
  });

  test('takes name, parties, options and suspension', async (t) => {
    const { server } = await serve(t, withConnection());
    const { status, body } = await request(server)
      .patch('/admin/connections/c1')
      .set(auth)
      .send({
        name: 'New',
        status: 'SUSPENDED',
        parties: [{ country_code: 'be', party_id: 'new' }],
        options: { push: false },
      });
    assert.equal(status, 200);
    assert.deepEqual(body, {
      ...seen,
      name: 'New',
      status: 'SUSPENDED',
      parties: [
        { country_code: 'NL', party_id: 'ABC' },
        { country_code: 'BE', party_id: 'NEW' },
      ],
      options: { ...seen.options, push: false },
      updated: now,
    });
  });

  test('says which option is wrong', async (t) => {
    const { server } = await serve(t, withConnection());
    const { status, body } = await request(server)
      .patch('/admin/connections/c1')
      .set(auth)
      .send({ options: { page_limit: 0 } });
    assert.equal(status, 400);
    assert.deepEqual(body.errors, [{ pointer: '/options/page_limit', message: 'must be at least 1, got 0' }]);
  });

  test('takes the name of a time zone alone as one', async (t) => {
    const { server } = await serve(t, withConnection());
    const setTo = (time_zone: string) =>
      request(server).patch('/admin/connections/c1').set(auth).send({ options: { time_zone } });
    for (const wrong of ['Europe/Amsterdm', 'CEST', '+01:00', '']) {
      const { status, body } = await setTo(wrong);
      assert.equal(status, 400, wrong);
      const message = `must be a time zone by its name of the IANA such as Europe/Amsterdam, got "${wrong}"`;
      assert.deepEqual(body.errors, [{ pointer: '/options/time_zone', message }]);
    }
    const { status, body } = await setTo('Europe/Amsterdam');
    assert.equal(status, 200);
    assert.equal(body.options.time_zone, 'Europe/Amsterdam');
  });

  test('that is pending can be neither suspended nor rotated', async (t) => {
    const { server } = await serve(t, withConnection({ status: 'PENDING' }));
    const suspended = await request(server)
      .patch('/admin/connections/c1')
      .set(auth)
      .send({ status: 'SUSPENDED' });
    const rotated = await request(server).post('/admin/connections/c1/rotate').set(auth);
    assert.deepEqual([suspended.status, rotated.status], [409, 409]);
  });

  test('gets new tokens by rotation', async (t) => {
    const hub = withConnection({ nextTokenToUs: null });
    hub.partner = goodPartner;
    const { server } = await serve(t, hub);
    const { status, body, text } = await request(server).post('/admin/connections/c1/rotate').set(auth);
    assert.equal(status, 200);
    assert.equal(body.status, 'REGISTERED');
    assert.equal(hub.state.connections[0]?.tokenToThem, 'their-token-c');
    noSecret(text, 'their-token-c', 'token-to-them', hub.state.connections[0]?.tokenToUs ?? '');
  });

  test('ends with both tokens void, and stays on the list', async (t) => {
    const { server, hub } = await serve(t, withConnection());
    const { status, body } = await request(server).delete('/admin/connections/c1').set(auth);
    assert.equal(status, 200);
    assert.equal(body.status, 'UNREGISTERED');
    assert.equal(hub.state.connections[0]?.tokenToThem, null);
  });
});

function withConnection(change: Parameters<typeof connection>[0] = {}) {
  const hub = fakeHub();
  hub.state = { connections: [connection(change)], agreements: agreementsOf([]) };
  return hub;
}

/** The answers of a partner that registers correctly as a CPO. */
function goodPartner({ url, method }: Outgoing): Partial<Reply> {
  if (method !== 'GET')
    return answered({
      token: 'their-token-c',
      url: 'https://abc.example/versions',
      business_details: { name: 'Abc Charging' },
      country_code: 'NL',
      party_id: 'ABC',
    });
  if (url.endsWith('/versions')) return answered([{ version: '2.1.1', url: 'https://abc.example/2.1.1' }]);
  const endpoints = [{ identifier: 'credentials', url: 'https://abc.example/2.1.1/credentials' }];
  return answered({ version: '2.1.1', endpoints });
}

function answered(data: unknown): Partial<Reply> {
  return { success: true, http: 200, code: 1000, data };
}

function noSecret(text: string, ...secrets: string[]) {
  for (const secret of secrets) {
    assert.ok(secret.length > 0);
    assert.ok(!text.includes(secret), `${secret} is in ${text}`);
  }
}
