import type { Journal } from '../../hub/ports/store.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { newHabits, newSheet } from '../common/write-journal-page.ts';
import { readIndex } from './filter-index-of-old-journal.ts';
import { firstIn, type RingKeys } from './journal-keys-in-leveldb.ts';
import { deletes, headOf, indexIn, type Page, readHead, writes } from './journal-page-of-exchanges.ts';
import type { Level } from './leveldb-with-checksums.ts';
import {
  beginOf,
  contentsOf,
  indexesOf,
  type Numbered,
  type RingSearch,
  type RingView,
  searchRing,
} from './search-journal-ring.ts';

export interface RingOptions {
  /** Number of exchanges that the journal's ring keeps; without end where time and bytes decide. */
  size?: number;
  /** Bytes of exchanges that the journal's ring keeps: it drops whole pages, the oldest first. */
  bytes?: number;
  /** Time, in milliseconds after its beginning, for which the journal's ring keeps an exchange. */
  age?: number;
  now?: () => number;
  keys: RingKeys;
  warn: (message: string) => void;
}

/** Milliseconds after which an incomplete page of exchanges is written to the journal. */
const pauseMs = 100;
/** Most exchanges that are stored together in one page of the journal. */
const pageSize = 64;
/** Most pages that are written at a time, so that a failing disk loses no more. */
const pagesAtATime = 16;
/** Most characters in a page, after which it takes no further exchange: reading one exchange reads its whole page. */
const pageLength = 262_144;

/** Number of newest exchanges whose indexes stay in memory; a search reads the indexes of older ones from disk. */
const inMemory = 10_000;
/** Number of small journal pages in a row that are merged into one. */
const smallPages = 16;

/** A ring of exchanges: a bounded sequence in the journal that drops the oldest. */
export interface Ring extends Pick<Journal, 'append' | 'get' | 'begin'> {
  /** The newest exchanges that pass a search, and the number below which further ones may follow. */
  search(search: RingSearch): Promise<{ found: Numbered[]; below: number }>;
  /** Writes all exchanges that are not yet on disk. */
  ended(): Promise<void>;
}

/**
 * Opens a ring of exchanges in a LevelDB; `ended` writes the pending ones. Exchanges are written in pages: single
 * entries cost 30 µs of CPU each, half of it for their removal.
 */
export async function openRing(level: Level, options: RingOptions): Promise<Ring> {
  const { size = Number.POSITIVE_INFINITY, bytes: room = Number.POSITIVE_INFINITY } = options;
  const { age = Number.POSITIVE_INFINITY, now = Date.now, keys, warn } = options;
  const most = Math.min(pageSize, size);
  const pages: Page[] = [];
  let taken = 0;
  /** Pages that are not written yet, the oldest first. */
  let unwritten: Page[] = [];
  /** Names of pages that the ring has dropped. */
  const outdated: number[] = [];
  let newest = 0;
  /** The number of an exchange below which no small pages can be merged any more. */
  let settled = 0;
  const habits = newHabits();
  let open = newSheet(habits);
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  await load(level, keys, add);

  function append(exchange: Exchange): void {
    open.add(exchange);
    if (open.count() === most || open.length() > pageLength) void flush();
    else timer ??= setTimeout(() => void flush(), pauseMs).unref();
  }

  /** Closes the page that is being filled. */
  function turnOver(): void {
    clearTimeout(timer);
    timer = undefined;
    if (open.count() === 0) return;
    const { index, content, ...summary } = open.written();
    const page = { ...headOf(newest + 1, summary, content.length + index.length), index, content };
    unwritten.push(page);
    add(page);
    open = newSheet(habits);
  }

  function add(page: Page): void {
    pages.push(page);
    taken += page.bytes;
    newest = page.first + page.count - 1;
    while (pages[0] && isOutdated(pages[0])) {
      const page = pages.shift()!;
      if (unwritten[0] === page) unwritten.shift();
      taken -= page.bytes;
      outdated.push(page.first);
    }
    for (
      let at = pages.length - 1 - Math.ceil(inMemory / most);
      at >= 0 && pages[at]?.index !== undefined;
      at--
    )
      if (pages[at]!.content === undefined) pages[at]!.index = undefined;
  }

  function drop(page: Page): void {
    unwritten = unwritten.filter((one) => one !== page);
    const at = pages.indexOf(page);
    if (at < 0) return;
    pages.splice(at, 1);
    taken -= page.bytes;
  }

  function isOutdated({ first, count, newest: began }: Page): boolean {
    return first + count <= oldest() || taken > room || began < now() - age;
  }

  function oldest(): number {
    return newest - size + 1;
  }

  function view(): RingView {
    return { level, keys, pages, oldest, since: now() - age };
  }

  async function search(search: RingSearch): Promise<{ found: Numbered[]; below: number }> {
    void flush();
    const below = search.before ?? newest + 1;
    return { found: await searchRing(view(), search), below };
  }

  async function get(id: string): Promise<Exchange | undefined> {
    return (await search({ id, limit: 1 })).found[0]?.exchange;
  }

  function begin(): Promise<string | undefined> {
    void flush();
    return beginOf(view());
  }

  function flush(): Promise<void> {
    turnOver();
    writing ??= writePages().finally(() => (writing = undefined));
    return writing;
  }

  async function writePages(): Promise<void> {
    while (unwritten.length > 0 || outdated.length > 0) {
      const some = unwritten.slice(0, pagesAtATime);
      const deletions = outdated.splice(0);
      try {
        await level.batch([
          ...some.flatMap((page) => writes(keys, page)),
          ...deletions.flatMap((first) => deletes(keys, first)),
        ]);
        for (const page of some) page.content = undefined;
        unwritten = unwritten.filter(({ content }) => content !== undefined);
        await mergeSmall().catch(() => undefined);
      } catch (error) {
        warn(`The journal lost ${sum(some, 'count')} exchanges: ${String(error)}`);
        for (const page of some) drop(page);
      }
    }
  }

  /**
   * Merges a run of small pages, as an idle hub writes them, into one: each page takes room in memory, and repeats
   * usual headers.
   */
  async function mergeSmall(): Promise<void> {
    const run = smallOnes();
    if (run.length === 0) return;
    const indexes = await indexesOf({ level, keys }, run);
    const contents = await contentsOf({ level, keys }, run);
    const at = pages.indexOf(run[0]!);
    if (at < 0) return;
    if (contents.includes(undefined) || indexes.includes(undefined)) {
      const { first, count } = run.at(-1)!;
      settled = first + count;
      return;
    }
    const whole = newSheet(newHabits());
    for (const [nth, page] of run.entries()) {
      // A search that has found a place in one of the merged pages can still read its exchanges.
      Object.assign(page, { index: indexes[nth], content: contents[nth] });
      const exchangeAt = readIndex(indexes[nth]!).exchangesIn(contents[nth]!);
      for (let one = 0; one < page.count; one++) whole.add(exchangeAt(one)!);
    }
    const { index, content, ...summary } = whole.written();
    const head = headOf(run[0]!.first, summary, content.length + index.length);
    taken += head.bytes - sum(run, 'bytes');
    const merged = { ...head, index, content };
    pages.splice(at, run.length, merged);
    unwritten.unshift(merged);
    outdated.push(...run.slice(1).map(({ first }) => first));
  }

  /**
   * The oldest small pages in a row, as many as one page can contain. At the end of the ring more may follow: there
   * some are needed before they are merged. Elsewhere two are enough, since a burst between them and the next small
   * ones keeps them apart for good.
   */
  function smallOnes(): Page[] {
    let run: Page[] = [];
    for (let at = placeOf(settled); at < pages.length; at++) {
      const page = pages[at]!;
      if (page.content !== undefined) break;
      const small = isSmall(page);
      if (small && run.length > 0 && fits(run, page)) run.push(page);
      else if (run.length > 1) return run;
      else {
        run = small ? [page] : [];
        settled = small ? page.first : page.first + page.count;
      }
    }
    return run.length >= smallPages ? run : [];
  }

  function isSmall({ count, bytes }: Page): boolean {
    return count <= most / 4 && bytes <= pageLength / 4;
  }

  function fits(run: Page[], page: Page): boolean {
    const last = run.at(-1)!;
    // Exchanges that could not be written leave a gap between the numbers of two pages.
    const follows = page.first === last.first + last.count;
    return follows && sum(run, 'count') + page.count <= most && sum(run, 'bytes') + page.bytes <= pageLength;
  }

  /** The place of the first page that begins at a number or after it. */
  function placeOf(number: number): number {
    let at = pages.length;
    while (at > 0 && pages[at - 1]!.first >= number) at--;
    return at;
  }

  return { append, search, get, begin, ended: flush };
}

function sum(pages: Page[], field: 'count' | 'bytes'): number {
  return pages.reduce((all, page) => all + page[field], 0);
}

/** Reads the stored pages of a ring, oldest first. */
async function load(level: Level, keys: RingKeys, add: (page: Page) => void): Promise<void> {
  const heads = keys.all('head');
  const [first] = await level.keys({ ...heads, limit: 1 });
  // Earlier releases wrote no heads; all later pages have one.
  const { gt, lt } = keys.all('index');
  const headless = { gt, lt: first === undefined ? lt : keys.of('index', firstIn(first)) };
  for await (const entries of level.pages(headless))
    for (const [key, value] of entries) {
      const [number, text] = [firstIn(key), indexIn(value)];
      const index = readIndex(text);
      const newest = Math.max(...Array.from({ length: index.count }, (_, nth) => index.time(nth)));
      const content = await level.get(keys.of('content', number));
      const bytes = text.length + (content?.length ?? 0);
      add({ ...headOf(number, { ...index, newest }, bytes), index: text });
    }
  for await (const entries of level.pages(heads))
    for (const [key, value] of entries) add(readHead(firstIn(key), value));
}
