import assert from 'node:assert/strict';
import { type EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { wholeBody } from './read-request-body.ts';

/** A server that echoes the body it has read, or tells why it read none. */
async function echo(context: TestContext, limit: number) {
  const told: string[] = [];
  const refused: ErrorRequestHandler = (error: Error, _req, res, _next) => {
    told.push(error.message);
    res.status(413).end(error.message);
  };
  const app = express()
    .use(wholeBody(limit))
    .use((req, res) => void res.end(`${req.body === undefined ? 'none' : req.body}`))
    .use(refused);
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  context.after(() => server.close());
  return { server, told };
}

/** The answer of a server to a POST whose last header and body arrive in these pieces. */
async function say(server: Server, pieces: string[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n');
  for (const piece of pieces) {
    socket.write(piece);
    await pause(20);
  }
  return Buffer.concat(await socket.toArray()).toString();
}

test('a body is read whole, in one piece or in many', async (context) => {
  const { server } = await echo(context, 20);
  const pieces = await say(server, [
    'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    '2\r\nde\r\n0\r\n\r\n',
  ]);
  assert.match(pieces, /^HTTP\/1\.1 200 [^]*abcde/);
  assert.equal(
    (await request(server).post('/').type('text').send('exactly twenty bytes')).text,
    'exactly twenty bytes',
  );
});

test('a request without a body has none', async (context) => {
  const { server } = await echo(context, 5);
  assert.equal((await request(server).get('/')).text, 'none');
  assert.equal((await request(server).post('/').set('Content-Length', '0')).text, 'none');
});

test('one byte more than allowed is refused, announced or not', async (context) => {
  const { server } = await echo(context, 5);
  const announced = await say(server, ['Content-Length: 6\r\n\r\n']);
  const chunked = await say(server, [
    'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    '3\r\ndef\r\n0\r\n\r\n',
  ]);
  for (const answer of [announced, chunked])
    assert.match(answer, /^HTTP\/1\.1 413 [^]*the body is larger than 5 bytes/);
});

test('a body that has been read before is left as it is', async (context) => {
  const app = express()
    .use(express.raw({ type: () => true }))
    .use(wholeBody(5))
    .use((req, res) => void res.end(`${req.body}`));
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  context.after(() => server.close());
  assert.equal((await request(server).post('/').type('text').send('abc')).text, 'abc');
});

test('a compressed body is inflated, and counts as it is then', async (context) => {
  const { server } = await echo(context, 20);
  const send = (text: string) =>
    request(server)
      .post('/')
      .set('Content-Encoding', 'gzip')
      .serialize((bytes: unknown) => bytes as string)
      .send(gzipSync(text) as unknown as string);
  assert.equal((await send('short enough')).text, 'short enough');
  assert.equal((await send('x'.repeat(21))).status, 413);
});

test('a body that is not compressed as its header says cannot be read', async (context) => {
  const { server, told } = await echo(context, 20);
  await request(server).post('/').set('Content-Encoding', 'gzip').type('text').send('abc');
  assert.deepEqual(told, ['the body cannot be read']);
});

test('a caller that hangs up before the end of its body', async (context) => {
  const { server, told } = await echo(context, 20);
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const arrived = once(server, 'request');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc');
  const [req] = await arrived;
  const closed = new Promise((gone) => (req as EventEmitter).on('close', gone));
  socket.destroy();
  await closed;
  assert.deepEqual(told, ['the body cannot be read']);
});
