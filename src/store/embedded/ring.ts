import type { Journal } from '../../hub/ports/store.ts';
import type { Exchange } from '../../ocpi/messages/exchange.ts';
import { type Digest, digestOf, mayPass, passes, type Search } from './digest.ts';
import { firstIn, type RingKeys } from './journal-keys.ts';
import { digestsIn, headOf, mayHold, type PageHead, readHead, writtenOf } from './ring-page.ts';
import type { Level, Operation } from './sealed-level.ts';

export interface RingOptions {
  /** Number of exchanges to keep; without end where time and bytes decide. */
  size?: number;
  /** Bytes to keep: whole pages fall out, the oldest first. */
  bytes?: number;
  /** Milliseconds after its beginning until which an exchange is kept. */
  age?: number;
  now?: () => number;
  keys: RingKeys;
  warn: (message: string) => void;
}

/** Milliseconds after which an incomplete page is written. */
const pauseMs = 100;
/** The most exchanges in a page. */
const pageSize = 64;
/** The most pages that are written at a time, so that a failing disk loses no more. */
const pagesAtATime = 16;
/**
 * The most characters in a page, after which it takes no further exchange: reading one exchange reads its whole page.
 */
const pageLength = 262_144;

/** Exchanges whose digests stay in memory, the newest; a search reads those of older ones. */
const inMemory = 10_000;
/** So many small pages in a row become one. */
const smallPages = 16;
/** Pages whose digests a search reads at a time. */
const pagesPerRead = 16;

interface Page extends PageHead {
  /**
   * The digests of its exchanges, as a JSON list, while the page is among the newest. Ten thousand objects instead cost a
   * fifth of the hub's CPU time, since garbage collection visits all old ones.
   */
  digests?: string;
  /** The exchanges, one JSON text a line, until they are written. */
  lines?: Buffer;
}

/** A journal that can wait until everything is written. */
export type Ring = Journal & { ended(): Promise<void> };

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
  /** Names of pages that have left the ring. */
  const outdated: number[] = [];
  let newest = 0;
  let digests: Digest[] = [];
  let lines: string[] = [];
  let length = 0;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  for await (const entries of level.pages(keys.allDigests))
    for (const [key, value] of entries) {
      const first = firstIn(key);
      const digests = digestsIn(value);
      // Earlier releases wrote no head, and stored each exchange in an entry of its own.
      const head =
        readHead(first, value) ??
        headOf(
          first,
          JSON.parse(digests) as Digest[],
          (await level.get(keys.exchanges(first)))?.length ?? 0,
          digests,
        );
      add({ ...head, digests });
    }

  function append(exchange: Exchange): void {
    const line = JSON.stringify(exchange);
    lines.push(line);
    digests.push(digestOf(exchange));
    length += line.length;
    if (lines.length === most || length > pageLength) void flush();
    else timer ??= setTimeout(() => void flush(), pauseMs).unref();
  }

  /** Closes the page that is open. */
  function turnOver(): void {
    clearTimeout(timer);
    timer = undefined;
    if (lines.length === 0) return;
    const text = JSON.stringify(digests);
    const written = Buffer.from(lines.join('\n'));
    add({ ...headOf(newest + 1, digests, written.length, text), digests: text, lines: written });
    digests = [];
    lines = [];
    length = 0;
  }

  function add(page: Page): void {
    pages.push(page);
    taken += page.bytes;
    newest = page.first + page.count - 1;
    while (pages[0] && isOutdated(pages[0])) {
      const { first, bytes } = pages.shift()!;
      taken -= bytes;
      outdated.push(first);
    }
    // The page before those in memory; at a start it was read.
    for (
      let at = pages.length - 1 - Math.ceil(inMemory / most);
      at >= 0 && pages[at]?.digests !== undefined;
      at--
    )
      if (pages[at]!.lines === undefined) pages[at]!.digests = undefined;
  }

  function isOutdated({ first, count, newest: began }: Page): boolean {
    return first + count <= oldest() || taken > room || began < now() - age;
  }

  function oldest(): number {
    return newest - size + 1;
  }

  async function get(id: string): Promise<Exchange | undefined> {
    return (await find({ id, limit: 1 }))[0];
  }

  async function find(search: Search): Promise<Exchange[]> {
    void flush();
    return read(await places(search));
  }

  /** The places of the newest exchanges that pass; only pages whose digests may pass are read and parsed. */
  async function places(search: Search) {
    const found: { page: Page; nth: number }[] = [];
    const since = now() - age;
    const open = [...pages].reverse().filter((page) => page.newest >= since && mayHold(page, search));
    for (let at = 0; at < open.length && found.length < search.limit; at += pagesPerRead) {
      const some = open.slice(at, at + pagesPerRead);
      for (const [nthPage, digests] of (await digestsOf(some)).entries()) {
        const page = some[nthPage]!;
        if (digests === undefined || found.length === search.limit || !mayPass(digests, search)) continue;
        const all = JSON.parse(digests) as Digest[];
        for (let nth = all.length - 1; nth >= 0 && found.length < search.limit; nth--)
          if (page.first + nth >= oldest() && isYoung(all[nth]!, since) && passes(all[nth]!, search))
            found.push({ page, nth });
      }
    }
    return found;
  }

  /** The digests of pages, from memory or from disk; none of a page that has fallen out meanwhile. */
  async function digestsOf(some: Page[]): Promise<(string | undefined)[]> {
    const known = some.map(({ digests }) => digests);
    const unread = some.filter((_, at) => known[at] === undefined);
    if (unread.length === 0) return known;
    const values = await level.getMany(unread.map(({ first }) => keys.digests(first)));
    const read = new Map(unread.map((page, at) => [page, values[at]]));
    return some.map((page, at) => {
      const value = read.get(page);
      return known[at] ?? (value && digestsIn(value));
    });
  }

  async function read(found: { page: Page; nth: number }[]): Promise<Exchange[]> {
    // A page in memory may be written, and dropped from memory here, while the others are read.
    const bytes = new Map(found.map(({ page }) => [page, page.lines]));
    const written = [...bytes.keys()].filter((page) => bytes.get(page) === undefined);
    const values = await level.getMany(written.map(({ first }) => keys.exchanges(first)));
    for (const [at, page] of written.entries()) bytes.set(page, values[at]);
    const lines = new Map([...bytes].map(([page, value]) => [page, value?.toString().split('\n')]));
    return found
      .map(({ page, nth }) => lines.get(page)?.[nth])
      .filter((text) => text !== undefined)
      .map((text) => JSON.parse(text) as Exchange);
  }

  async function begin(): Promise<string | undefined> {
    void flush();
    const since = now() - age;
    for (const page of pages) {
      const [digests] = page.newest < since ? [] : await digestsOf([page]);
      const all = digests === undefined ? [] : (JSON.parse(digests) as Digest[]);
      const first = all.find((one, nth) => page.first + nth >= oldest() && isYoung(one, since));
      if (first) return first.time;
    }
    return undefined;
  }

  function flush(): Promise<void> {
    turnOver();
    writing ??= writePages().finally(() => (writing = undefined));
    return writing;
  }

  async function writePages(): Promise<void> {
    for (let some = unwritten(); some.length > 0 || outdated.length > 0; some = unwritten()) {
      const deletions = outdated.splice(0);
      try {
        await level.batch([
          ...some.flatMap((page) => writes(keys, page)),
          ...deletions.flatMap((first) => deletes(keys, first)),
        ]);
        for (const page of some) page.lines = undefined;
        await mergeSmall().catch(() => undefined);
      } catch (error) {
        const lost = some.reduce((sum, { count }) => sum + count, 0);
        warn(`The journal lost ${lost} exchanges: ${String(error)}`);
        for (const page of some) if (pages.includes(page)) pages.splice(pages.indexOf(page), 1);
      }
    }
  }

  /** Makes one page of a run of small ones, as an idle hub writes them: each takes room in memory. */
  async function mergeSmall(): Promise<void> {
    const isSmall = ({ count, lines: open }: Page) => count <= most / 4 && open === undefined;
    let begin = pages.length;
    while (begin > 0 && isSmall(pages[begin - 1]!)) begin -= 1;
    if (pages.length - begin < smallPages) return;
    const run: Page[] = [];
    for (let count = 0, size = 0; begin < pages.length; begin++) {
      const page = pages[begin]!;
      count += page.count;
      size += page.bytes;
      if (run.length > 0 && (count > most || size > pageLength)) break;
      run.push(page);
    }
    const values = await level.getMany(run.map(({ first }) => keys.exchanges(first)));
    const texts = await digestsOf(run);
    const at = pages.indexOf(run[0]!);
    if (at < 0 || values.includes(undefined) || texts.includes(undefined)) return;
    // A search that has found a place in one of them finds its exchanges still.
    for (const [nth, page] of run.entries()) page.lines = values[nth];
    const all = texts.flatMap((text) => JSON.parse(text ?? '[]') as Digest[]);
    const text = JSON.stringify(all);
    const whole = Buffer.from(run.map(({ lines: written }) => written?.toString()).join('\n'));
    const page: Page = { ...headOf(run[0]!.first, all, whole.length, text), digests: text, lines: whole };
    taken += page.bytes - run.reduce((sum, { bytes }) => sum + bytes, 0);
    pages.splice(at, run.length, page);
    outdated.push(...run.slice(1).map(({ first }) => first));
  }

  function unwritten(): Page[] {
    return pages.filter((page) => page.lines !== undefined).slice(0, pagesAtATime);
  }

  return { append, find, get, begin, ended: flush };
}

function isYoung({ time }: Digest, since: number): boolean {
  return since === Number.NEGATIVE_INFINITY || Date.parse(time) >= since;
}

function writes(keys: RingKeys, page: Page): Operation[] {
  const { first, digests = '[]', lines = Buffer.alloc(0) } = page;
  return [
    { type: 'put', key: keys.digests(first), value: writtenOf(page, digests) },
    { type: 'put', key: keys.exchanges(first), value: lines },
  ];
}

function deletes(keys: RingKeys, first: number): Operation[] {
  return [
    { type: 'del', key: keys.digests(first) },
    { type: 'del', key: keys.exchanges(first) },
  ];
}
