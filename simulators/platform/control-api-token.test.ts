import assert from 'node:assert/strict';
import { request } from 'node:http';
import { type TestContext, test } from 'node:test';
import { startSimulator } from '../start-simulator.ts';

test('the control API of a loopback simulator is for programs of this machine, not for pages of other sites', async (context) => {
  const { url } = await simulator(context, {});
  const port = new URL(url).port;
  for (const [headers, status] of [
    [{}, 200],
    [{ Host: `localhost:${port}` }, 200],
    [{ Host: `[::1]:${port}` }, 200],
    [{ Origin: url }, 200],
    [{ Host: 'evil.example' }, 403],
    [{ Host: `127.0.0.1.evil.example:${port}` }, 403],
    [{ Origin: 'http://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
  ] as const)
    assert.equal(await ask(url, headers), status, JSON.stringify(headers));
});

test('the control API of a simulator that others can reach wants a token', async (context) => {
  const { url, told } = await simulator(context, { host: '0.0.0.0' });
  const made = told.find(({ event }) => event === 'listening')?.control_token;
  assert.match(String(made), /^\S{32,}$/);
  const open = url.replace('0.0.0.0', '127.0.0.1');
  assert.equal(await ask(open, {}), 401);
  assert.equal(await ask(open, { Authorization: 'Bearer wrong' }), 401);
  assert.equal(await ask(open, { Authorization: `Bearer ${made}` }), 200);
  assert.equal(await ask(open, { Authorization: `Bearer ${made}`, Host: 'cpo.example' }), 200);
  assert.equal(await ask(open, { Authorization: `Bearer ${made}`, Origin: 'http://evil.example' }), 403);
});

test('a public URL makes it one that others can reach, and a token may be given', async (context) => {
  const { url, told } = await simulator(context, {
    publicUrl: 'https://cpo.example',
    controlToken: 'a-control-token',
  });
  const { port } = told.find(({ event }) => event === 'listening') as { port?: number };
  assert.equal(url, 'https://cpo.example');
  assert.equal(await ask(`http://127.0.0.1:${port}`, {}), 401);
  assert.equal(await ask(`http://127.0.0.1:${port}`, { Authorization: 'Bearer a-control-token' }), 200);
});

type Told = { event?: string; control_token?: string; port?: number };

async function simulator(context: TestContext, more: object) {
  const told: Told[] = [];
  const log = { info: (line: object) => void told.push(line), warn: () => undefined, error: () => undefined };
  const running = await startSimulator({
    ...{ side: 'cpo', party: 'ES*CPO', name: 'Simulator', host: '127.0.0.1', port: 0, log },
    ...{ locations: 0, speed: 1, live: false, idle: true },
    ...more,
  });
  context.after(() => running.stop());
  return { url: running.url, told };
}

function ask(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((done, failed) => {
    request(`${url}/control/faults`, { method: 'DELETE', headers, agent: false }, (answer) => {
      answer.resume();
      // The answer to a DELETE of faults is 204.
      done(answer.statusCode === 204 ? 200 : (answer.statusCode ?? 0));
    })
      .on('error', failed)
      .end();
  });
}
