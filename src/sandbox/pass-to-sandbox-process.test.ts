import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import express from 'express';
import { passOn, type Whereabouts } from './pass-to-sandbox-process.ts';

/** A process of the hub that knows this much of the sandbox, with a clock that runs a hundred times as fast. */
async function process(t: TestContext, at: Partial<Whereabouts>): Promise<string> {
  const app = express();
  const begun = Date.now();
  const clock = {
    now: () => begun + (Date.now() - begun) * 100,
    after(milliseconds: number, call: () => void) {
      const timer = setTimeout(call, milliseconds / 100);
      return () => clearTimeout(timer);
    },
  };
  app.use(passOn(clock, { isHere: () => false, port: () => undefined, ask: () => {}, ...at }));
  app.use('/sandbox', express.text({ type: () => true }), (request, response) => {
    response.send(`here: ${request.body}`);
  });
  return `http://127.0.0.1:${await listen(t, createServer(app))}/sandbox/api/workspaces`;
}

async function listen(t: TestContext, server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => void server.close().closeAllConnections());
  return (server.address() as AddressInfo).port;
}

/** The process that runs the sandbox: it answers with the body that it got. */
function other(t: TestContext): Promise<number> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => response.end(`there: ${body}`));
  });
  return listen(t, server);
}

/** A port at which no server listens any more. */
async function left(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const post = async (url: string) => {
  const answer = await fetch(url, { method: 'POST', body: 'a new workspace' });
  return [answer.status, await answer.text()];
};

test('a request waits while it is not known which process has the sandbox', async (t) => {
  const port = await other(t);
  let asked = 0;
  const url = await process(t, { port: () => (asked >= 3 ? port : undefined), ask: () => void asked++ });
  assert.deepEqual(await post(url), [200, 'there: a new workspace']);
});

test('a request arrives whole at the next process that has the sandbox when the one before is gone', async (t) => {
  const ports = [await left(), await other(t)];
  const url = await process(t, { port: () => ports[0], ask: () => void ports.shift() });
  assert.deepEqual(await post(url), [200, 'there: a new workspace']);
});

test('a request waits until this process has opened its workspaces', async (t) => {
  let isHere = false;
  const url = await process(t, {
    isHere: () => isHere,
    ask: () => {
      isHere = true;
    },
  });
  assert.deepEqual(await post(url), [200, 'here: a new workspace']);
});

test('where no process comes to have the sandbox, the request gets 502', async (t) => {
  const port = await left();
  const [status, text] = await post(await process(t, { port: () => port }));
  assert.equal(status, 502);
  assert.match(String(text), /cannot be reached/);
});

test('a request that the process has begun to read is answered 502 when it dies, and is not sent twice', async (t) => {
  let arrived = 0;
  const dying = createServer((request) => {
    arrived += 1;
    request.resume().on('end', () => request.socket.destroy());
  });
  const port = await listen(t, dying);
  const [status] = await post(await process(t, { port: () => port }));
  assert.deepEqual([status, arrived], [502, 1]);
});
