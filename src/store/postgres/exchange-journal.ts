import type { ExchangePage, ExchangeQuery, Journal } from '../../hub/ports/store.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { passesWhole } from '../common/exchange-filters.ts';
import { isStrangers, strangersRoom } from '../common/exchanges-without-connection.ts';
import { readIndex } from '../common/read-journal-page.ts';
import { newHabits, newSheet } from '../common/write-journal-page.ts';
import type { Database } from './connection-pool.ts';
import { toName } from './escape-text-for-postgres.ts';
import {
  bounds,
  byId,
  endless,
  first,
  insert,
  matching,
  overlap,
  pagesOf,
  trimPages,
  trimPartners,
  trimStrangers,
} from './journal-sql.ts';

export interface JournalOptions {
  /** Number of exchanges that the journal keeps, of all processes together; without end where time and bytes decide. */
  size?: number;
  /** Bytes that the journal keeps, of all processes together; it exceeds them by a twentieth for a while. */
  bytes?: number;
  /** Milliseconds after its beginning until which the journal keeps an exchange. */
  age?: number;
  warn: (message: string) => void;
  now: () => number;
  /** The other hub processes: this one can ask them to write their pending exchanges, and they can ask this one. */
  others: { flush(): Promise<void>; onFlush(flush: () => Promise<void>): void };
}

/** An exchange, its end in ms since 1970 by the clock of its process, and the number that its process gave it. */
interface Entry {
  exchange: Exchange;
  at: number;
  nth: number;
}

/** An exchange that a search found, and its place in the order of the journal. */
interface Found {
  exchange: Exchange;
  appended: string;
  number: string;
}

/**
 * A row of the journal: the exchange is in a row of a page, or, in rows of an earlier release, completely in
 * `exchange`. Where there is a page, `exchange` lacks headers and bodies, and serves processes of the release before.
 */
interface Row extends Found {
  page: string | null;
  nth: number | null;
}

/** The columns of some exchanges, as they are stored. */
interface Page {
  page: string;
  index: string;
  content: Buffer;
}

/** Longest time between two removals of exchanges that are too old, in milliseconds, while exchanges are written. */
const trimPause = 60_000;
const pauseMs = 100;
/** Most exchanges in one statement, few enough that serialising them does not block the event loop. */
const batchSize = 100;
/** Number of exchanges that are read at a time where each must be looked at. */
const rowsAtATime = 200;

/** Opens the journal of exchanges in PostgreSQL; `ended` writes the pending exchanges. */
export function openJournal(
  { ask }: Database,
  { size = endless, bytes = endless, age = endless, warn, now, others }: JournalOptions,
): Journal & { ended(): Promise<void> } {
  const rings = {
    partners: queue(size),
    strangers: queue(strangersRoom(size === endless ? undefined : size)),
  };
  const rooms = [rings.partners.room, rings.strangers.room];
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  // The journal's table may exceed its size for a while; the surplus is never read.
  const trimEvery = { count: Math.max(1, Math.floor(size / 10)), bytes: Math.max(1, Math.floor(bytes / 20)) };
  const habits = newHabits();
  const untrimmed = { count: 0, bytes: 0, since: now() };
  let count = 0;

  function append(exchange: Exchange): void {
    const { pending, room } = isStrangers(exchange) ? rings.strangers : rings.partners;
    pending.push({ exchange, at: now(), nth: (count += 1) });
    if (pending.length > room) pending.shift();
    timer ??= setTimeout(() => void flush(), pauseMs).unref();
  }

  async function page(query: ExchangeQuery): Promise<ExchangePage> {
    await Promise.all([flush(), others.flush()]);
    const found: Found[] = [];
    let before = query.before;
    for (let some: Found[] = []; found.length <= query.limit; before = cursorOf(some.at(-1)!)) {
      // A search by header must read the exchanges themselves.
      const many = query.header ? rowsAtATime : query.limit + 1;
      some = await rowsBefore(before, query, many);
      found.push(...some.filter(({ exchange }) => passesWhole(exchange, query)));
      if (some.length < many) break;
    }
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      exchanges: shown.map(({ exchange }) => exchange),
      ...(found.length > shown.length && last && { next: cursorOf(last) }),
    };
  }

  async function rowsBefore(
    before: string | undefined,
    query: ExchangeQuery,
    many: number,
  ): Promise<Found[]> {
    const { request_id, correlation_id, connection, module, direction, status, since, party, finding } =
      query;
    const names = [request_id, correlation_id, connection, module, direction].map(nameOrNull);
    const from = Math.max(since === undefined ? 0 : Date.parse(since), oldest());
    const [at, number] = before?.split('-') ?? [endless, endless - overlap];
    const named = finding === undefined ? null : finding === 'any' ? ' ' : ` ${finding} `;
    const more = [nameOrNull(party), named, at, number];
    return whole(await ask(matching, [...rooms, many, ...names, status ?? null, from, ...more]));
  }

  /** Reads the pages that rows refer to, each once. */
  async function whole(given: object[]): Promise<Found[]> {
    const rows = given as Row[];
    const wanted = [...new Set(rows.flatMap(({ page }) => page ?? []))];
    const pages = wanted.length === 0 ? [] : ((await ask(pagesOf, [wanted])) as Page[]);
    const readers = new Map(
      pages.map(({ page, index, content }) => [page, readIndex(index).exchangesIn(content)]),
    );
    return rows.map(({ exchange, appended, number, page, nth }) => ({
      exchange: readers.get(page ?? '')?.((nth ?? 0) - 1) ?? exchange,
      ...{ appended, number },
    }));
  }

  async function get(id: string): Promise<Exchange | undefined> {
    await Promise.all([flush(), others.flush()]);
    return (await whole(await ask(byId, [...rooms, toName(id), oldest()])))[0]?.exchange;
  }

  async function begin(): Promise<string | undefined> {
    await Promise.all([flush(), others.flush()]);
    const [found] = (await ask(first, [...rooms, oldest()])) as { time: string }[];
    return found && new Date(Number(found.time)).toISOString();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(writePending);
    return writing;
  }

  async function writePending(): Promise<void> {
    for (let some = nextBatch(); some.length > 0; some = nextBatch()) {
      try {
        const sheet = newSheet(habits);
        for (const { exchange } of some) sheet.add(exchange);
        const { index, content } = sheet.written();
        const texts = some.map(({ exchange }) => JSON.stringify(withoutMessages(exchange)));
        const lines = texts.join('\n');
        const size = Math.ceil((index.length + content.length + lines.length) / some.length);
        const ofPartners = some.filter(({ exchange }) => !isStrangers(exchange)).length;
        await ask(insert, [...columnsOf(some), size, index, content, lines, ofPartners * size]);
        untrimmed.count += some.length;
        untrimmed.bytes += size * some.length;
        if (isTrimDue()) await trim();
      } catch (error) {
        warn(`The journal lost ${some.length} exchanges: ${String(error)}`);
      }
    }
  }

  async function trim(): Promise<void> {
    const from = oldest();
    const until = from === 0 ? endless : 2 * now() - from;
    const [found] = await ask<{ partners: number; strangers: number }>(bounds, [
      ...rooms,
      from,
      bytes,
      until,
    ]);
    await ask(trimPartners, [found!.partners]);
    await ask(trimStrangers, [found!.strangers]);
    await ask(trimPages);
  }

  function isTrimDue(): boolean {
    const { count: more, bytes: written, since } = untrimmed;
    const isDue = more >= trimEvery.count || written >= trimEvery.bytes || now() - since >= trimPause;
    if (isDue) Object.assign(untrimmed, { count: 0, bytes: 0, since: now() });
    return isDue;
  }

  /** The earliest time at which an exchange that may be shown began, in milliseconds since 1970. */
  function oldest(): number {
    return age === endless ? 0 : now() - age;
  }

  /**
   * The oldest pending exchanges with partners and strangers, in the order of their end: by number, because their times
   * may be equal.
   */
  function nextBatch(): Entry[] {
    const oldest = Object.values(rings).flatMap(({ pending }) => pending.slice(0, batchSize));
    const some = oldest.sort((a, b) => a.nth - b.nth).slice(0, batchSize);
    const last = some.at(-1)?.nth ?? 0;
    for (const { pending } of Object.values(rings)) {
      const left = pending.findIndex(({ nth }) => nth > last);
      pending.splice(0, left < 0 ? pending.length : left);
    }
    return some;
  }

  others.onFlush(flush);
  const find = async (query: ExchangeQuery) => (await page(query)).exchanges;
  return { append, page, find, get, begin, ended: flush };
}

/** A queue for the pending exchanges with partners or with strangers, of which the journal keeps so many. */
function queue(room: number): { pending: Entry[]; room: number } {
  return { pending: [], room };
}

/** The cursor of a page of search results that ends with this row. */
function cursorOf({ appended, number }: Found): string {
  return `${appended}-${number}`;
}

function withoutMessages(exchange: Exchange): Exchange {
  const message = { headers: {}, body: null };
  return { ...exchange, request: message, response: message };
}

function columnsOf(entries: Entry[]): unknown[][] {
  const exchanges = entries.map(({ exchange }) => exchange);
  return [
    exchanges.map(({ id }) => toName(id)),
    exchanges.map(({ time }) => Date.parse(time)),
    ...(['direction', 'connection', 'module'] as const).map((field) =>
      exchanges.map((exchange) => nameOrNull(exchange[field])),
    ),
    exchanges.map(({ http_status }) => http_status),
    exchanges.map(({ ocpi_status }) => ocpi_status),
    ...(['request_id', 'correlation_id'] as const).map((field) =>
      exchanges.map((exchange) => nameOrNull(exchange[field])),
    ),
    entries.map(({ at }) => at),
    ...(['from', 'to'] as const).map((field) => exchanges.map((exchange) => nameOrNull(exchange[field]))),
    exchanges.map(({ findings }) => foundIn(findings)),
  ];
}

/** The requirements that findings name, each between blanks; null without findings. */
function foundIn(findings: Exchange['findings']): string | null {
  if (findings.length === 0) return null;
  return ` ${findings.map(({ requirement = '' }) => requirement).join(' ')} `;
}

function nameOrNull(text: string | null | undefined): string | null {
  return text == null ? null : toName(text);
}
