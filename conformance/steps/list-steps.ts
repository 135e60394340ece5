import { Given, Then } from '@cucumber/cucumber';
import { withQuery } from '../../src/ocpi/editions/endpoint-urls.ts';
import { parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { breach, Unmet } from '../check-and-verdict-types.ts';
import { dataOf, type Exchange, inShort, type Json, succeeded } from '../http-exchange.ts';
import { endsList, needed, nextLink, repeats, sameOrigin } from '../read-partner-list.ts';
import { endpointOf, send } from '../suite-run-state.ts';
import type { CheckWorld } from './cucumber-world.ts';

Given(/^it offers (\w+)$/, async function (this: CheckWorld, module: string) {
  await this.offers(module);
  this.module = module;
  keepAll(this, module);
});

Given(/^it lists at least (\d+) (\w+)$/, async function (this: CheckWorld, least: number, module: string) {
  const objects = await this.lists(module, least);
  keepAll(this, module);
  this.kept.last = String(objects.length - 1);
  const times = objects
    .map(({ last_updated }) => String(last_updated))
    .filter((time) => parseDateTime(time) !== undefined);
  const inOrder = times.sort((a, b) => at(a) - at(b));
  this.kept.oldest = encodeURIComponent(inOrder[0] ?? '');
  this.kept.newest = encodeURIComponent(inOrder.at(-1) ?? '');
});

Given(/^it shows (\d+) (\w+) on a page$/, async function (this: CheckWorld, size: number, module: string) {
  const objects = await this.lists(module, size);
  keepAll(this, module);
  this.kept.last = String(objects.length - 1);
  const query = [needed(module), `limit=${size}`].filter(Boolean).join('&');
  const shown = dataOf(await this.lookUp('GET', withQuery(endpointOf(this.trial, module) ?? '', query)));
  if (!Array.isArray(shown) || shown.length !== size)
    throw new Unmet(`it shows no ${size} ${module} on a page`);
});

Given(/^it lists (\w+) that changed at different times$/, async function (this: CheckWorld, module: string) {
  const objects = await this.lists(module, 2, true);
  if (this.list.trouble) throw new Unmet(this.list.trouble);
  const times = [...new Set(objects.map(changed))]
    .filter((time) => !Number.isNaN(time))
    .sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  if (times.length < 2 || middle === undefined) throw new Unmet(`all its ${module} changed at the same time`);
  this.kept.middle = new Date(Math.floor(middle / 1000) * 1000).toISOString().replace('.000', '');
});

Then('the data is a list, if it is a success', function (this: CheckWorld) {
  if (!succeeded(this.answer)) throw new Unmet(`no success: ${inShort(this.answer)}`);
  // The data of an empty list may be null or absent.
  if (this.data != null && !Array.isArray(this.data))
    breach(`must be a list, got ${typeof this.data}`, '/data');
});

Then(/^the data is a list of at most (\d+)$/, function (this: CheckWorld, most: number) {
  const got = page(this).length;
  if (got > most) breach(`must have at most ${most} entries, got ${got}`, '/data');
});

Then('the data is an empty list, with success', function (this: CheckWorld) {
  if (!succeeded(this.answer))
    breach(`success expected (HTTP 2xx, status code 1000), got ${inShort(this.answer)}`);
  if (this.data != null && (!Array.isArray(this.data) || this.data.length > 0))
    breach(
      `must be an empty list, got ${Array.isArray(this.data) ? `${this.data.length} entries` : JSON.stringify(this.data)}`,
      '/data',
    );
});

Then('X-Total-Count is the number of objects in the whole list', async function (this: CheckWorld) {
  page(this);
  if (this.list.trouble) throw new Unmet(this.list.trouble);
  const total = this.answer.answer.headers['x-total-count'];
  if (total === undefined) breach('the header X-Total-Count is required, got none');
  if (total === String(await whole(this))) return;
  // An object may have come or gone since the list was read: the list is counted before the answer and after it.
  let changes = false;
  let found = '';
  for (let look = 0; look < looks; look += 1) {
    await this.lists(this.module, 1, true);
    const before = await whole(this);
    await this.send('GET', this.answer.url);
    const now = this.answer.answer.headers['x-total-count'];
    await this.lists(this.module, 1, true);
    const after = await whole(this);
    if (now === String(before) || now === String(after)) return;
    if (Number(now) > Math.min(before, after) && Number(now) < Math.max(before, after)) return;
    changes ||= before !== after;
    found = `the header X-Total-Count must be ${after}, got ${now ?? 'none'}`;
  }
  if (changes) throw new Unmet('its list changes while it is counted');
  breach(found);
});

Then(/^X-Total-Count is (\d+), if it is there$/, function (this: CheckWorld, count: number) {
  const total = this.answer.answer.headers['x-total-count'];
  if (total !== undefined && total !== String(count))
    breach(`the header X-Total-Count must be ${count}, got ${total}`);
});

Then(/^X-Limit is at most (\d+) and not less than the page$/, function (this: CheckWorld, most: number) {
  const length = page(this).length;
  const limit = this.answer.answer.headers['x-limit'];
  if (limit === undefined) breach('the header X-Limit is required, got none');
  if (
    !/^\d+$/.test(limit) ||
    Number(limit) > Math.max(most, length) ||
    Number(limit) < Math.min(length, most)
  )
    breach(`the header X-Limit should be ${most}, got ${limit}`, '', 'contradiction');
});

Then(/^X-Limit is (\d+), if it is there$/, function (this: CheckWorld, bound: number) {
  page(this);
  const limit = this.answer.answer.headers['x-limit'];
  if (limit !== undefined && limit !== String(bound))
    breach(`the header X-Limit should be ${bound}, as asked for, got ${limit}`, '', 'contradiction');
});

Then('there is a next link', async function (this: CheckWorld) {
  page(this);
  if (nextLink(this.answer.answer.headers.link) === undefined && endsList(this.answer, page(this).length)) {
    // Whether a page follows is judged by the total of the same answer: the list may have become shorter since it was
    // counted.
    await this.lists(this.module, 2, true);
    await this.send('GET', this.answer.url);
  }
  if (page(this).length >= this.list.objects.length)
    throw new Unmet('the page holds the whole list', 'TRANS-27');
  if (!/<[^<>\s]+>\s*;\s*rel="?next"?/i.test(this.answer.answer.headers.link ?? ''))
    breach(`a header Link: <URL>; rel="next" expected, got ${this.answer.answer.headers.link ?? 'none'}`);
});

Then('there is no next link', async function (this: CheckWorld) {
  const hasLink = () => /;\s*rel="?next"?/i.test(this.answer.answer.headers.link ?? '');
  // A list that has grown since it was counted has another last page.
  for (let looks = 0; looks < 5 && hasLink() && !endsList(this.answer, page(this).length); looks += 1) {
    const now = await this.lists(this.module, 1, true);
    const url = new URL(this.answer.url);
    url.searchParams.set('offset', String(now.length - 1));
    await this.send('GET', url.href);
  }
  const length = page(this).length;
  const { link } = this.answer.answer.headers;
  if (link !== undefined && !/<[^<>\s]+>/.test(link))
    breach(`no header Link expected on the last page, got one without a URL: "${link}"`);
  if (!hasLink()) return;
  if (!endsList(this.answer, length)) throw new Unmet('its list grows faster than it can be read');
  breach(`no header Link expected on the last page, got ${this.answer.answer.headers.link}`);
});

Then(
  'the next link, if there is one, is absolute, keeps both dates, and goes on at offset 1',
  function (this: CheckWorld) {
    const link = /<([^<>]*)>/.exec(this.answer.answer.headers.link ?? '')?.[1];
    if (!link) throw new Unmet('there is no next link');
    if (!/^https?:\/\//i.test(link) || !URL.canParse(link))
      breach(`the next link must be an absolute URL, got ${link}`);
    if (!sameOrigin(link, this.answer.url))
      breach(`the next link must stay at the host of the list, got ${link}`);
    const query = new URL(link).searchParams;
    const length = page(this).length;
    const asked = new URL(this.answer.url).searchParams;
    for (const name of ['date_from', 'date_to'])
      if (parseDateTime(query.get(name) ?? '') !== parseDateTime(asked.get(name) ?? ''))
        breach(`the next link must keep ${name}, got ${link}`);
    if (query.get('offset') !== String(length))
      breach(`the next link must name offset ${length}, got ${link}`);
    if (!query.has('limit')) breach(`the next link must name a limit, got ${link}`);
  },
);

Then(
  /^the list holds exactly what has changed (after|before) the middle, and perhaps at it$/,
  async function (this: CheckWorld, side: 'after' | 'before') {
    let wrong = await wrongBeside(this, side);
    for (let look = 1; look < looks && wrong; look += 1) {
      await this.lists(this.module, 1, true);
      await this.send('GET', this.answer.url);
      wrong = await wrongBeside(this, side);
    }
    if (wrong) breach(...wrong);
  },
);

/** The first object that a list filtered by time, after or before the middle, lacks or should not contain. */
async function wrongBeside(
  world: CheckWorld,
  side: 'after' | 'before',
): Promise<[message: string, pointer: string] | undefined> {
  const got = await allOf(world);
  // Objects that change during the check say nothing: an object counts if it is the same before and after.
  const before = world.list.objects;
  const after = await world.lists(world.module, 1, true);
  const still = before.filter((one) => after.some((other) => same(one, other)));
  const middle = at(world.kept.middle ?? '');
  const beyond = (object: Json) => (side === 'after' ? changed(object) > middle : changed(object) < middle);
  const missing = still.find((object) => beyond(object) && !got.some((one) => same(one, object)));
  if (missing)
    return [`${identity(missing)}, changed at ${String(missing.last_updated)}, must be in the list`, '/data'];
  const wrong = got.findIndex((object) => !beyond(object) && changed(object) !== middle);
  return wrong < 0
    ? undefined
    : [
        `${String(got[wrong]?.last_updated)} is not ${side} ${world.kept.middle}`,
        `/data/${wrong}/last_updated`,
      ];
}

Then('the list holds the newest object', async function (this: CheckWorld) {
  const newest = decodeURIComponent(this.kept.newest ?? '');
  const got = await allOf(this);
  const wanted = this.list.objects.filter(({ last_updated }) => last_updated === newest);
  const missing = wanted.find((object) => !got.some((one) => identity(one) === identity(object)));
  if (!missing) return;
  const now = await this.lists(this.module, 1, true);
  if (!now.some((one) => same(one, missing))) throw new Unmet('its list changes while it is read');
  breach(`${identity(missing)}, changed at ${newest}, must be in the list`, '/data');
});

Then('the list does not hold the oldest object', async function (this: CheckWorld) {
  const oldest = decodeURIComponent(this.kept.oldest ?? '');
  const found = (await allOf(this)).find((object) => changed(object) === at(oldest));
  if (found) breach(`${identity(found)}, changed at ${oldest}, must not be in the list`, '/data');
});

/** The identifier by which an object is found in a list. */
export function identity(object: Json): string {
  return [
    object?.type === undefined || object.uid === undefined ? '' : object.type,
    object?.id ?? object?.uid,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Tells whether two readings show the same object, unchanged. */
function same(one: Json, other: Json): boolean {
  return identity(one) === identity(other) && changed(one) === changed(other);
}

/** Number of times that a list which may change meanwhile is read before it is called wrong. */
export const looks = 3;

/** The objects of the page that was answered; whether there is one is for other checks. */
export function page(world: CheckWorld): Json[] {
  const data = world.data ?? [];
  if (!succeeded(world.answer) || !Array.isArray(data))
    throw new Unmet(`no list: ${inShort(world.answer)}`, 'TRANS-26');
  return data as Json[];
}

/** The objects of the page that was answered and of all pages that follow. */
async function allOf(world: CheckWorld): Promise<Json[]> {
  const objects = [...page(world)];
  const read = [world.answer];
  let url = ownNext(world.answer);
  for (let pages = 0; url && pages < 500; pages += 1) {
    const next = await send(world.trial, 'GET', url);
    const data = dataOf(next);
    if (!succeeded(next) || !Array.isArray(data))
      throw new Unmet(`GET ${url} shows no list: ${inShort(next)}`);
    read.push(next);
    if (data.length > 0 && repeats(read)) throw new Unmet(`GET ${url} shows the page before once more`);
    objects.push(...(data as Json[]));
    url = data.length === 0 ? undefined : ownNext(next);
  }
  const total = Number(world.answer.answer.headers['x-total-count'] ?? 0);
  if (objects.length < total && !new URL(world.answer.url).searchParams.has('offset') && hasNoLink(world))
    throw new Unmet('there is no next link to read all of it by');
  return objects;
}

/** The `next` link of a page. A link to another host is not followed: the token is not for that host. */
export function ownNext({ url, answer }: Exchange): string | undefined {
  const link = nextLink(answer.headers.link);
  if (link !== undefined && !sameOrigin(link, url))
    throw new Unmet(`the next link leads to another host, ${new URL(link).origin}, and is not followed`);
  return link;
}

function hasNoLink({ answer }: CheckWorld): boolean {
  return nextLink(answer.answer.headers.link) === undefined;
}

/** The number of objects in the whole list, also when the list has no `next` links. */
async function whole({ trial, module, list, answer }: CheckWorld): Promise<number> {
  const walked = list.objects.length;
  const linked = list.pages.at(-1)?.answer.headers.link !== undefined;
  if (linked || Number(answer.answer.headers['x-total-count']) <= walked) return walked;
  const query = [needed(module), `offset=${walked}`].filter(Boolean).join('&');
  const data = dataOf(await send(trial, 'GET', withQuery(endpointOf(trial, module) ?? '', query)));
  return walked + (Array.isArray(data) ? data.length : 0);
}

function keepAll(world: CheckWorld, module: string): void {
  const query = needed(module);
  world.kept.all = query ? `${query}&` : '';
}

function changed(object: Json): number {
  return at(String(object?.last_updated));
}

function at(time: string): number {
  return parseDateTime(time) ?? Number.NaN;
}
