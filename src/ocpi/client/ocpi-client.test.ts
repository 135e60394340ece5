import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Exchange, Outgoing } from '../messages/request-and-answer-types.ts';
import { type ClientOptions, ocpiClient } from './ocpi-client.ts';

const token = 'token-of-the-partner-4711';

/** A partner that answers every request in one way, and a client that calls it and records its exchanges. */
async function calling(context: TestContext, listener: RequestListener, change: Partial<ClientOptions> = {}) {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const exchanges: Exchange[] = [];
  const client = ocpiClient({
    reach: { privateNetworks: true, plainHttp: true },
    now: Date.now,
    record: (exchange) => void exchanges.push(exchange),
    ...change,
  });
  context.after(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const request: Outgoing = {
    method: 'GET',
    url: `${origin}/x`,
    token,
    module: 'tokens',
    connection: null,
    timeout: 60_000,
  };
  return { exchanges, send: (more: Partial<Outgoing> = {}) => client.send({ ...request, ...more }), origin };
}

test('a token that the partner repeats reaches neither journal nor another partner @TRACE-07', async (context) => {
  const { send, exchanges, origin } = await calling(context, (_, response) =>
    response
      .setHeader('X-Debug', token)
      .end(JSON.stringify({ status_code: 2000, status_message: `no ${token}`, data: { token } })),
  );
  const reply = await send({ url: `${origin}/x?token=${token}` });
  assert.deepEqual([reply.code, reply.said, reply.data], [2000, 'no ***', undefined]);
  assert.equal(exchanges.length, 1);
  assert.ok(!JSON.stringify(exchanges).includes(token), JSON.stringify(exchanges));
});

test('an answer is bounded in size, in depth and in time', async (context) => {
  const bodies: Record<string, string> = {
    '/large': `{"status_code":1000,"data":"${'x'.repeat(2000)}"}`,
    '/deep': `{"status_code":1000,"data":${'['.repeat(1100)}${']'.repeat(1100)}}`,
    '/proto': '{"status_code":1000,"data":{"__proto__":{"a":1}}}',
  };
  const { send, origin } = await calling(
    context,
    ({ url = '' }, response) => {
      if (url === '/drip') setInterval(() => response.write(' '), 20).unref();
      else response.end(bodies[url] ?? '{"status_code":1000}');
    },
    { answerLimit: 1500 },
  );
  assert.equal((await send({ url: `${origin}/x` })).outcome, 'answered');
  const large = await send({ url: `${origin}/large` });
  assert.deepEqual([large.outcome, large.barred], ['unreachable', 'size']);
  assert.equal((await send({ url: `${origin}/proto` })).outcome, 'garbage');
  assert.equal((await send({ url: `${origin}/drip`, timeout: 100 })).outcome, 'timeout');
  const { send: sendMore, origin: other } = await calling(context, ({ url = '' }, response) =>
    response.end(bodies[url]),
  );
  assert.equal((await sendMore({ url: `${other}/deep` })).outcome, 'garbage');
});

test('a request that waits for a socket is given up in time too, and never sent', async (context) => {
  const urls: unknown[] = [];
  const { send, origin } = await calling(
    context,
    ({ url }, response) => {
      urls.push(url);
      if (url !== '/slow') response.end('{"status_code":1000}');
      else setTimeout(() => response.end('{"status_code":1000}'), 300);
    },
    { connections: 1 },
  );
  const slow = send({ url: `${origin}/slow` });
  const waiting = await send({ url: `${origin}/waits`, timeout: 100 });
  assert.deepEqual([waiting.outcome, waiting.message], ['timeout', 'no answer within 100 ms']);
  assert.equal((await slow).outcome, 'answered');
  assert.equal((await send()).outcome, 'answered');
  assert.deepEqual(urls, ['/slow', '/x']);
});

test('a header or an address that cannot be sent is no answer', async (context) => {
  const { send } = await calling(context, (_, response) => response.end('{"status_code":1000}'));
  assert.equal((await send({ headers: { 'X-Odd': 'a\nb' } })).outcome, 'unreachable');
});

test('what would leave for another place never leaves, and the trace shows each URL as it left @TRANS-72', async (context) => {
  const urls: unknown[] = [];
  const { send, exchanges, origin } = await calling(context, ({ url }, response) => {
    urls.push(url);
    response.end('{"status_code":1000}');
  });
  for (const path of [
    '/tokens/NL/ABC/..',
    '/tokens/NL/ABC/%2e%2e/DEF/1',
    '/tokens/NL/ABC/..%2F1?type=RFID',
  ]) {
    const reply = await send({ url: origin + path });
    assert.deepEqual([reply.outcome, reply.success, reply.http], ['unsendable', false, null], path);
    assert.match(reply.message, /normalised/);
    assert.equal(exchanges.at(-1)?.url, origin + path);
  }
  assert.deepEqual(urls, []);
  await send({ url: `${origin.replace('http', 'HTTP')}/Straße/a%20b?q=é` });
  assert.deepEqual(urls, ['/Stra%C3%9Fe/a%20b?q=%C3%A9']);
  assert.equal(exchanges.at(-1)?.url, `${origin}/Stra%C3%9Fe/a%20b?q=***`);
});

test('a redirect is not followed, and a closed address is not called @HUB-35', async (context) => {
  let called = 0;
  const { send } = await calling(context, ({ url }, response) => {
    called += 1;
    if (url === '/x') response.writeHead(307, { Location: '/y' });
    response.end('{"status_code":1000}');
  });
  assert.equal((await send()).success, false);
  assert.equal(called, 1);
  const { send: strict } = await calling(context, () => (called += 1), {
    reach: { privateNetworks: false, plainHttp: true },
  });
  assert.match((await strict()).message, /not open to partners/);
  assert.match((await strict({ url: 'http://localhost:1/' })).message, /no public address/);
  assert.equal(called, 1);
});
