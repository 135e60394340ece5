import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Exchange, Outgoing } from '../messages/request-and-answer-types.ts';
import { type Lesson, plainStyle } from '../words/partner-style-types.ts';
import { party } from '../words/party-id.ts';
import { ocpiClient } from './ocpi-client.ts';

const ok = '{"status_code":1000,"data":[]}';

/** A partner with one deviation, a client that tolerates it, and the records of both. */
async function lenient(
  context: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
) {
  const called: string[] = [];
  const lessons: Lesson[] = [];
  const exchanges: Exchange[] = [];
  const server = createServer((request, response) => {
    called.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const client = ocpiClient({
    reach: { privateNetworks: true, plainHttp: true },
    now: Date.now,
    record: (exchange) => void exchanges.push(exchange),
    styles: {
      of: () => ({ ...plainStyle, lenient: true }),
      learn: async (_, lesson) => void lessons.push(lesson),
    },
  });
  context.after(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (more: Partial<Outgoing>) =>
    client.send({
      method: 'GET',
      url: `${origin}/x`,
      token: 'token-of-the-partner-4711',
      module: 'tokens',
      connection: 'c1',
      timeout: 60_000,
      ...more,
    });
  const findings = () => exchanges.flatMap((one) => one.findings.map(({ message }) => message));
  return { send, called, lessons, findings, exchanges, origin };
}

test('a partner that knows the token only in Base64 is found out during the handshake @TRANS-08', async (context) => {
  const encoded = `Token ${Buffer.from('token-of-the-partner-4711').toString('base64')}`;
  const { send, lessons, findings, exchanges } = await lenient(context, ({ headers }, response) => {
    response.statusCode = headers.authorization === encoded ? 200 : 401;
    response.end(
      response.statusCode === 200 ? ok : `{"status_code":2000,"status_message":"${headers.authorization}"}`,
    );
  });
  assert.equal((await send({ module: 'versions' })).success, true);
  assert.deepEqual(lessons, [{ expects_base64_token: true }]);
  assert.ok(findings().includes('HTTP 401: the token was sent again in Base64'), findings().join());
  assert.ok(!JSON.stringify(exchanges).includes(encoded.slice(6)));
  assert.equal((await send({ module: 'tokens' })).success, false);
});

test('a partner that fails in the handshake otherwise than by 401 is asked once @TRANS-75', async (context) => {
  for (const [http, answer] of [
    [200, '{"status_code":3000}'],
    [200, '{"status_code":2001}'],
    [400, '{"status_code":2001}'],
    [200, '<h1>Login</h1>'],
    [200, ''],
  ] as const) {
    const { send, called, lessons } = await lenient(context, (_, response) => {
      response.statusCode = http;
      response.end(answer);
    });
    assert.equal((await send({ module: 'versions' })).success, false);
    assert.deepEqual([called.length, lessons], [1, []]);
  }
});

test('a path that only a slash leads to is found out, and nothing is learnt of one that is not there', async (context) => {
  const { send, lessons, called } = await lenient(context, ({ url }, response) => {
    response.statusCode = url === '/x/' ? 200 : 404;
    response.end(url === '/x/' ? ok : '<h1>Not Found</h1>');
  });
  assert.equal((await send({ method: 'PUT', body: Buffer.from('{}') })).success, true);
  assert.deepEqual(lessons, [{ trailing_slash: 'always' }]);
  assert.deepEqual(called, ['PUT /x', 'PUT /x/']);
  assert.equal((await send({ url: 'http://127.0.0.1:1/y' })).success, false);
  assert.equal(lessons.length, 1);
});

test('a redirect to another host is not followed, and a circle ends @HUB-35', async (context) => {
  const stranger = await lenient(context, (_, response) => void response.end(ok));
  const { send, called, origin } = await lenient(context, ({ url }, response) => {
    const next = url === '/x' ? `${stranger.origin}/x` : `/${Number(url?.slice(1)) + 1}`;
    response.writeHead(307, { Location: next }).end();
  });
  assert.equal((await send({})).success, false);
  assert.deepEqual([called, stranger.called], [['GET /x'], []]);
  assert.equal((await send({ url: `${origin}/1` })).success, false);
  assert.deepEqual(called.slice(1), ['GET /1', 'GET /2', 'GET /3', 'GET /4', 'GET /5']);
});

test('404, and a redirect from the slash back to it: the 404 is the answer @TRANS-76', async (context) => {
  const { send, called } = await lenient(context, ({ url }, response) => {
    if (url === '/x') response.writeHead(404).end('{"detail":"Not Found"}');
    else response.writeHead(307, { Location: '/x' }).end();
  });
  const reply = await send({ method: 'PATCH', body: Buffer.from('{}') });
  assert.deepEqual([reply.http, reply.success, reply.said], [404, false, 'Not Found']);
  assert.deepEqual(called, ['PATCH /x', 'PATCH /x/']);
});

test('a refusal teaches none where the hub has added something, and else the name it says @EXT-20', async (context) => {
  const tariff = { id: 'T1', loyalty: 'gold' };
  const marked = { ...tariff, country_code: 'NL', party_id: 'ABC' };
  const silent = () => '{"status_code":2001}';
  // biome-ignore format: a table
  const cases: [string, object, string[], () => string, object[], object[]][] = [
    ['no words',     marked, ['party_id', 'loyalty'], silent,                                          [{ extensions: 'none' }],     [marked, { id: 'T1' }]],
    ['a name',       marked, ['loyalty'],             () => '{"status_code":2001,"status_message":"loyalty?"}', [{ drops: ['loyalty'] }], [marked, { id: 'T1', country_code: 'NL', party_id: 'ABC' }]],
    ['not our doing', tariff, ['loyalty'],            silent,                                          [],                           [tariff]],
  ];
  for (const [title, sent, refused, words, lessons, bodies] of cases) {
    const came: object[] = [];
    const partner = await lenient(context, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as object;
        came.push(body);
        response.end(refused.some((name) => name in body) ? words() : '{"status_code":1000}');
      });
    });
    const body = Buffer.from(JSON.stringify(sent));
    const owner = party('NL', 'ABC');
    const push = { method: 'PUT', module: 'tariffs', object: 'tariff', owner, body } as const;
    const reply = await partner.send(push);
    assert.equal(reply.success, lessons.length > 0, title);
    assert.deepEqual(partner.lessons, lessons, title);
    assert.deepEqual(came, bodies, title);
  }
});
