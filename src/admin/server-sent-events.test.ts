import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import express from 'express';
import request from 'supertest';
import { startFeed } from './exchange-feed.ts';
import { adminToken, exchange, serve } from './fake-hub.ts';
import { summaryOf } from './recorded-request-handlers.ts';
import { follow } from './server-sent-events.ts';

const auth = { Authorization: `Bearer ${adminToken}` };

describe('the stream of requests', () => {
  test('delivers each as an event named exchange, without headers and bodies', async (t) => {
    const { server, feed } = await serve(t);
    const watcher = await watch(server, '/admin/requests/stream');
    await until(watcher, ': open\n\n');
    feed.publish(exchange());
    feed.publish(exchange({ id: 'x2' }));
    const text = await until(watcher, '"x2"');
    assert.match(watcher.headers['content-type'] ?? '', /^text\/event-stream/);
    const [first] = /event: exchange\ndata: .*\n\n/.exec(text) ?? [''];
    const summary = summaryOf(exchange());
    assert.ok(!('request' in summary) && !('response' in summary));
    assert.deepEqual(JSON.parse(first.split('data: ')[1] ?? ''), summary);
  });

  test('needs the admin token', async (t) => {
    const { server } = await serve(t);
    assert.equal((await request(server).get('/admin/requests/stream')).status, 401);
  });

  test('says nothing but headers to HEAD', async (t) => {
    const { server } = await serve(t);
    assert.equal((await request(server).head('/admin/requests/stream').set(auth)).status, 200);
  });

  test('ends with the feed', async (t) => {
    const { server, feed } = await serve(t);
    const watcher = await watch(server, '/admin/requests/stream');
    await until(watcher, ': open\n\n');
    feed.end();
    await once(watcher.resume(), 'end');
  });

  test('shows signs of life while nothing happens', async (t) => {
    const { server } = await following(t, { heartbeat: 5, backlog: 1000 });
    await until(await watch(server, '/'), ': still here\n\n: still here\n\n');
  });

  test('leaves the feed when the watcher goes', async (t) => {
    const { server, left } = await following(t, { heartbeat: 60_000, backlog: 1000 });
    const watcher = await watch(server, '/');
    watcher.destroy();
    await left;
  });

  test('cuts off a watcher that does not read, and publishes on', async (t) => {
    const { server, feed, left } = await following(t, { heartbeat: 60_000, backlog: 1000 });
    const watcher = await watch(server, '/');
    watcher.pause().on('error', () => {});
    let gone = false;
    void left.then(() => {
      gone = true;
    });
    const big = exchange({ url: `https://hub.example/${'x'.repeat(1_000_000)}` });
    for (let sent = 0; sent < 200 && !gone; sent += 1) {
      feed.publish(big);
      await new Promise(setImmediate);
    }
    assert.ok(gone);
  });
});

type Test = { after(end: () => unknown): void };

/**
 * A server that answers every request with the events of a feed; `left` resolves when the first watcher has
 * unsubscribed.
 */
async function following(t: Test, limits: { heartbeat: number; backlog: number }) {
  const feed = startFeed();
  let off = () => {};
  const left = new Promise<void>((done) => {
    off = done;
  });
  const watched = {
    ...feed,
    subscribe: (...listener: Parameters<typeof feed.subscribe>) => {
      const leave = feed.subscribe(...listener);
      return () => {
        leave();
        off();
      };
    },
  };
  const app = express();
  app.use((_request, response) => follow(watched, response, limits));
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, feed, left };
}

async function watch(server: Server, path: string): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  const asked = get({ port, path, headers: auth });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return response.setEncoding('utf8').on('error', () => {});
}

/** Reads a stream of server-sent events until this text has arrived. */
function until(watcher: IncomingMessage, wanted: string): Promise<string> {
  let text = '';
  return new Promise((found) => {
    const read = (chunk: string) => {
      text += chunk;
      if (!text.includes(wanted)) return;
      watcher.off('data', read);
      found(text);
    };
    watcher.on('data', read);
  });
}
