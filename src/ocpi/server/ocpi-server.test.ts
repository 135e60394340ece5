import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import express from 'express';
import request from 'supertest';
import type { Exchange } from '../messages/request-and-answer-types.ts';
import { ocpiServer } from './ocpi-server.ts';
import { sampling } from './sample-unauthenticated-requests.ts';
import type { RequestState, Served } from './served-platform-types.ts';

const now = Date.UTC(2026, 0, 31, 8);
const caller = { id: 'c1', role: 'CPO', party: 'NL*ABC', registered: true } as const;

/** Serves a platform with a token `secret`, and collects recorded exchanges and unexpected errors. */
async function serve(context: TestContext, change: Partial<Served<typeof caller>> = {}) {
  const seen: { exchanges: Exchange[]; bugs: unknown[] } = { exchanges: [], bugs: [] };
  const nothing = async () => ({});
  const router = ocpiServer<typeof caller>({
    sides: ['emsp'],
    party: 'DE*HUB',
    url: () => 'https://hub.example',
    now: () => now,
    authenticate: (token) => (token === 'secret-token' ? caller : undefined),
    credentials: { GET: nothing, POST: nothing, PUT: nothing, DELETE: nothing },
    answer: nothing,
    record: (exchange) => void seen.exchanges.push(exchange),
    bug: (error) => void seen.bugs.push(error),
    ...change,
  });
  const server: Server = createServer(express().use(router));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  context.after(() => server.close());
  return { server, ...seen };
}

const authorization = { Authorization: 'Token secret-token' };

test('what nobody foresaw is answered 3000 without a word of the cause, and reported @TRANS-23', async (context) => {
  const cause = new Error('SELECT * FROM tokens');
  const { server, bugs } = await serve(context, { answer: () => Promise.reject(cause) });
  const answer = await request(server).get('/ocpi/emsp/2.1.1/tokens').set(authorization);
  assert.deepEqual([answer.status, answer.body.status_code], [200, 3000]);
  assert.ok(!answer.text.includes('SELECT'));
  assert.deepEqual(bugs, [cause]);
});

test('every exchange is recorded once, without the token @TRACE-07', async (context) => {
  const { server, exchanges } = await serve(context);
  await request(server).get('/ocpi/emsp/2.1.1/tokens').set(authorization).set('X-Request-ID', 'r1');
  await request(server).get('/ocpi/emsp/2.1.1/tokens');
  assert.deepEqual(
    exchanges.map(({ request_id, connection, module, http_status, ocpi_status }) => [
      request_id === 'r1',
      connection,
      module,
      http_status,
      ocpi_status,
    ]),
    [
      [true, 'c1', 'tokens', 200, 1000],
      [false, null, 'tokens', 401, 2000],
    ],
  );
  assert.ok(!JSON.stringify(exchanges).includes('secret-token'));
});

test('a request that waited for its turn holds nothing of its page once that is out @TRANS-79', async (context) => {
  const waited: express.Response[] = [];
  let over = () => undefined as void;
  const recorded = new Promise<void>((done) => (over = done));
  const { server } = await serve(context, {
    record: () => over(),
    answer: async () => ({ page: { total: 1, offset: 0, limit: 1, objects: [Buffer.from('{"uid":"1"}')] } }),
    unread: {
      whenRoom(_key, response, make) {
        waited.push(response as express.Response);
        make();
      },
    },
  });
  const answer = await request(server).get('/ocpi/emsp/2.1.1/tokens').set(authorization);
  await recorded;
  assert.deepEqual(answer.body.data, [{ uid: '1' }]);
  const [{ answer: kept, sent }] = waited.map(({ locals }) => locals.state as RequestState) as [RequestState];
  assert.deepEqual([kept, sent], [undefined, undefined]);
});

/** A page of one Token with a text of 8 MB, more than a socket takes whose other end reads nothing. */
const pageOf = (letter: string) => ({
  page: { total: 1, offset: 0, limit: 1, objects: [Buffer.from(`"${letter.repeat(8_000_000)}"`)] },
});

test('a caller who reads slowly gets its own page, whatever others are sent meanwhile', {
  timeout: 60_000,
}, async (context) => {
  const { server, exchanges } = await serve(context, {
    answer: async ({ query }) => pageOf(query.get('letter')!),
  });
  const { port } = server.address() as AddressInfo;
  const open = (letter: string) => {
    const socket = connect(port, '127.0.0.1');
    context.after(() => socket.destroy());
    const head = `GET /ocpi/emsp/2.1.1/tokens?letter=${letter} HTTP/1.1\r\nHost: x`;
    socket.write(`${head}\r\nAuthorization: Token secret-token\r\nConnection: close\r\n\r\n`);
    return socket;
  };
  const slow = open('a');
  await once(slow, 'readable');
  const gone = open('g');
  await once(gone, 'readable');
  gone.destroy();
  for (const letter of ['b', 'c', 'd'])
    assert.deepEqual(await readPage(open(letter)), [letter.repeat(8_000_000)]);
  assert.ok(!exchanges.some(({ url }) => url.endsWith('letter=a')), 'its page lies with its socket still');
  assert.deepEqual(await readPage(slow), ['a'.repeat(8_000_000)]);
});

test('readers of the same page get the same objects, each with its own end of the envelope', async (context) => {
  const objects = ['a', 'b'].map((letter) => Buffer.from(`"${letter.repeat(70_000)}"`));
  let time = Date.parse('2026-01-31T08:00:00Z');
  const { server } = await serve(context, {
    answer: async () => ({ page: { total: 2, offset: 0, limit: 2, objects: [...objects] } }),
    now: () => (time += 60_000),
  });
  const read = () => request(server).get('/ocpi/emsp/2.1.1/tokens').set(authorization);
  const answers = [...(await Promise.all([read(), read(), read()])), await read()];
  for (const { body } of answers)
    assert.deepEqual(
      [body.data, body.status_code],
      [[`${'a'.repeat(70_000)}`, `${'b'.repeat(70_000)}`], 1000],
    );
  assert.equal(new Set(answers.map(({ body }) => body.timestamp)).size, 4);
  const { headers, text } = await request(server).head('/ocpi/emsp/2.1.1/tokens').set(authorization);
  assert.deepEqual([headers['content-length'], text], [answers[0]!.headers['content-length'], undefined]);
});

/** Reads an answer to the end of its socket; returns the objects of its page. */
async function readPage(socket: Socket): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString().split('\r\n\r\n')[1]!).data;
}

test('a body beyond the limit is refused before it is parsed', async (context) => {
  const { server } = await serve(context, { bodyLimit: 100 });
  const answer = await request(server)
    .put('/ocpi/emsp/2.1.1/tariffs/NL/ABC/1')
    .set(authorization)
    .set('Content-Type', 'application/json')
    .send(`{"id":"${'x'.repeat(200)}"}`);
  assert.deepEqual([answer.status, answer.body.status_code], [413, 2000]);
});

test('a handler gets the bytes of a body that JSON.stringify would write the same, and of no other', async (context) => {
  const got: [unknown, string | undefined][] = [];
  const { server } = await serve(context, {
    answer: async ({ body, written }) => (got.push([body, written?.toString()]), {}),
  });
  for (const body of [
    '{"id":"é","price":1.5}',
    '{"id": "1"}',
    '{"id":"A\\/B"}',
    '{"id":"1","id":"2"}',
    '{"n":1.50}',
  ])
    await request(server).put('/ocpi/emsp/2.1.1/tariffs/NL/ABC/1').set(authorization).send(body);
  assert.deepEqual(got, [
    [{ id: 'é', price: 1.5 }, '{"id":"é","price":1.5}'],
    [{ id: '1' }, undefined],
    [{ id: 'A/B' }, undefined],
    [{ id: '2' }, undefined],
    [{ n: 1.5 }, undefined],
  ]);
});

test('an id with a slash in it reaches the handler decoded @TRANS-57', async (context) => {
  const ids: unknown[] = [];
  const { server } = await serve(context, { answer: async ({ params }) => (ids.push(params.id), {}) });
  await request(server).get('/ocpi/emsp/2.1.1/tariffs/NL/ABC/A%2FB%20%23*').set(authorization);
  assert.deepEqual(ids, ['A/B #*']);
});

test('the timestamp is UTC, with Z and without fraction @TRANS-15 @TRANS-62', async (context) => {
  const { server } = await serve(context);
  const answer = await request(server).get('/ocpi/emsp/versions').set(authorization);
  assert.equal(answer.body.timestamp, '2026-01-31T08:00:00Z');
});

test('paths with too many slashes are the same paths', async (context) => {
  const { server } = await serve(context);
  for (const path of ['//ocpi//emsp///2.1.1/tokens', '/ocpi//emsp/2.1.1/tokens?x=//'])
    assert.equal((await request(server).get(path).set(authorization)).status, 200, path);
});

test('a caller or an address that asks too often is told when to come back, and the journal is spared', async (context) => {
  const charge = () => undefined;
  const rates = { caller: Object.assign(() => 7, { charge }), address: Object.assign(() => 0, { charge }) };
  const { server, exchanges } = await serve(context, { rates });
  const one = await request(server).get('/ocpi/emsp/2.1.1/tokens').set(authorization);
  assert.deepEqual([one.status, one.body.status_code, one.headers['retry-after']], [429, 2000, '7']);
  Object.assign(rates, { address: Object.assign(() => 9, { charge }) });
  const other = await request(server).get('/ocpi/emsp/2.1.1/tokens');
  assert.deepEqual([other.status, other.body.status_code, other.headers['retry-after']], [429, 2000, '9']);
  assert.deepEqual(exchanges, []);
});

test('of a flood of unauthenticated requests some are journalled and the rest is counted, and partners are all there', async (context) => {
  const { server, exchanges } = await serve(context, { unauthenticated: sampling(() => now) });
  const ask = (headers = {}) => request(server).get('/ocpi/emsp/2.1.1/tokens').set(headers);
  for (let n = 0; n < 110; n += 1) await ask({ Authorization: 'Token wrong' });
  for (let n = 0; n < 110; n += 1) await ask(authorization);
  assert.equal(exchanges.filter(({ connection }) => connection === 'c1').length, 110);
  assert.equal(exchanges.filter(({ connection }) => connection === null).length, 100);
});

test('a URL or a head beyond what anybody needs is refused', async (context) => {
  const { server } = await serve(context);
  const long = await request(server)
    .get(`/ocpi/emsp/2.1.1/tokens?x=${'x'.repeat(8192)}`)
    .set(authorization);
  assert.deepEqual([long.status, long.body.status_code], [414, 2000]);
  const many = request(server).get('/ocpi/emsp/2.1.1/tokens').set(authorization);
  for (let n = 0; n < 101; n += 1) void many.set(`x-${n}`, '1');
  const answer = await many;
  assert.deepEqual([answer.status, answer.body.status_code], [431, 2000]);
});

test('a token is journalled nowhere, wherever the caller repeats it @TRACE-07', async (context) => {
  const { server, exchanges } = await serve(context);
  await request(server)
    .put('/ocpi/emsp/2.1.1/tariffs/NL/ABC/1?token=secret-token')
    .set(authorization)
    .set({ 'X-Request-ID': 'secret-token', 'X-Debug': 'secret-token' })
    .send({ note: 'secret-token' });
  assert.equal(exchanges.length, 1);
  assert.ok(!JSON.stringify(exchanges).includes('secret-token'), JSON.stringify(exchanges));
});

test('a token in an id or a body is refused, in whatever spelling, so that nobody else gets it', async (context) => {
  const answered: unknown[] = [];
  const { server, exchanges } = await serve(context, { answer: async (given) => (answered.push(given), {}) });
  const put = (path: string, body: string) =>
    request(server)
      .put(`/ocpi/emsp/2.1.1/${path}`)
      .set(authorization)
      .set('Content-Type', 'application/json')
      .send(body);
  for (const [path, body] of [
    ['tariffs/NL/ABC/secret-token', '{}'],
    ['tariffs/NL/ABC/x%2Fsecret%2Dtoken', '{}'],
    ['tariffs/NL/ABC/1', '{"note":"my secret-token"}'],
    ['tariffs/NL/ABC/1', '{"secret-token":1}'],
    ['tariffs/NL/ABC/1', '{"note":"secret\\u002dtoken"}'],
  ] as const) {
    const { status, body: given } = await put(path, body);
    assert.deepEqual([status, given.status_code], [200, 2001], body);
    assert.match(given.status_message, /the token of this connection/);
  }
  assert.deepEqual(answered, []);
  assert.equal((await put('tariffs/NL/ABC/1?t=secret-token', '{}')).body.status_code, 1000);
  assert.ok(!JSON.stringify(exchanges).includes('secret-token'), JSON.stringify(exchanges));
});

test('requests to partners that a request causes are charged to its caller, also when it fails', async (context) => {
  const charged: number[] = [];
  const free = Object.assign(() => 0, { charge: () => undefined });
  const counted = Object.assign(() => 0, { charge: (_key: string, cost: number) => void charged.push(cost) });
  const ask = async (calls: number, fails: boolean) => {
    let over = () => undefined as void;
    const recorded = new Promise<void>((done) => (over = done));
    const { server } = await serve(context, {
      record: () => over(),
      rates: { address: free, caller: counted },
      async answer(inbound) {
        for (let n = 0; n < calls; n += 1) inbound.called();
        if (fails) throw new Error('no');
        return {};
      },
    });
    await request(server).get('/ocpi/emsp/2.1.1/tokens').set(authorization);
    await recorded;
  };
  await ask(0, false);
  assert.deepEqual(charged, []);
  await ask(10, false);
  await ask(10, true);
  assert.equal(charged.length, 2);
  assert.ok(charged.every((cost) => cost > 0));
});
