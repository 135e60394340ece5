import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { Command } from 'commander';
import { reach } from './hub-of-command.ts';

test('a list goes on by its links until there is enough, or no more', async (t) => {
  const asked: string[] = [];
  const hub = await hubThat(t, ({ url = '' }, answer) => {
    asked.push(url);
    const at = Number(new URL(url, 'http://hub').searchParams.get('before') ?? 0);
    if (at < 6) answer.setHeader('Link', `</admin/requests?before=${at + 2}>; rel="next"`);
    answer.end(JSON.stringify([at + 1, at + 2]));
  });
  assert.deepEqual((await hub.rows('/requests', 3)).all, [1, 2, 3]);
  assert.deepEqual(asked.splice(0), ['/admin/requests', '/admin/requests?before=2']);
  assert.deepEqual((await hub.rows('/requests', 100)).all, [1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a text that breaks off is told, and so is one that is refused', async (t) => {
  const hub = await hubThat(t, ({ url }, answer) => {
    if (url === '/admin/no') return void answer.writeHead(400).end('{"detail":"?since is required"}');
    answer.write('{"id":1}\n', () => answer.destroy());
  });
  const got: string[] = [];
  const read = async (path: string) => {
    for await (const piece of hub.text(path)) got.push(piece);
  };
  await assert.rejects(read('/some'), { message: 'the hub broke off: what it has sent is not all' });
  assert.deepEqual(got, ['{"id":1}\n']);
  await assert.rejects(read('/no'), { message: '?since is required' });
});

test('what is wrong in a query is wrong usage, in the words of the command line', async (t) => {
  const refused = (pointer: string) =>
    JSON.stringify({ detail: 'no', errors: [{ pointer, message: 'must be less' }] });
  const hub = await hubThat(t, ({ url = '' }, answer) => {
    answer.writeHead(400).end(refused(url.slice('/admin/'.length)));
  });
  await assert.rejects(hub.rows('/?limit', 1), { message: '--limit must be less', exitCode: 2 });
  await assert.rejects(hub.rows('/?party', 1), { message: '?party must be less', exitCode: 2 });
  await assert.rejects(hub.ask('POST', '//name'), { message: 'no', exitCode: 1 });
});

test('of very many errors the first ten are told, each once', async (t) => {
  const errors = Array.from({ length: 12 }, (_, n) => ({ pointer: `/agreements/${n}`, message: 'no' }));
  const detail = errors.map(({ pointer, message }) => `${pointer}: ${message}`).join('; ');
  const hub = await hubThat(t, (_, answer) => {
    answer.writeHead(422).end(JSON.stringify({ detail, errors }));
  });
  const lines = Array.from({ length: 10 }, (_, n) => `  /agreements/${n}: no`);
  await assert.rejects(hub.ask('POST', '/agreements/plan'), {
    message: ['12 things are wrong:', ...lines, '  and 2 more'].join('\n'),
  });
});

async function hubThat(t: TestContext, answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const command = new Command().option('--url <url>').option('--admin-token <token>');
  command.parse(['--url', `http://127.0.0.1:${port}`, '--admin-token', 'x'], { from: 'user' });
  return reach(command, {});
}
