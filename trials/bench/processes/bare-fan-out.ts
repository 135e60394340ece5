import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dispatcher, Pool } from 'undici';
import { answer } from './answer-calls.ts';

// This comparison program, a limit for the hub, sends the bytes of each request on to every receiver by undici's
// dispatch, without checks, storage or order.

/** Number of sockets to one receiver: as many as the hub has simultaneous requests to one. */
const connections = 16;

const json = { 'content-type': 'application/json' };
let pools: Pool[] = [];
let failures = 0;

const handler: Dispatcher.DispatchHandler = {
  onRequestStart() {},
  onResponseStart(_controller, status) {
    if (status >= 300) failures += 1;
  },
  onResponseData() {},
  onResponseEnd() {},
  onResponseError() {
    failures += 1;
  },
};

const server = createServer((incoming, response) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const body = Buffer.concat(chunks);
    const { method = 'PATCH', url = '/' } = incoming;
    for (const pool of pools)
      pool.dispatch({ path: url, method: method as 'PATCH', headers: json, body }, handler);
    response.writeHead(200, json).end('{"status_code":1000}');
  });
});

answer({
  listen: ({ ports }: { ports: number[] }) => {
    pools = ports.map((port) => new Pool(`http://127.0.0.1:${port}`, { connections }));
    return new Promise<number>((listening) =>
      server.listen(0, '127.0.0.1', () => listening((server.address() as AddressInfo).port)),
    );
  },
  failures: () => failures,
});
