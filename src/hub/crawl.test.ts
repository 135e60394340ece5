import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outgoing, Reply } from '../ocpi/client.ts';
import { crawl } from './crawl.ts';

const origin = 'https://partner.example';

/** A partner with a list of numbers; `answer` bends what it says to one request. */
function partner(
  size: number,
  answer: (asked: URL, honest: Reply, nth: number) => Reply = (_, honest) => honest,
) {
  const asked: string[] = [];
  const list = Array.from({ length: size }, (_, n) => n);
  const send = async ({ url }: Outgoing): Promise<Reply> => {
    const at = new URL(url);
    asked.push(at.search);
    const offset = Number(at.searchParams.get('offset') ?? 0);
    const limit = Number(at.searchParams.get('limit') ?? 10);
    const next =
      offset + limit < list.length
        ? { link: `<${origin}/list?offset=${offset + limit}&limit=${limit}>; rel="next"` }
        : {};
    return answer(
      at,
      answered(list.slice(offset, offset + limit), { 'x-total-count': String(list.length), ...next }),
      asked.length,
    );
  };
  return { send, asked, list };
}

function answered(data: unknown, headers: Reply['headers']): Reply {
  return { outcome: 'answered', success: true, http: 200, code: 1000, message: '', data, headers };
}

const failed = (outcome: Reply['outcome']): Reply => ({
  outcome,
  success: false,
  http: null,
  code: null,
  message: outcome,
  data: undefined,
  headers: {},
});

async function read(
  send: (request: Outgoing) => Promise<Reply>,
  path = '/list?offset=0&limit=10',
  over?: () => string | undefined,
) {
  const objects: unknown[] = [];
  const first = {
    method: 'GET',
    url: origin + path,
    token: 't',
    module: 'locations',
    connection: 'c',
    timeout: 1000,
  } as const;
  const result = await crawl(send, first, async (page) => void objects.push(...page), over);
  return { ...result, objects };
}

test('it follows the links to the end @SYNC-07 @TRANS-37', async () => {
  const { send, list } = partner(25);
  assert.deepEqual(await read(send), { pages: 3, complete: true, error: null, limit: 10, objects: list });
});

test('without links it goes on by offset and limit while the total says there is more', async () => {
  const { send, list } = partner(25, (_, honest) => answered(honest.data, { 'x-total-count': '25' }));
  assert.deepEqual(await read(send), { pages: 3, complete: true, error: null, limit: 10, objects: list });
});

test('a server that gives smaller pages than asked for is read whole', async () => {
  const { send, list } = partner(25, (asked) => {
    const offset = Number(asked.searchParams.get('offset'));
    return answered(list.slice(offset, offset + 4), { 'x-total-count': '25' });
  });
  assert.deepEqual((await read(send)).objects, list);
});

test('a link to another host is not followed', async () => {
  const { send, asked, list } = partner(15, (_, honest) =>
    answered(honest.data, {
      'x-total-count': '15',
      link: '<https://evil.example/list?offset=10>; rel="next"',
    }),
  );
  assert.deepEqual((await read(send)).objects, list);
  assert.deepEqual(asked, ['?offset=0&limit=10', '?offset=10&limit=10']);
});

test('a link that leads in a circle ends the crawl, and without a total the list does not count as complete', async () => {
  const { send, asked } = partner(30, (_, honest) =>
    answered(honest.data, { link: `<${origin}/list?offset=0&limit=10>; rel="next"` }),
  );
  const { complete, error } = await read(send);
  assert.equal(complete, false);
  assert.match(error ?? '', /leads nowhere new/);
  assert.equal(asked.length, 1);
});

test('pages without end and without objects are given up', async () => {
  const { send, asked } = partner(0, (at) =>
    answered([], {
      link: `<${origin}/list?offset=${Number(at.searchParams.get('offset')) + 10}&limit=10>; rel="next"`,
    }),
  );
  assert.equal((await read(send)).complete, false);
  assert.equal(asked.length, 3);
});

test('a page that times out is asked for again at half the size', async () => {
  const { send, asked, list } = partner(40, (at, honest) =>
    Number(at.searchParams.get('limit')) > 25 ? failed('timeout') : honest,
  );
  assert.deepEqual((await read(send, '/list?offset=0&limit=100')).objects, list);
  assert.deepEqual(asked, [
    '?offset=0&limit=100',
    '?offset=0&limit=50',
    '?offset=0&limit=25',
    '?offset=25&limit=25',
  ]);
});

test('when the total falls it looks again as many objects earlier @TRANS-38', async () => {
  const { send, asked, list } = partner(30, (at, honest, nth) => {
    if (nth === 2) list.shift();
    const offset = Number(at.searchParams.get('offset'));
    if (nth < 2) return honest;
    const link =
      offset + 10 < list.length
        ? { link: `<${origin}/list?offset=${offset + 10}&limit=10>; rel="next"` }
        : {};
    return answered(list.slice(offset, offset + 10), { 'x-total-count': String(list.length), ...link });
  });
  const { objects, complete } = await read(send);
  assert.equal(complete, true);
  assert.deepEqual(asked, [
    '?offset=0&limit=10',
    '?offset=10&limit=10',
    '?offset=9&limit=10',
    '?offset=19&limit=10',
  ]);
  assert.deepEqual(
    [...new Set(objects)],
    Array.from({ length: 30 }, (_, n) => n),
  );
});

test('a failure ends it where it is', async () => {
  const { send } = partner(30, (_, honest, nth) => (nth === 2 ? failed('unreachable') : honest));
  const { pages, complete, objects } = await read(send);
  assert.deepEqual([pages, complete, objects.length], [1, false, 10]);
});

test('data that is no list is an error', async () => {
  const { send } = partner(1, () => answered({ id: 1 }, {}));
  assert.equal((await read(send)).error, 'data must be a list');
});

test('when its time is over it asks for no further page, and the list does not count as complete', async () => {
  const { send, asked } = partner(30);
  const over = () => (asked.length === 2 ? 'not finished in time' : undefined);
  const { pages, complete, error } = await read(send, undefined, over);
  assert.deepEqual([pages, complete, error, asked.length], [2, false, 'not finished in time', 2]);
});

test('a link back to any earlier page ends the crawl, however many there were', async () => {
  const { send, asked } = partner(3000, (at, honest) => {
    const offset = Number(at.searchParams.get('offset'));
    const next = offset < 2000 ? offset + 10 : 500;
    return answered(honest.data, { link: `<${origin}/list?offset=${next}&limit=10>; rel="next"` });
  });
  assert.equal((await read(send)).complete, false);
  assert.equal(asked.length, 201);
});

test('without link and without total, a page as long as could be is followed by another @TRANS-37', async () => {
  const page = (url: URL) => Number(url.searchParams.get('offset'));
  const objects = Array.from({ length: 25 }, (_, n) => n);
  const asked: number[] = [];
  const send = async ({ url }: Outgoing): Promise<Reply> => {
    const at = page(new URL(url));
    asked.push(at);
    return answered(objects.slice(at, at + 10), {});
  };
  const { complete, objects: seen } = await read(send);
  assert.equal(complete, true);
  assert.equal(seen.length, 25);
  assert.deepEqual(asked, [0, 10, 20]);
});
