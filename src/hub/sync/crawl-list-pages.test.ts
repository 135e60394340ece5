import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outgoing, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { newRequestedPauses, notingPauses } from '../delivery/pauses-requested-by-partners.ts';
import { crawl } from './crawl-list-pages.ts';

const origin = 'https://partner.example';

/** A partner with a list of numbers; `answer` changes its answer to a request. */
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

/** Reads a partner's list to its end; pauses take no time, and are recorded. */
async function read(
  send: (request: Outgoing) => Promise<Reply>,
  path = '/list?offset=0&limit=10',
  over?: (later: number) => string | undefined,
  rest = 0,
) {
  const objects: unknown[] = [];
  const pauses: number[] = [];
  let now = Date.parse('2026-03-01T12:00:00Z');
  const rests = newRequestedPauses(() => now);
  const asking = notingPauses(send, rests);
  rests.heed('C1', { success: false, headers: { 'retry-after': String(rest / 1000) } });
  const list = crawl({
    first: new URL(origin + path),
    ask: async (url) => ({ reply: await asking({ url: url.href, connection: 'C1' } as Outgoing) }),
    async wait(milliseconds) {
      pauses.push(milliseconds);
      now += milliseconds;
    },
    pause: 1000,
    rest: () => rests.left('C1'),
    over,
  });
  let page = await list.next();
  for (; !page.done; page = await list.next()) objects.push(...(page.value.reply.data as unknown[]));
  return { ...page.value, objects, pauses };
}

test('it follows the links to the end @SYNC-07 @TRANS-37', async () => {
  const { send, list } = partner(25);
  const { pages, complete, error, limit, objects } = await read(send);
  assert.deepEqual([pages, complete, error, limit, objects], [3, true, null, 10, list]);
});

test('without links it goes on by offset and limit while the total says there is more', async () => {
  const { send, list } = partner(25, (_, honest) => answered(honest.data, { 'x-total-count': '25' }));
  const { pages, complete, error, limit, objects } = await read(send);
  assert.deepEqual([pages, complete, error, limit, objects], [3, true, null, 10, list]);
});

test('a server that gives smaller pages than asked for is read whole', async () => {
  const { send, list } = partner(25, (asked) => {
    const offset = Number(asked.searchParams.get('offset'));
    return answered(list.slice(offset, offset + 4), { 'x-total-count': '25' });
  });
  assert.deepEqual((await read(send)).objects, list);
});

test('links that count pages or hold a cursor are followed to the last page, and no further @SYNC-07 @TRANS-37', async () => {
  for (const name of ['page', 'cursor']) {
    const { send, asked, list } = partner(25, (at) => {
      const page = Number(at.searchParams.get(name) ?? 0);
      const link = page < 2 ? { link: `<${origin}/list?${name}=${page + 1}>; rel="next"` } : {};
      return answered(list.slice(page * 10, page * 10 + 10), { 'x-total-count': '25', ...link });
    });
    const { pages, complete, error, objects } = await read(send);
    assert.deepEqual([pages, complete, error, objects], [3, true, null, list], name);
    assert.deepEqual(asked, ['?offset=0&limit=10', `?${name}=1`, `?${name}=2`], name);
  }
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

test('a partner that gives one page for every offset is not asked without end @SYNC-07 @TRANS-37', async () => {
  const objects = (length: number) =>
    Array.from({ length }, (_, n) => ({ id: `L${n}`, read: Math.random() }));
  const next = (at: URL) =>
    `<${origin}/list?offset=${Number(at.searchParams.get('offset')) + 5}&limit=5>; rel="next"`;
  const cases: [length: number, headers: (at: URL) => Reply['headers'], asked: number, error?: RegExp][] = [
    [10, () => ({}), 2],
    [25, () => ({}), 2],
    [5, (at) => ({ link: next(at) }), 2, /comes again/],
    [5, () => ({ 'x-total-count': '12' }), 2, /comes again/],
    [5, (at) => ({ link: next(at), 'x-total-count': '12' }), 2, /comes again/],
    [12, () => ({ 'x-total-count': '12' }), 1],
  ];
  for (const [length, headers, times, why] of cases) {
    let over = 0;
    const { send, asked } = partner(0, (at) => answered(objects(length), headers(at)));
    const read20 = () => ((over += 1) > 20 ? 'without end' : undefined);
    const { complete, error, objects: seen } = await read(send, undefined, read20);
    assert.deepEqual([asked.length, complete, seen.length], [times, !why, length]);
    if (why) assert.match(error ?? '', why);
  }
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

const http = (status: number, code: number | null = null, headers: Reply['headers'] = {}): Reply => ({
  ...failed(code === null ? 'garbage' : 'answered'),
  message: `HTTP ${status}`,
  http: status,
  code,
  headers,
});

/** Answers that come once in place of a page, each with the pauses in ms before the page is asked for again. */
const instead: [what: string, reply: Reply, pauses: number[]][] = [
  ['a refused connection', failed('unreachable'), [1000]],
  ['a reset connection', { ...failed('unreachable'), message: 'UND_ERR_SOCKET other side closed' }, [1000]],
  ['HTTP 500', http(500), [1000]],
  ['HTTP 502 of a proxy', http(502), [1000]],
  ['HTTP 503 with status code 2001', http(503, 2001), [1000]],
  ['HTTP 408', http(408), [1000]],
  ['HTTP 429', http(429), [1000]],
  ['HTTP 429 with Retry-After: 1', http(429, null, { 'retry-after': '1' }), [1000]],
  ['HTTP 429 with Retry-After: 7', http(429, null, { 'retry-after': '7' }), [7000]],
  ['HTTP 503 and a date', http(503, null, { 'retry-after': 'Sun, 01 Mar 2026 12:00:20 GMT' }), [20_000]],
  ['HTTP 429 until next year', http(429, null, { 'retry-after': '31536000' }), [300_000]],
  ['HTTP 429 until soon', http(429, null, { 'retry-after': 'soon' }), [1000]],
  ['status code 3000', http(200, 3000), [1000]],
  ['HTML with HTTP 200', http(200), [1000]],
  ['HTTP 501', http(501), []],
  ['HTTP 400', http(400), []],
  ['HTTP 401', http(401), []],
  ['HTTP 404', http(404), []],
  ['HTTP 405 with status code 3000', http(405, 3000), []],
  ['status code 2001', http(200, 2001), []],
  ['an address that may not be called', { ...failed('unreachable'), barred: 'address' }, []],
];

for (const [what, reply, pauses] of instead) {
  const outcome = pauses.length > 0 ? 'is asked for again' : 'ends the list where it is';
  test(`a page in whose place once comes ${what} ${outcome} @SYNC-16`, async () => {
    const { send, asked, list } = partner(30, (_, honest, nth) => (nth === 2 ? reply : honest));
    const crawled = await read(send);
    assert.deepEqual(crawled.pauses, pauses);
    if (pauses.length === 0)
      return assert.deepEqual(
        [crawled.complete, crawled.passing, crawled.objects.length],
        [false, false, 10],
      );
    assert.deepEqual([crawled.complete, crawled.objects], [true, list]);
    assert.equal(asked[1], asked[2]);
  });
}

test('a page is asked for again five times, later each time, and then its list is given up for a while @SYNC-16', async () => {
  const { send, asked } = partner(30, (at, honest) =>
    at.searchParams.get('offset') === '10' ? http(502) : honest,
  );
  const { complete, passing, error, pauses, objects } = await read(send);
  assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 16_000]);
  assert.deepEqual([complete, passing, objects.length, asked.length], [false, true, 10, 7]);
  assert.equal(error, 'HTTP 502 (asked 6 times)');
});

test('each page has its five times @SYNC-16', async () => {
  const times = new Map<string, number>();
  const { send, list } = partner(30, (at, honest) => {
    const before = times.get(at.search) ?? 0;
    times.set(at.search, before + 1);
    return before < 5 ? http(503) : honest;
  });
  assert.deepEqual((await read(send)).objects, list);
});

test('a pause that would outlast its time is not begun @SYNC-16', async () => {
  const { send } = partner(30, () => http(429, null, { 'retry-after': '60' }));
  const { error, passing, pauses } = await read(send, undefined, (later) =>
    later > 30_000 ? 'not finished in time' : undefined,
  );
  assert.deepEqual([error, passing, pauses], ['HTTP 429; not finished in time', true, []]);
});

const tooLarge: Reply = {
  ...failed('unreachable'),
  message: 'UND_ERR_RES_EXCEEDED_MAX_SIZE Response content exceeded max size',
  barred: 'size',
};

test('a page that is too large is asked for in halves, and the rest in that size @SYNC-16', async () => {
  const { send, asked, list } = partner(300, (at, honest) =>
    Number(at.searchParams.get('limit')) > 150 ? tooLarge : honest,
  );
  const { objects, limit, pauses } = await read(send, '/list?offset=0&limit=1000');
  assert.deepEqual([objects, limit, pauses], [list, 125, []]);
  assert.deepEqual(asked.slice(0, 5), [
    '?offset=0&limit=1000',
    '?offset=0&limit=500',
    '?offset=0&limit=250',
    '?offset=0&limit=125',
    '?offset=125&limit=125',
  ]);
});

test('an object that is too large alone is told in words @SYNC-16', async () => {
  const { send } = partner(9, (at, honest) => {
    const [offset, limit] = ['offset', 'limit'].map((name) => Number(at.searchParams.get(name)));
    return Number(offset) <= 4 && Number(offset) + Number(limit) > 4 ? tooLarge : honest;
  });
  const { error, passing, objects } = await read(send, '/list?offset=0&limit=4');
  assert.match(error ?? '', /^the object at offset 4 alone is larger than an answer may be/);
  assert.deepEqual([passing, objects.length], [false, 4]);
});

test('a link without offset and limit is never cut in halves @SYNC-16', async () => {
  for (const [reply, words] of [
    [tooLarge, /its link carries no offset and limit/],
    [failed('timeout'), /timeout \(asked 6 times\)/],
  ] as const) {
    const { send, asked } = partner(20, (at, honest) =>
      at.searchParams.has('cursor')
        ? reply
        : {
            ...honest,
            headers: { ...honest.headers, link: `<${origin}/list?cursor=2&limit=5>; rel="next"` },
          },
    );
    const { error, objects } = await read(send);
    assert.match(error ?? '', words);
    assert.equal(objects.length, 10);
    assert.deepEqual(new Set(asked.slice(1)), new Set(['?cursor=2&limit=5']));
  }
});

test('a null or missing list is an empty one, unless something is counted @TRANS-33', async () => {
  for (const data of [null, undefined])
    for (const [headers, complete] of [
      [{}, true],
      [{ 'x-total-count': '0' }, true],
      [{ 'x-total-count': '3' }, false],
    ] as const)
      assert.equal((await read(partner(0, () => answered(data, headers)).send)).complete, complete);
});

test('objects that are counted and not listed are told', async () => {
  const { send } = partner(25, (_, honest) => answered(honest.data, { 'x-total-count': '40' }));
  assert.equal((await read(send)).short, 15);
  assert.equal((await read(partner(25).send)).short, 0);
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

test('a list is not begun before the pause is over that its partner asked for elsewhere @TRANS-75', async () => {
  const { send, list } = partner(5);
  const { objects, pauses, complete } = await read(send, undefined, undefined, 9000);
  assert.deepEqual([objects, pauses, complete], [list, [9000], true]);
  const late = await read(
    send,
    undefined,
    (later) => (later > 8000 ? 'not finished in time' : undefined),
    9000,
  );
  assert.deepEqual(
    [late.error, late.passing, late.pauses],
    ['it asked for a pause of 9000 ms; not finished in time', true, []],
  );
});
