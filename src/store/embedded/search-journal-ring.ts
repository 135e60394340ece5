import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { passesWhole } from '../common/exchange-filters.ts';
import type { PageIndex, Search } from '../common/read-journal-page.ts';
import { mayPass, readIndex } from './filter-index-of-old-journal.ts';
import type { RingKeys } from './journal-keys-in-leveldb.ts';
import { indexIn, mayHold, type Page } from './journal-page-of-exchanges.ts';
import type { Level } from './leveldb-with-checksums.ts';

/**
 * A search in one ring (bounded sequence) of the journal: for exchanges with smaller numbers than `before`, where that
 * is given.
 */
export type RingSearch = Search & { before?: number };

/** An exchange and its number in the ring: later exchanges have larger numbers. */
export interface Numbered {
  number: number;
  exchange: Exchange;
}

/** The pages of a ring, oldest first, some of them in memory, and the bounds of the exchanges that may be shown. */
export interface RingView {
  level: Level;
  keys: RingKeys;
  pages: readonly Page[];
  /** Number of the oldest exchange of the journal that may be shown. */
  oldest(): number;
  /** The earliest time at which an exchange that may be shown began, in milliseconds since 1970. */
  since: number;
}

/** The place of an exchange in the ring. */
interface Place {
  page: Page;
  index: PageIndex;
  nth: number;
}

/** Number of pages of which a search reads the indexes at a time. */
const pagesPerRead = 16;

/**
 * Finds the newest exchanges that pass a search. It reads only pages that may contain such exchanges, and only as many
 * as necessary.
 */
export async function searchRing(view: RingView, search: RingSearch): Promise<Numbered[]> {
  const { limit, before = Number.POSITIVE_INFINITY } = search;
  const open = [...view.pages]
    .reverse()
    .filter((page) => page.first < before && page.newest >= view.since && mayHold(page, search));
  const found: Numbered[] = [];
  for (let at = 0; at < open.length && found.length < limit; at += pagesPerRead) {
    const places = await placesIn(view, open.slice(at, at + pagesPerRead), { ...search, before });
    while (places.length > 0 && found.length < limit) {
      const read = await exchangesAt(view, places.splice(0, limit - found.length));
      found.push(...read.filter(({ exchange }) => passesWhole(exchange, search)));
    }
  }
  return found;
}

/** The time at which the oldest exchange of the ring began, ISO 8601. */
export async function beginOf(view: RingView): Promise<string | undefined> {
  for (const page of view.pages) {
    if (page.newest < view.since) continue;
    const [text] = await indexesOf(view, [page]);
    const index = text === undefined ? undefined : readIndex(text);
    for (let nth = 0; index && nth < index.count; nth++)
      if (isShown(view, { page, index, nth })) return new Date(index.time(nth)).toISOString();
  }
  return undefined;
}

/** The indexes of pages, from memory or from disk; `undefined` for a page that was dropped meanwhile. */
export function indexesOf({ level, keys }: Pick<RingView, 'level' | 'keys'>, some: Page[]) {
  return fromDisk(
    some,
    ({ index }) => index,
    async (unread) => {
      const values = await level.getMany(unread.map(({ first }) => keys.of('index', first)));
      return values.map((value) => value && indexIn(value));
    },
  );
}

/** The contents of pages, from memory or from disk; `undefined` for a page that was dropped meanwhile. */
export function contentsOf({ level, keys }: Pick<RingView, 'level' | 'keys'>, some: Page[]) {
  return fromDisk(
    some,
    ({ content }) => content,
    (unread) => level.getMany(unread.map(({ first }) => keys.of('content', first))),
  );
}

/**
 * One part of each page: `known` returns it for a page that is in memory, `read` reads it from disk for the others. The
 * parts in memory are collected first, since a page may be written and leave memory while the disk is read.
 */
async function fromDisk<T>(
  some: Page[],
  known: (page: Page) => T | undefined,
  read: (pages: Page[]) => Promise<(T | undefined)[]>,
): Promise<(T | undefined)[]> {
  const parts = some.map(known);
  const unread = some.filter((_, at) => parts[at] === undefined);
  if (unread.length === 0) return parts;
  const values = await read(unread);
  return parts.map((part) => part ?? values.shift());
}

/** The places in some pages whose exchanges may pass by the index, newest first. */
async function placesIn(
  view: RingView,
  some: Page[],
  search: RingSearch & { before: number },
): Promise<Place[]> {
  const texts = await indexesOf(view, some);
  return some.flatMap((page, at) => {
    const text = texts[at];
    if (text === undefined || !mayPass(text, search)) return [];
    const index = readIndex(text);
    const places: Place[] = [];
    for (let nth = Math.min(index.count, search.before - page.first) - 1; nth >= 0; nth--)
      if (isShown(view, { page, index, nth }) && index.passes(nth, search)) places.push({ page, index, nth });
    return places;
  });
}

function isShown({ oldest, since }: RingView, { page, index, nth }: Place): boolean {
  return page.first + nth >= oldest() && (since === Number.NEGATIVE_INFINITY || index.time(nth) >= since);
}

async function exchangesAt(view: RingView, places: Place[]): Promise<Numbered[]> {
  const pages = [...new Map(places.map(({ page, index }) => [page, index]))];
  const contents = await contentsOf(
    view,
    pages.map(([page]) => page),
  );
  const readers = new Map(
    pages.map(([page, index], at) => [page, contents[at] && index.exchangesIn(contents[at])]),
  );
  return places.flatMap(({ page, nth }) => {
    const exchange = readers.get(page)?.(nth);
    return exchange ? [{ number: page.first + nth, exchange }] : [];
  });
}
