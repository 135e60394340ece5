import type { ExchangeQuery, Journal } from '../../hub/ports.ts';
import type { Exchange } from '../../ocpi/exchange.ts';
import { type Digest, digestOf, passes } from './digest.ts';
import { digestsKey, digestsKeys, exchangesKey, firstIn } from './journal-keys.ts';
import type { Level, Operation } from './level.ts';

export interface JournalOptions {
  /** How many exchanges are kept. */
  size: number;
  warn: (message: string) => void;
}

const pauseMs = 100;
/** Exchanges in a page at most: so few that writing them does not hold up the hub. */
const pageSize = 64;
/** Characters in a page, beyond which it takes no further exchange: all of it is read for one of them. */
const pageLength = 262_144;

/**
 * Opens the journal in a LevelDB; `ended` writes what is pending. Exchanges are written by pages, one JSON text to a
 * line: entries of their own cost 30 µs of CPU each, half of it to remove them again.
 */
export async function openJournal(
  level: Level,
  { size, warn }: JournalOptions,
): Promise<Journal & { ended(): Promise<void> }> {
  const digests = new Map<number, Digest>();
  const numbers = new Map<string, number>();
  /** The first of the page that an exchange was written in. */
  const pages = new Map<number, number>();
  const pending = new Map<number, string>();
  const outdated: number[] = [];
  let newest = 0;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  for await (const [key, value] of level.iterator(digestsKeys)) {
    const first = firstIn(key);
    // Exchanges had an entry of their own once.
    const read = [JSON.parse(value.toString()) as Digest | Digest[]].flat();
    for (const nth of read.keys()) pages.set(first + nth, first);
    for (const [nth, digest] of read.entries()) take(first + nth, digest);
  }

  function append(exchange: Exchange): void {
    pending.set(newest + 1, JSON.stringify(exchange));
    take(newest + 1, digestOf(exchange));
    timer ??= setTimeout(() => void flush(), pauseMs).unref();
  }

  async function find(query: ExchangeQuery): Promise<Exchange[]> {
    const found: number[] = [];
    const oldest = digests.keys().next().value ?? Infinity;
    for (let number = newest; number >= oldest && found.length < query.limit; number--) {
      const digest = digests.get(number);
      if (digest && passes(digest, query)) found.push(number);
    }
    return read(found);
  }

  async function get(id: string): Promise<Exchange | undefined> {
    const number = numbers.get(id);
    return number === undefined ? undefined : (await read([number]))[0];
  }

  async function read(wanted: number[]): Promise<Exchange[]> {
    const places = wanted.map((number) => ({ number, text: pending.get(number), first: pages.get(number) }));
    const firsts = [...new Set(places.flatMap(({ text, first }) => (text ? [] : (first ?? []))))];
    const values = await level.getMany(firsts.map(exchangesKey));
    const lines = new Map(values.map((value, nth) => [firsts[nth], value?.toString().split('\n')]));
    return places
      .map(({ number, text, first = 0 }) => text ?? lines.get(first)?.[number - first])
      .filter((text) => text !== undefined)
      .map((text) => JSON.parse(text) as Exchange);
  }

  function take(number: number, digest: Digest): void {
    newest = number;
    digests.set(number, digest);
    numbers.set(digest.id, number);
    while (digests.size > size) drop(digests.keys().next().value!);
  }

  function drop(number: number): void {
    const id = digests.get(number)?.id;
    if (id !== undefined && numbers.get(id) === number) numbers.delete(id);
    digests.delete(number);
    pending.delete(number);
    const first = pages.get(number);
    pages.delete(number);
    // They fall out one after the other: with the last of a page the page goes.
    if (first !== undefined && pages.get(number + 1) !== first) outdated.push(first);
  }

  function flush(): Promise<void> {
    timer = undefined;
    writing ??= writePending().finally(() => (writing = undefined));
    return writing;
  }

  async function writePending(): Promise<void> {
    while (pending.size > 0 || outdated.length > 0) {
      const page = [...nextPage(pending)];
      const [first = 0] = page;
      const deletions = outdated.splice(0);
      try {
        await level.batch([...writes(first, page), ...deletions.flatMap(deletes)]);
        const left = page.filter((number) => pending.delete(number));
        for (const number of left) pages.set(number, first);
        // All of it has fallen out while it was written.
        if (page.length > 0 && left.length === 0) outdated.push(first);
      } catch (error) {
        warn(`The journal lost ${page.length} exchanges: ${String(error)}`);
        for (const number of page) drop(number);
      }
      await new Promise(setImmediate);
    }
  }

  function writes(first: number, page: number[]): Operation[] {
    if (page.length === 0) return [];
    const lines = page.map((number) => pending.get(number)).join('\n');
    const shorts = JSON.stringify(page.map((number) => digests.get(number)));
    return [
      { type: 'put', key: digestsKey(first), value: Buffer.from(shorts) },
      { type: 'put', key: exchangesKey(first), value: Buffer.from(lines) },
    ];
  }

  async function ended(): Promise<void> {
    clearTimeout(timer);
    await flush();
  }

  return { append, find, get, ended };
}

/** The oldest that wait, as many as go into one page: numbers that follow each other. */
function* nextPage(pending: Map<number, string>): Generator<number> {
  let length = 0;
  let count = 0;
  let last: number | undefined;
  for (const [number, text] of pending) {
    if (count === pageSize || length > pageLength || (last !== undefined && number !== last + 1)) return;
    yield number;
    length += text.length;
    count += 1;
    last = number;
  }
}

function deletes(first: number): Operation[] {
  return [
    { type: 'del', key: digestsKey(first) },
    { type: 'del', key: exchangesKey(first) },
  ];
}
