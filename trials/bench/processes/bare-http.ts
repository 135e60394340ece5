import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { answer } from './answer-calls.ts';

// This comparison program, a limit for the hub, is `node:http` alone: it parses the body and answers with an envelope;
// GET gets the page that it was given.

const json = { 'content-type': 'application/json; charset=utf-8' };
let page = Buffer.alloc(0);

const server = createServer((incoming, response) => {
  if (incoming.method === 'GET') return void response.writeHead(200, json).end(page);
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString());
    response
      .writeHead(200, json)
      .end(JSON.stringify({ status_code: 1000, timestamp: new Date().toISOString() }));
  });
});

answer({
  listen: () =>
    new Promise<number>((listening) =>
      server.listen(0, '127.0.0.1', () => listening((server.address() as AddressInfo).port)),
    ),
  /** Fetches a page from another server, to serve the same bytes; gives their number. */
  async page({ url, token }: { url: string; token: string }) {
    const taken = await request(url, { headers: { authorization: `Token ${token}` } });
    page = Buffer.from(await taken.body.arrayBuffer());
    return page.length;
  },
});
