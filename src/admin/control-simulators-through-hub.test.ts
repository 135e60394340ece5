import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import request from 'supertest';
import { agreementsOf } from '../hub/fake-agreements.ts';
import { adminToken, connection, fakeHub, serve } from './fake-hub.ts';

const auth = { Authorization: `Bearer ${adminToken}` };

describe('the simulators of the lab', () => {
  test('are the parties named as such, once they are registered', async (t) => {
    const { server } = await lab(t);
    const { status, body } = await request(server).get('/admin/simulators').set(auth);
    assert.equal(status, 200);
    assert.deepEqual(
      (body as { id: string; connection: string }[]).map(({ id, connection }) => [id, connection]),
      [['ES*CPO', 'c1']],
    );
  });

  test('are controlled through the hub', async (t) => {
    const { server, heard } = await lab(t);
    const path = '/admin/simulators/ES*CPO/control/evses/LOC%201/E1?x=1';
    const { status, body } = await request(server).patch(path).set(auth).send({ status: 'BLOCKED' });
    assert.deepEqual([status, body], [202, { done: true }]);
    assert.deepEqual(heard, ['PATCH /control/evses/LOC%201/E1?x=1 {"status":"BLOCKED"}']);
  });

  test('get no admin token, and nothing without it', async (t) => {
    const { server, heard, headers } = await lab(t);
    const path = '/admin/simulators/ES*CPO/control/state';
    assert.equal((await request(server).get(path)).status, 401);
    assert.deepEqual(heard, []);
    await request(server).get(path).set(auth);
    assert.ok(!JSON.stringify(headers).includes(adminToken));
  });

  test('are the only partners that are reached, and only below /control', async (t) => {
    const { server, heard } = await lab(t);
    for (const path of [
      '/admin/simulators/NL*ABC/control/state',
      '/admin/simulators/ES*CPO/control/%2e%2e/ocpi/cpo/versions',
      '/admin/simulators/ES*CPO/else',
    ])
      assert.equal((await request(server).get(path).set(auth)).status, 404, path);
    assert.deepEqual(heard, []);
  });

  test('that are gone are said to be', async (t) => {
    const { server, end } = await lab(t);
    await end();
    const { status, body } = await request(server).get('/admin/simulators/ES*CPO/control/state').set(auth);
    assert.equal(status, 502);
    assert.match(String((body as { detail: string }).detail), /ES\*CPO does not answer/);
  });
});

/** An admin API whose hub knows a simulator ES*CPO and a partner NL*ABC, both at the same real server. */
async function lab(t: { after(end: () => unknown): void }) {
  const heard: string[] = [];
  const headers: object[] = [];
  const simulator = createServer((incoming, response) => {
    headers.push(incoming.headers);
    let text = '';
    incoming.on('data', (chunk) => (text += String(chunk)));
    incoming.on('end', () => {
      heard.push(`${incoming.method} ${incoming.url} ${text}`);
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"done":true}');
    });
  });
  simulator.listen(0, '127.0.0.1');
  await once(simulator, 'listening');
  const end = () => {
    simulator.closeAllConnections();
    return new Promise((closed) => simulator.close(closed));
  };
  t.after(end);
  const versionsUrl = `http://127.0.0.1:${(simulator.address() as AddressInfo).port}/ocpi/cpo/versions`;
  const hub = fakeHub();
  hub.state = {
    connections: [
      connection({ party: 'ES*CPO', versionsUrl }),
      connection({ id: 'c2', versionsUrl }),
      connection({ id: 'c3', party: 'ES*MSP', versionsUrl: null }),
    ],
    agreements: agreementsOf([]),
  };
  const { server } = await serve(t, hub, undefined, ['ES*CPO', 'ES*MSP']);
  return { server, heard, headers, end };
}
