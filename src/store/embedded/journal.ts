import type { ExchangeQuery, Journal } from '../../hub/ports.ts';
import type { Exchange } from '../../ocpi/exchange.ts';
import { type Digest, digestOf, passes } from './digest.ts';
import { digestKey, digestKeys, exchangeKey, numberIn } from './journal-keys.ts';
import type { Level, Operation } from './level.ts';

export interface JournalOptions {
  /** How many exchanges are kept. */
  size: number;
  warn: (message: string) => void;
}

const pauseMs = 100;
/** So few at a time that turning them into JSON does not hold up the hub. */
const batchSize = 64;

/** Opens the journal in a LevelDB; `ended` writes what is pending. */
export async function openJournal(
  level: Level,
  { size, warn }: JournalOptions,
): Promise<Journal & { ended(): Promise<void> }> {
  const digests = new Map<number, Digest>();
  const numbers = new Map<string, number>();
  const pending = new Map<number, Exchange>();
  const outdated: number[] = [];
  let newest = 0;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  for await (const [key, value] of level.iterator(digestKeys)) {
    take(numberIn(key), JSON.parse(value.toString()) as Digest);
  }

  function append(exchange: Exchange): void {
    pending.set(newest + 1, exchange);
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
    const exchanges = wanted.map((number) => pending.get(number));
    const written = [...wanted.keys()].filter((at) => !exchanges[at]);
    const values = await level.getMany(written.map((at) => exchangeKey(wanted[at]!)));
    for (const [nth, at] of written.entries()) {
      const value = values[nth];
      if (value) exchanges[at] = JSON.parse(value.toString()) as Exchange;
    }
    return exchanges.filter((exchange) => exchange !== undefined);
  }

  function take(number: number, digest: Digest): void {
    newest = number;
    digests.set(number, digest);
    numbers.set(digest.id, number);
    for (const [oldest] of digests) {
      if (digests.size <= size) break;
      drop(oldest);
      outdated.push(oldest);
    }
  }

  function drop(number: number): void {
    const id = digests.get(number)?.id;
    if (id !== undefined && numbers.get(id) === number) numbers.delete(id);
    digests.delete(number);
    pending.delete(number);
  }

  function flush(): Promise<void> {
    timer = undefined;
    writing ??= writePending().finally(() => (writing = undefined));
    return writing;
  }

  async function writePending(): Promise<void> {
    while (pending.size > 0 || outdated.length > 0) {
      const some = [...firstOf(pending, batchSize)];
      const deletions = outdated.splice(0);
      try {
        await level.batch([
          ...some.flatMap(([number, exchange]) =>
            writes(number, digests.get(number) ?? digestOf(exchange), exchange),
          ),
          ...deletions.flatMap(deletes),
        ]);
        for (const [number] of some) pending.delete(number);
      } catch (error) {
        warn(`The journal lost ${some.length} exchanges: ${String(error)}`);
        for (const [number] of some) drop(number);
      }
      await new Promise(setImmediate);
    }
  }

  async function ended(): Promise<void> {
    clearTimeout(timer);
    await flush();
  }

  return { append, find, get, ended };
}

function* firstOf<T>(all: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const one of all) {
    if (left-- === 0) return;
    yield one;
  }
}

function writes(number: number, digest: Digest, exchange: Exchange): Operation[] {
  return [
    { type: 'put', key: digestKey(number), value: Buffer.from(JSON.stringify(digest)) },
    { type: 'put', key: exchangeKey(number), value: Buffer.from(JSON.stringify(exchange)) },
  ];
}

function deletes(number: number): Operation[] {
  return [
    { type: 'del', key: digestKey(number) },
    { type: 'del', key: exchangeKey(number) },
  ];
}
