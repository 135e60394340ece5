import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from './http-exchange.ts';
import { endsList, walk } from './read-partner-list.ts';
import type { Trial } from './suite-run-state.ts';

const home = 'https://partner.example/locations';

/** A partner that answers each URL with a page of ids and a `next` link, and the requests that it got. */
function partner(pages: Record<string, { ids?: string[]; next?: string; status?: number }>) {
  const asked: string[] = [];
  const trial = {
    ...{ endpoints: [{ identifier: 'locations', url: home }], options: { party: 'ZZ*TST' } },
    ...{ walks: new Map(), sent: [], tokenToThem: 'a-token' },
    wire: {
      send: async ({ url }: { url: string }) => {
        asked.push(url);
        const { ids = [], next, status = 200 } = pages[url] ?? { status: 404 };
        const data = ids.map((id) => ({ id }));
        return {
          answer: {
            status,
            headers: next ? { link: `<${next}>; rel="next"` } : {},
            body: JSON.stringify(status === 200 ? { status_code: 1000, data } : { status_code: 2000 }),
          },
        } as unknown as Exchange;
      },
    },
  } as unknown as Trial;
  return { asked, walk: (fresh = false) => walk(trial, 'locations', '', fresh) };
}

const ids = (objects: unknown[]) => (objects as { id: string }[]).map(({ id }) => id).join(' ');

test('a list is read to its end, once @TRANS-37', async () => {
  const read = partner({
    [home]: { ids: ['1', '2'], next: `${home}?offset=2` },
    [`${home}?offset=2`]: { ids: ['3'] },
  });
  const { objects, pages, trouble } = await read.walk();
  assert.deepEqual([ids(objects), pages.length, trouble], ['1 2 3', 2, undefined]);
  await read.walk();
  assert.equal(read.asked.length, 2);
  await read.walk(true);
  assert.equal(read.asked.length, 4);
});

test('a link to another host is not followed, and told', async () => {
  const stranger = 'https://stranger.example/locations?offset=1';
  const read = partner({ [home]: { ids: ['1'], next: stranger }, [stranger]: { ids: ['2'] } });
  const { objects, trouble } = await read.walk();
  assert.equal(ids(objects), '1');
  assert.match(trouble ?? '', /leads to another host, https:\/\/stranger\.example, and is not followed/);
  assert.deepEqual(read.asked, [home]);
});

test('a circle ends, and is told', async () => {
  const second = `${home}?offset=1`;
  const read = partner({ [home]: { ids: ['1'], next: second }, [second]: { ids: ['2'], next: home } });
  const { objects, trouble } = await read.walk();
  assert.equal(ids(objects), '1 2');
  assert.match(trouble ?? '', /the next link leads back to https:\/\/partner\.example\/locations/);
  assert.equal(read.asked.length, 2);
});

test('a page that is the one before once more ends it, and is told', async () => {
  const second = `${home}?offset=1`;
  const read = partner({
    [home]: { ids: ['1'], next: second },
    [second]: { ids: ['1'], next: `${home}?offset=2` },
  });
  const { trouble } = await read.walk();
  assert.match(trouble ?? '', /shows the page before once more/);
});

test('a page that fails ends it, and is told', async () => {
  const read = partner({ [home]: { ids: ['1'], next: `${home}?offset=1` } });
  const { objects, trouble } = await read.walk();
  assert.equal(ids(objects), '1');
  assert.match(trouble ?? '', /shows no list: HTTP 404, status code 2000/);
});

// The list was counted as `offset` + 1 objects; a page whose total has grown since is not the last one.
for (const [offset, length, total, last] of [
  [1, 1, '2', true],
  [1, 1, '3', false],
  [0, 1, '2', false],
  [5, 0, '4', true],
  [1, 1, undefined, true],
] as const)
  test(`of ${total ?? 'nobody knows how many'}, ${length} at offset ${offset} ${last ? 'end' : 'do not end'} the list @TRANS-31`, () => {
    const headers = total === undefined ? {} : { 'x-total-count': total };
    const page = { url: `${home}?offset=${offset}&limit=1`, answer: { headers } } as unknown as Exchange;
    assert.equal(endsList(page, length), last);
  });
