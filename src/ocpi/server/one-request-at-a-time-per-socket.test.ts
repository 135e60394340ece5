import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { boundedServer } from './http-server-with-limits.ts';

async function serve(
  context: TestContext,
  listener: RequestListener,
  limits: NonNullable<Parameters<typeof boundedServer>[1]['limits']> = {},
): Promise<Server> {
  const server = boundedServer(listener, { now: () => 0, limits });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

function open(server: Server): Socket {
  return connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
}

const get = (path: string | number) => `GET /${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
const asking = (count: number) => Array.from({ length: count }, (_, n) => get(n)).join('');

test('requests that come in one write are handled one after another, in order @TRANS-79', {
  timeout: 60_000,
}, async (context) => {
  const events: string[] = [];
  const server = await serve(context, (req, res) => {
    events.push(`begin ${req.url}`);
    setImmediate(() => {
      events.push(`end ${req.url}`);
      res.end(req.url);
    });
  });
  const socket = open(server);
  socket.write(asking(4) + get('last').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
  let answers = '';
  socket.on('data', (chunk) => (answers += String(chunk)));
  await once(socket, 'close');
  assert.deepEqual(
    events,
    ['/0', '/1', '/2', '/3', '/last'].flatMap((url) => [`begin ${url}`, `end ${url}`]),
  );
  assert.deepEqual(answers.match(/\/(\d|last)$|\/\d(?=HTTP)/g), ['/0', '/1', '/2', '/3', '/last']);
});

for (const [asked, isClosed] of [
  [17, false],
  [18, true],
] as const)
  test(`of ${asked} requests at once ${isClosed ? 'one is too many, and the socket is closed' : 'sixteen wait'} @TRANS-79`, {
    timeout: 60_000,
  }, async (context) => {
    const begun: (() => void)[] = [];
    const server = await serve(context, (_req, res) => void begun.push(() => res.end()));
    const arrived = once(server, 'request');
    const connected = once(server, 'connection');
    open(server).write(asking(asked));
    const [accepted] = await connected;
    await arrived;
    const socket = accepted as Socket;
    if (isClosed) return void (await once(socket, 'close'));
    for (let n = 0; n < asked; n += 1) {
      assert.equal(begun.length, n + 1, 'one is handled at a time');
      begun[n]?.();
      while (begun.length === n + 1 && n + 1 < asked) await new Promise(setImmediate);
    }
    assert.equal(socket.destroyed, false);
  });

test('a socket waits for no other @TRANS-79', { timeout: 60_000 }, async (context) => {
  const server = await serve(context, (req, res) => void (req.url === '/quick' && res.end()));
  const [slow, quick] = [open(server), open(server)];
  slow.write(get('slow') + get('quick'));
  await once(server, 'request');
  quick.write(get('quick'));
  assert.match(String((await once(quick, 'data'))[0]), /^HTTP\/1\.1 200 /);
});

test('an answer is made when the one before it has been read, and others get theirs @TRANS-79', {
  timeout: 60_000,
}, async (context) => {
  const page = Buffer.alloc(16 << 20);
  let made = 0;
  const server = await serve(context, (req, res) => {
    made += 1;
    res.end(req.url === '/small' ? 'small' : page);
  });
  const socket = open(server).pause();
  socket.write(asking(10));
  await once(server, 'request');
  const other = open(server);
  other.write(get('small'));
  await once(other, 'data');
  // The first page is larger than the system's buffer of a socket.
  assert.equal(made, 2);
  let read = 0;
  socket.on('data', (chunk) => (read += chunk.length)).resume();
  while (read < 10 * page.length) await once(socket, 'data');
  assert.equal(made, 11);
});

test('who leaves too much unread on many sockets gets no more until it reads @TRANS-79', {
  timeout: 60_000,
}, async (context) => {
  const page = Buffer.alloc(16 << 20);
  let made = 0;
  const server = await serve(
    context,
    (_req, res) => {
      made += 1;
      res.end(page);
    },
    { unreadPerAddress: 20 << 20 },
  );
  const sockets = Array.from({ length: 6 }, () => open(server).pause());
  for (const socket of sockets) {
    socket.write(get(1));
    await once(server, 'request');
  }
  const before = made;
  assert.ok(before < 4, `${before} pages were made`);
  let read = 0;
  await new Promise<void>((done) => {
    const take = (chunk: Buffer) => {
      read += chunk.length;
      if (read >= 6 * page.length) done();
    };
    for (const socket of sockets) socket.on('data', take).resume();
  });
  assert.equal(made, 6);
});

test('where all leave too much unread, who leaves most is cut off @TRANS-79', {
  timeout: 60_000,
}, async (context) => {
  const page = Buffer.alloc(16 << 20);
  const server = await serve(context, (_req, res) => void res.end(page), {
    unread: 40 << 20,
    unreadPerAddress: 1 << 30,
  });
  const sockets = Array.from({ length: 6 }, () => open(server).pause());
  const cut = new Promise((done) => server.on('connection', (socket: Socket) => socket.once('close', done)));
  for (const socket of sockets) socket.write(get(1));
  await cut;
  for (const socket of sockets) socket.destroy();
});
