import { createHash } from 'node:crypto';
import type { Judged } from '../ocpi/findings.ts';
import { nextLink } from '../ocpi/links.ts';
import type { Judgement, Outgoing, Reply, Send } from '../ocpi/outgoing.ts';

/** Pages of one list at most: beyond it a partner is paging without end. */
const mostPages = 100_000;

/** Empty pages in a row after which a list counts as endless. */
const mostEmpty = 3;

/** Objects per page below which a page that times out is given up. */
const smallestPage = 10;

/** What a crawl did. It is `complete` when every object of the list has been seen as far as the partner tells. */
export interface Crawl {
  pages: number;
  complete: boolean;
  /** Why it ended early. */
  error: string | null;
  /** Objects per page that the last request asked for. */
  limit: number;
}

/**
 * Reads a list page by page to its end: follows `Link` within the partner's own origin, falls back to offset and limit
 * where the link is missing, foreign or leads in a circle, halves a page that times out, and looks again one object
 * earlier when the total falls while it reads (SYNC-07, TRANS-37, TRANS-38). `take` gets the objects of each
 * page; when `isOver` says so no further one is asked for.
 */
export async function crawl(
  send: Send,
  first: Outgoing,
  take: (objects: unknown[]) => Promise<void>,
  /** What keeps it from reading another page: its time is over. */
  over: () => string | undefined = () => undefined,
): Promise<Crawl> {
  const visited = new Set<number>();
  let url = new URL(first.url);
  let total: number | undefined;
  let pages = 0;
  let empty = 0;
  const done = (error: string | null = null): Crawl => ({
    pages,
    complete: error === null,
    error,
    limit: limitOf(url),
  });
  for (;;) {
    if (pages >= mostPages || empty >= mostEmpty) return done(`the list does not end: ${pages} pages read`);
    const late = over();
    if (late) return done(late);
    visited.add(mark(url));
    const here = url;
    const judge = (given: Reply): Judgement => {
      const judgement = first.judge?.(given) ?? { findings: [] };
      return { ...judgement, findings: [...judgement.findings, ...linkFindings(here, given)] };
    };
    const reply = await send({ ...first, url: url.href, judge });
    if (reply.outcome === 'timeout' && limitOf(url) > smallestPage) {
      url = moved(url, offsetOf(url), Math.floor(limitOf(url) / 2));
      continue;
    }
    if (!reply.success) return done(reply.message);
    if (!Array.isArray(reply.data)) return done('data must be a list');
    const now = totalOf(reply);
    if (total !== undefined && now !== undefined && now < total && offsetOf(url) > 0) {
      url = moved(url, Math.max(0, offsetOf(url) - (total - now)), limitOf(url));
      total = now;
      continue;
    }
    total = now ?? total;
    pages += 1;
    empty = reply.data.length === 0 ? empty + 1 : 0;
    await take(reply.data);
    const next = nextPage(url, reply, total, visited);
    if (next === 'end') return done();
    if (next === 'lost')
      return done('the link to the next page leads nowhere new, and there is no X-Total-Count to go on by');
    url = next;
  }
}

/** Where the next page is: the link where it may be followed, else the next offset while the total says there is more. */
function nextPage(
  url: URL,
  reply: Reply,
  total: number | undefined,
  visited: Set<number>,
): URL | 'end' | 'lost' {
  const link = linkOf(reply, url);
  if (link && link.origin === url.origin && !visited.has(mark(link))) return link;
  const length = (reply.data as unknown[]).length;
  const offset = offsetOf(url) + length;
  const asked = limitOf(url);
  // Neither link nor total, and a page as long as could be: whether there is more tells the next one.
  if (total === undefined && !link && asked > 0 && length >= asked) return moved(url, offset, asked);
  if (total !== undefined) return length > 0 && offset < total ? moved(url, offset, limitOf(url)) : 'end';
  return link ? 'lost' : 'end';
}

/** Six bytes stand for a URL, which a partner can make long: what a crawl remembers stays below some megabytes. */
function mark({ href }: URL): number {
  return createHash('sha256').update(href).digest().readUIntBE(0, 6);
}

function linkOf({ headers }: Reply, url: URL): URL | undefined {
  const target = nextLink(headers.link);
  return target !== undefined && URL.canParse(target, url.href) ? new URL(target, url) : undefined;
}

/** What is done where there is no link; what is wrong with one that there is, `judgePage` tells. */
function linkFindings(url: URL, reply: Reply): Judged[] {
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

function totalOf({ headers }: Reply): number | undefined {
  const text = String(headers['x-total-count'] ?? '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function offsetOf(url: URL): number {
  return Number(url.searchParams.get('offset') ?? 0) || 0;
}

function limitOf(url: URL): number {
  return Number(url.searchParams.get('limit') ?? 0) || 0;
}

function moved(url: URL, offset: number, limit: number): URL {
  const next = new URL(url);
  next.searchParams.set('offset', String(offset));
  if (limit > 0) next.searchParams.set('limit', String(limit));
  return next;
}
