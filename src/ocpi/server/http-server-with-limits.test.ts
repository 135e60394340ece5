import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import express from 'express';
import request from 'supertest';
import { boundedServer } from './http-server-with-limits.ts';

type Limits = NonNullable<Parameters<typeof boundedServer>[1]['limits']>;

async function serve(
  context: TestContext,
  limits: Limits = {},
  listener: RequestListener = (_, res) => res.end('ok'),
) {
  const server = boundedServer(listener, { now: () => 0, limits: { every: 20, ...limits } });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

/** Connects to a server, sends a text, and returns the answer once the server has closed the connection. */
async function say(server: Server, words: string): Promise<string> {
  const socket = open(server);
  socket.write(words);
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  await once(socket, 'close');
  return answer;
}

function open(server: Server): Socket {
  return connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
}

const envelope = (answer: string) => JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as { status_code: number };

test('who sends the head of a request drop by drop is cut off, with an envelope', {
  timeout: 60_000,
}, async (context) => {
  const server = await serve(context, { headers: 100, request: 100 });
  const answer = await say(server, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.equal(envelope(answer).status_code, 2000);
});

test('who sends a body drop by drop is cut off', { timeout: 60_000 }, async (context) => {
  const server = await serve(context, { request: 100, headers: 100 }, (req) => void req.resume());
  const answer = await say(server, 'PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{');
  assert.match(answer, /^HTTP\/1\.1 408 /);
});

test('who says nothing is cut off', { timeout: 60_000 }, async (context) => {
  const server = await serve(context, { headers: 100, request: 100 });
  await say(server, '');
});

test('who asks for much and does not read it is cut off', { timeout: 60_000 }, async (context) => {
  const much = Buffer.alloc(64 << 20);
  const server = await serve(context, { answer: 100 }, (_, res) => void res.end(much));
  const socket = open(server);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [one] = (await once(server, 'connection')) as [Socket];
  await once(one, 'close');
  socket.destroy();
});

test('who opens too many connections gets no more, and others do', { timeout: 60_000 }, async (context) => {
  const server = await serve(context, { socketsPerAddress: 2 });
  const [first, second] = [open(server), open(server)];
  await Promise.all([once(first, 'connect'), once(second, 'connect')]);
  await say(server, '');
  first.destroy();
  await once(first, 'close');
  for (;;) if ((await new Promise<number>((done) => server.getConnections((_, n) => done(n)))) < 2) break;
  const request = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
  assert.match(await say(server, request), /^HTTP\/1\.1 200 /);
  second.destroy();
});

test('what is no HTTP, and a head that is too large, are answered with an envelope', async (context) => {
  const server = await serve(context);
  for (const [words, status] of [
    ['\0\0\0\0\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['GET http://[::1?x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
  ] as const) {
    const answer = await say(server, words);
    assert.ok(answer.startsWith(`HTTP/1.1 ${status} `), answer);
    assert.equal(envelope(answer).status_code, 2000);
  }
});

test('a whole URL in the request line stands for its path', async (context) => {
  const server = await serve(context, {}, (req, res) => res.end(req.url));
  const answer = await say(server, 'GET http://x/a?b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.ok(answer.endsWith('/a?b'), answer);
});

test('requests and responses have the prototypes of the Express application before it sees them', async (context) => {
  const app = express().use((req, res) => void res.json({ url: req.originalUrl, kind: req.get('x-kind') }));
  const server = boundedServer(app, { now: () => 0 });
  const seen: unknown[] = [];
  server.prependListener('request', (req, res) => {
    seen.push(Object.getPrototypeOf(req) === app.request, Object.getPrototypeOf(res) === app.response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  context.after(() => server.close());
  const { body } = await request(server).get('/a?b=c').set('X-Kind', 'k');
  assert.deepEqual(body, { url: '/a?b=c', kind: 'k' });
  assert.deepEqual(seen, [true, true]);
});
