import type { Journal } from '../../hub/ports/store.ts';
import type { Exchange } from '../../ocpi/messages/exchange.ts';
import { type Digest, digestOf, mayPass, passes, type Search } from './digest.ts';
import { firstIn, type RingKeys } from './journal-keys.ts';
import type { Level, Operation } from './level.ts';

export interface RingOptions {
  /** Number of exchanges to keep. */
  size: number;
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

/** A page of successive exchanges; it is named by the number of the first. */
interface Page {
  first: number;
  count: number;
  /**
   * The digests of its exchanges, as a JSON list. Ten thousand objects instead cost a fifth of the hub's CPU time,
   * since garbage collection visits all old ones.
   */
  digests: string;
  /** The exchanges, one JSON text a line, until they are written. */
  lines?: Buffer;
}

/** A journal that can wait until everything is written. */
export type Ring = Journal & { ended(): Promise<void> };

/**
 * Opens a ring of exchanges in a LevelDB; `ended` writes the pending ones. Exchanges are written in pages: single
 * entries cost 30 µs of CPU each, half of it for their removal.
 */
export async function openRing(level: Level, { size, keys, warn }: RingOptions): Promise<Ring> {
  const most = Math.min(pageSize, size);
  const pages: Page[] = [];
  /** Names of pages that have left the ring. */
  const outdated: number[] = [];
  let newest = 0;
  let digests: Digest[] = [];
  let lines: string[] = [];
  let length = 0;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  for await (const [key, value] of level.iterator(keys.allDigests)) {
    // Earlier releases stored each exchange in an entry of its own.
    const read = [JSON.parse(value.toString()) as Digest | Digest[]].flat();
    add({ first: firstIn(key), count: read.length, digests: JSON.stringify(read) });
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
    add({
      first: newest + 1,
      count: lines.length,
      digests: JSON.stringify(digests),
      lines: Buffer.from(lines.join('\n')),
    });
    digests = [];
    lines = [];
    length = 0;
  }

  function add(page: Page): void {
    pages.push(page);
    newest = page.first + page.count - 1;
    while (pages[0] && pages[0].first + pages[0].count <= oldest()) outdated.push(pages.shift()!.first);
  }

  function oldest(): number {
    return newest - size + 1;
  }

  async function get(id: string): Promise<Exchange | undefined> {
    return (await find({ id, limit: 1 }))[0];
  }

  async function find(search: Search): Promise<Exchange[]> {
    void flush();
    return read(places(search));
  }

  /** The places of the newest exchanges that pass; only pages whose digests may pass are parsed. */
  function places(search: Search) {
    const found: { page: Page; nth: number }[] = [];
    for (const page of [...pages].reverse()) {
      if (found.length === search.limit) break;
      if (!mayPass(page.digests, search)) continue;
      const all = JSON.parse(page.digests) as Digest[];
      for (let nth = all.length - 1; nth >= 0 && found.length < search.limit; nth--)
        if (page.first + nth >= oldest() && passes(all[nth]!, search)) found.push({ page, nth });
    }
    return found;
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
    const [page] = pages;
    if (!page) return undefined;
    return (JSON.parse(page.digests) as Digest[])[Math.max(0, oldest() - page.first)]?.time;
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
      } catch (error) {
        const lost = some.reduce((sum, { count }) => sum + count, 0);
        warn(`The journal lost ${lost} exchanges: ${String(error)}`);
        for (const page of some) if (pages.includes(page)) pages.splice(pages.indexOf(page), 1);
      }
    }
  }

  function unwritten(): Page[] {
    return pages.filter((page) => page.lines !== undefined).slice(0, pagesAtATime);
  }

  return { append, find, get, begin, ended: flush };
}

function writes(keys: RingKeys, { first, digests, lines = Buffer.alloc(0) }: Page): Operation[] {
  return [
    { type: 'put', key: keys.digests(first), value: Buffer.from(digests) },
    { type: 'put', key: keys.exchanges(first), value: lines },
  ];
}

function deletes(keys: RingKeys, first: number): Operation[] {
  return [
    { type: 'del', key: keys.digests(first) },
    { type: 'del', key: keys.exchanges(first) },
  ];
}
