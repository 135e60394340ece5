import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Early, Exchange, Outgoing } from '../messages/request-and-answer-types.ts';
import { ocpiClient } from './ocpi-client.ts';

/** A partner that answers every request in one way, and a client that calls it and records its exchanges. */
async function calling(context: TestContext, listener: RequestListener, timeout = 10_000) {
  const ids: unknown[] = [];
  const server = createServer((request, response) => {
    ids.push(request.headers['x-request-id']);
    listener(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const exchanges: Exchange[] = [];
  const client = ocpiClient({
    reach: { privateNetworks: true, plainHttp: true },
    now: Date.now,
    record: (exchange) => void exchanges.push(exchange),
  });
  context.after(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });
  const request: Outgoing = {
    method: 'PATCH',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/locations/NL/ABC/1`,
    token: 'token-of-the-partner-4711',
    body: Buffer.from('{"status":"CHARGING"}'),
    module: 'locations',
    connection: null,
    timeout,
  };
  const express = () =>
    new Promise<Early | undefined>((ended) => assert.ok(client.express(request, ended), 'was sent'));
  return { ids, exchanges, client, request, express };
}

test('a push that the partner takes is over with its answer, and stands in the trace', async (context) => {
  const { express, exchanges, ids } = await calling(context, (_, response) =>
    response.setHeader('X-Debug', 'token-of-the-partner-4711').end('{"status_code":1000}'),
  );
  assert.equal(await express(), undefined);
  const [exchange, ...others] = exchanges;
  assert.equal(others.length, 0);
  assert.deepEqual([exchange?.http_status, exchange?.ocpi_status, exchange?.error], [200, 1000, null]);
  assert.deepEqual([exchange?.request_id], ids);
  assert.equal(exchange?.request.body, '{"status":"CHARGING"}');
  assert.ok(!JSON.stringify(exchanges).includes('4711'), 'no token');
});

/** Answers that are no success, so that the ordinary client must handle them. */
const others: [name: string, listener: RequestListener, timeout?: number][] = [
  ['a refusal', (_, response) => response.end('{"status_code":2001,"status_message":"no"}')],
  ['an HTTP error', (_, response) => response.writeHead(500).end('{"status_code":1000}')],
  ['no OCPI', (_, response) => response.end('hello')],
  ['too much', (_, response) => response.end(`{"status_code":1000,"data":"${'x'.repeat(70_000)}"}`)],
  ['compressed rubbish', (_, response) => response.setHeader('Content-Encoding', 'gzip').end('hello')],
  ['nothing in time', () => undefined, 200],
  ['a closed socket', ({ socket }) => socket.destroy()],
];

for (const [name, listener, timeout] of others)
  test(`${name} is dealt with as an answer of the careful way, without another request`, async (context) => {
    const { express, client, exchanges, request, ids } = await calling(context, listener, timeout);
    const early = await express();
    assert.equal(exchanges.length, 0);
    const reply = await client.send({ ...request, early });
    assert.equal(ids.length, 1);
    assert.deepEqual(
      exchanges.map(({ request_id }) => request_id),
      ids,
    );
    // The two answers' headers may differ: their `Date` names the second of the answer.
    const expected = await client.send(request);
    assert.deepEqual({ ...reply, headers: {} }, { ...expected, headers: {} });
    assert.equal(reply.success, false);
  });

test('a request that may not be called, or has no body, is left to the careful way', async (context) => {
  const { client, request, ids } = await calling(context, (_, response) => response.end());
  const never = () => assert.fail('it was sent');
  assert.equal(client.express({ ...request, url: `${request.url}/../2` }, never), false);
  assert.equal(client.express({ ...request, body: undefined }, never), false);
  assert.deepEqual(ids, []);
});
