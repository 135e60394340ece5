import { createHash } from 'node:crypto';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import type { Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Judged } from '../../ocpi/words/finding-type.ts';
import { nextLink } from '../../ocpi/words/next-link-header.ts';
import { afterFailure } from './failed-page-retry.ts';
import { limitOf, moved, offsetOf } from './list-page-url.ts';

/** Most pages of one list: a partner that gives more is paging without end. */
const mostPages = 100_000;

/** Number of empty pages in a row after which a list counts as endless. */
const mostEmpty = 3;

/** The result of requesting a page: at least the partner's reply. */
export interface PageReply {
  reply: Reply;
}

/** The dependencies of reading a partner's list page by page. */
export interface Crawling<P extends PageReply> {
  first: URL;
  ask(url: URL): Promise<P>;
  /** Waits before the hub asks for a page again. */
  wait(milliseconds: number): Promise<unknown>;
  /** First pause, in milliseconds, before a failed page of a partner's list is asked for again. */
  pause: number;
  /** Remaining pause that the partner has asked for, in milliseconds. */
  rest(): number;
  /** The reason not to ask for another page `later` milliseconds from now, when the time of the sync is over. */
  over?(later: number): string | undefined;
}

/**
 * The result of reading a partner's list. It is `complete` when every object of the list has been seen as far as the
 * partner tells.
 */
export interface Crawl {
  pages: number;
  complete: boolean;
  /** The reason why the reading of the partner's list ended early. */
  error: string | null;
  /** Whether a failure ended the reading of the list that may be over at the next attempt. */
  passing: boolean;
  /** Number of objects that the partner counted in `X-Total-Count` and did not list. */
  short: number;
  /** Number of objects per page (`limit`) for which the last request asked the partner. */
  limit: number;
}

/**
 * Reads a partner's list page by page to its end, and yields each page: follows `Link` within the partner's own origin,
 * falls back to offset and limit where the link is missing, foreign or leads in a circle, reads again from one object
 * earlier when the total falls meanwhile (SYNC-07, TRANS-37, TRANS-38), and asks for a page that fails as
 * `afterFailure` says (SYNC-16). A partner that gives one page for every offset has given its list with the first,
 * where it counts no more objects.
 */
export async function* crawl<P extends PageReply>(
  crawling: Crawling<P>,
): AsyncGenerator<P, Crawl, undefined> {
  const { ask, wait, pause, rest, over = () => undefined } = crawling;
  const visited = new Set<number>();
  const contents = new Set<number>();
  let url = crawling.first;
  let total: number | undefined;
  let pages = 0;
  let empty = 0;
  let objects = 0;
  let failures = 0;
  const done = (error: string | null = null, passing = false): Crawl => ({
    pages,
    complete: error === null,
    error,
    passing,
    short: Math.max(0, (total ?? 0) - objects),
    limit: limitOf(url),
  });
  for (;;) {
    if (pages >= mostPages || empty >= mostEmpty) return done(`the list does not end: ${pages} pages read`);
    const rests = rest();
    const late = over(rests);
    if (late) return done(rests > 0 ? `it asked for a pause of ${rests} ms; ${late}` : late, rests > 0);
    if (rests > 0) {
      await wait(rests);
      continue;
    }
    visited.add(mark(url));
    const page = await ask(url);
    const { reply } = page;
    if (!reply.success) {
      const next = afterFailure(reply, { url, failures, rests: rest(), pause });
      if (next.do === 'fail') return done(next.error, next.passing);
      if (next.do === 'less') {
        url = next.url;
        continue;
      }
      const tooLate = over(next.pause);
      if (tooLate) return done(`${reply.message}; ${tooLate}`, true);
      failures += 1;
      await wait(next.pause);
      continue;
    }
    failures = 0;
    const counted = totalOf(reply);
    const listed = listOf(reply, counted);
    if (!listed) return done('data must be a list');
    if (total !== undefined && counted !== undefined && counted < total && offsetOf(url) > 0) {
      url = moved(url, Math.max(0, offsetOf(url) - (total - counted)), limitOf(url));
      total = counted;
      contents.clear();
      continue;
    }
    // A list that changes while it is read may give a page twice.
    if (total !== undefined && counted !== undefined && counted !== total) contents.clear();
    total = counted ?? total;
    if (isRepeated(listed, contents)) {
      const isWhole = total === undefined && reply.headers.link === undefined;
      return done(isWhole ? null : 'a page comes again at another offset: the list leads nowhere new');
    }
    pages += 1;
    objects += listed.length;
    empty = listed.length === 0 ? empty + 1 : 0;
    yield { ...page, reply: { ...reply, data: listed } };
    const next = nextPage({ url, reply, length: listed.length, objects, total, visited });
    if (next === 'end') return done();
    if (next === 'lost')
      return done('the link to the next page leads nowhere new, and there is no X-Total-Count to go on by');
    url = next;
  }
}

/**
 * The objects of a page; an empty list may be null or absent, as long as the partner counts no objects (TRANS-11,
 * TRANS-33).
 */
function listOf({ data }: Reply, counted: number | undefined): unknown[] | undefined {
  if (Array.isArray(data)) return data;
  return (data === undefined || data === null) && !counted ? [] : undefined;
}

/** A page that was read: `length` objects on it, `objects` read up to its end, `total` in the whole list. */
interface Read {
  url: URL;
  reply: Reply;
  length: number;
  objects: number;
  total: number | undefined;
  visited: Set<number>;
}

/**
 * Finds the URL of the next page: the link where it may be followed, else the next offset while the total says that
 * there are more objects.
 */
function nextPage({ url, reply, length, objects, total, visited }: Read): URL | 'end' | 'lost' {
  const link = linkOf(reply, url);
  if (link && link.origin === url.origin && !visited.has(mark(link))) return link;
  // Links with page numbers or cursors do not tell a position in the list.
  const offset = url.searchParams.has('offset') ? offsetOf(url) + length : objects;
  const asked = limitOf(url);
  // Without link and total only the next page tells whether a full page is the last.
  if (total === undefined && !link && asked > 0 && length >= asked) return moved(url, offset, asked);
  if (total !== undefined) return length > 0 && offset < total ? moved(url, offset, limitOf(url)) : 'end';
  return link ? 'lost' : 'end';
}

/**
 * Tells whether a page has the same ids as an earlier one: a partner that ignores offset gives one page without end. A
 * single object proves nothing, since it may have moved by one place.
 */
function isRepeated(listed: unknown[], contents: Set<number>): boolean {
  if (listed.length < 2) return false;
  const names = listed.map((object) => {
    const { id, uid, type } = Object(object) as Json;
    return [id ?? uid ?? object, type];
  });
  const content = markOf(JSON.stringify(names));
  const repeated = contents.has(content);
  contents.add(content);
  return repeated;
}

function mark({ href }: URL): number {
  return markOf(href);
}

/** Shortens a text to a hash of six bytes, so that the memory of a crawl stays below some megabytes. */
function markOf(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

function linkOf({ headers }: Reply, url: URL): URL | undefined {
  const target = nextLink(headers.link);
  return target !== undefined && URL.canParse(target, url.href) ? new URL(target, url) : undefined;
}

/**
 * The findings about a page whose link to the next one is missing or cannot be read; `judgePage` finds other errors in
 * links.
 */
export function linkFindings(url: URL, reply: Reply): Judged[] {
  const total = totalOf(reply);
  const length = Array.isArray(reply.data) ? reply.data.length : 0;
  const note = (requirement: string, message: string) => [
    { pointer: '', message, requirement, lenient: true as const },
  ];
  if (reply.headers.link === undefined) {
    const more = total === undefined ? length > 0 && length >= limitOf(url) : offsetOf(url) + length < total;
    return more ? note('TRANS-30', 'no Link to the next page: it is asked for by offset and limit') : [];
  }
  if (linkOf(reply, url)) return [];
  return note('TRANS-32', 'the Link cannot be read: pages are asked for by offset and limit');
}

/** Number of objects in a partner's list, where the partner gives it in `X-Total-Count`. */
export function totalOf({ headers }: Pick<Reply, 'headers'>): number | undefined {
  const text = String(headers['x-total-count'] ?? '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
