import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Exchange } from '../messages/request-and-answer-types.ts';
import { ocpiClient } from './ocpi-client.ts';

test('a near origin is reached inside the machine and shown as it is addressed, and nothing else inside is', async (context) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Content-Type', 'application/json');
    response.end('{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z","data":[]}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const inside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const exchanges: Exchange[] = [];
  const client = ocpiClient({
    reach: { privateNetworks: false, plainHttp: false },
    near: (origin) => (origin === 'http://hub.example:8080' ? inside : undefined),
    now: Date.now,
    record: (exchange) => void exchanges.push(exchange),
  });
  context.after(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });
  const send = (url: string) =>
    client.send({ method: 'GET', url, token: 't', module: 'tokens', connection: null, timeout: 60_000 });
  assert.equal((await send('http://hub.example:8080/x')).success, true);
  assert.equal(exchanges[0]?.url, 'http://hub.example:8080/x');
  assert.equal((await send('http://hub.example:8080/a/../x')).outcome, 'unsendable');
  for (const url of [`${inside}/x`, 'http://hub.example/x', 'https://127.0.0.1/x'])
    assert.equal((await send(url)).success, false, url);
  assert.deepEqual(asked, ['/x']);
});
