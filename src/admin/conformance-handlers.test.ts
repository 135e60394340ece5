import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import supertest from 'supertest';
import type { ConformanceView } from '../hub/types.generated.ts';
import { adminToken, connection, serve } from './fake-hub.ts';

const bearer = `Bearer ${adminToken}`;

test('the suite runs as a process of its own against the partner of a connection, and leaves a report', async (t) => {
  const { server, hub } = await serve(t);
  const partner = await brokenPartner(t);
  hub.state.connections.push(connection({ versionsUrl: partner.url }));
  const ask = supertest(server);
  const order = { read_only: true, only: ['VER-01'] };
  const started = await ask
    .post('/admin/connections/c1/conformance')
    .set('Authorization', bearer)
    .send(order)
    .expect(202);
  assert.equal(started.body.status, 'RUNNING');
  assert.ok(!JSON.stringify(started.body).includes('token-to-them'));

  const second = await ask
    .post('/admin/connections/c1/conformance')
    .set('Authorization', bearer)
    .send(order)
    .expect(409);
  assert.match(second.body.detail, /one at a time/);
  const path = `/admin/conformance/${started.body.id}`;
  await ask.get(`${path}/report`).set('Authorization', bearer).expect(404);

  let view = started.body as ConformanceView;
  while (view.status === 'RUNNING') {
    await wait(50);
    view = (await ask.get(path).set('Authorization', bearer).expect(200)).body;
  }
  assert.equal(view.error, null);
  assert.deepEqual([view.status, view.conformant, view.verdicts.failed], ['DONE', false, 1]);
  // The connection's own token is the one with which the hub calls the partner.
  assert.deepEqual([...new Set(partner.tokens)], ['Token token-to-them']);
  const page = await ask.get(`${path}/report?format=html`).set('Authorization', bearer).expect(200);
  assert.match(page.headers['content-type'] ?? '', /^text\/html/);
  assert.match(page.text, /This operator breaks 2\.1\.1/);
  assert.ok(!page.text.includes('token-to-them'));
  const junit = await ask.get(`${path}/report?format=junit`).set('Authorization', bearer).expect(200);
  assert.match(junit.text ?? String(junit.body), /<testsuite/);
  const list = await ask.get('/admin/conformance').set('Authorization', bearer).expect(200);
  assert.deepEqual(list.body, [view]);
});

test('a run that writes needs a TOKEN_A, and the token of the hub goes to no other address', async (t) => {
  const { server, hub } = await serve(t);
  hub.state.connections.push(connection());
  const post = (order: object) =>
    supertest(server).post('/admin/connections/c1/conformance').set('Authorization', bearer).send(order);
  const writing = await post({}).expect(400);
  assert.equal(writing.body.errors[0].pointer, '/token');
  const elsewhere = await post({ read_only: true, versions_url: 'https://elsewhere.example' }).expect(400);
  assert.equal(elsewhere.body.errors[0].pointer, '/token');
});

test('why a run has no report is told in the words of the suite', async (t) => {
  const { server, hub } = await serve(t);
  hub.state.connections.push(connection());
  const ask = supertest(server);
  const { body } = await ask
    .post('/admin/connections/c1/conformance')
    .set('Authorization', bearer)
    .send({ read_only: true, only: ['NOSUCH-1'] })
    .expect(202);
  let view = body as ConformanceView;
  while (view.status === 'RUNNING') {
    await wait(50);
    view = (await ask.get(`/admin/conformance/${view.id}`).set('Authorization', bearer)).body;
  }
  assert.equal(view.status, 'FAILED');
  assert.match(view.error ?? '', /NOSUCH-1 is no area or requirement/);
  assert.doesNotMatch(view.error ?? '', /^error: /);
});

/** A partner whose versions are an object instead of a list. */
async function brokenPartner(t: { after(end: () => unknown): void }) {
  const tokens: string[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization ?? '');
    const body = { status_code: 1000, timestamp: new Date().toISOString(), data: { version: '2.1.1' } };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/versions`, tokens };
}
