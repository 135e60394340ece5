import type { ExchangePage, ExchangeQuery, Journal } from '../../hub/ports/store.ts';
import type { Exchange } from '../../ocpi/messages/exchange.ts';
import { passesWhole } from '../shared/exchange-filters.ts';
import { isStrangers, strangersRoom } from '../shared/strangers.ts';
import type { Statement } from './connection.ts';
import type { Database } from './database.ts';
import { toName } from './names.ts';

export interface JournalOptions {
  /** Number of exchanges to keep, of all processes together; without end where time and bytes decide. */
  size?: number;
  /** Bytes to keep, of all processes together; a twentieth more is there for a while. */
  bytes?: number;
  /** Milliseconds after its beginning until which an exchange is kept. */
  age?: number;
  warn: (message: string) => void;
  now: () => number;
  /** The other processes, which can be asked to write their pending exchanges and can ask this one. */
  others: { flush(): Promise<void>; onFlush(flush: () => Promise<void>): void };
}

/**
 * An exchange, its end by the clock of its process in milliseconds since 1970, and the number that its process gave it.
 */
interface Entry {
  exchange: Exchange;
  at: number;
  nth: number;
}

/** An exchange that was found, and its place in the order of the trace. */
interface Row {
  exchange: Exchange;
  appended: string;
  number: string;
}

/** A bound that nothing reaches. */
const endless = Number.MAX_SAFE_INTEGER;
/** Longest time between two removals of exchanges that are too old, in milliseconds, while something is written. */
const trimPause = 60_000;
const pauseMs = 100;
/** The most exchanges of one statement, few enough that serialising them does not block the event loop. */
const batchSize = 100;
/** Exchanges that are read at a time where each must be looked at. */
const rowsAtATime = 200;

/** Opens the journal; `ended` writes the pending exchanges. */
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
  // The table may hold more than its size for a while; the surplus is never read.
  const trimEvery = { count: Math.max(1, Math.floor(size / 10)), bytes: Math.max(1, Math.floor(bytes / 20)) };
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
    const found: Row[] = [];
    let before = query.before;
    for (let some: Row[] = []; found.length <= query.limit; before = cursorOf(some.at(-1)!)) {
      // A header is looked for in the exchanges themselves.
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

  async function rowsBefore(before: string | undefined, query: ExchangeQuery, many: number): Promise<Row[]> {
    const { request_id, correlation_id, connection, module, direction, status, since, party, finding } =
      query;
    const names = [request_id, correlation_id, connection, module, direction].map(nameOrNull);
    const from = Math.max(since === undefined ? 0 : Date.parse(since), oldest());
    const [at, number] = before?.split('-') ?? [endless, endless - overlap];
    const named = finding === undefined ? null : finding === 'any' ? ' ' : ` ${finding} `;
    const more = [nameOrNull(party), named, at, number];
    return (await ask(matching, [...rooms, many, ...names, status ?? null, from, ...more])) as Row[];
  }

  async function get(id: string): Promise<Exchange | undefined> {
    await Promise.all([flush(), others.flush()]);
    return exchangesIn(await ask(byId, [...rooms, toName(id), oldest()]))[0];
  }

  async function begin(): Promise<string | undefined> {
    await Promise.all([flush(), others.flush()]);
    return exchangesIn(await ask(first, [...rooms, oldest()]))[0]?.time;
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
        const columns = columnsOf(some);
        await ask(insert, columns);
        untrimmed.count += some.length;
        untrimmed.bytes += columns.at(-1)!.reduce<number>((sum, one) => sum + Number(one), 0);
        if (isTrimDue()) await ask(trim, [...rooms, oldest(), bytes]);
      } catch (error) {
        warn(`The journal lost ${some.length} exchanges: ${String(error)}`);
      }
    }
  }

  function isTrimDue(): boolean {
    const { count: more, bytes: written, since } = untrimmed;
    const isDue = more >= trimEvery.count || written >= trimEvery.bytes || now() - since >= trimPause;
    if (isDue) Object.assign(untrimmed, { count: 0, bytes: 0, since: now() });
    return isDue;
  }

  /** When the oldest exchange began that may be shown, in milliseconds since 1970. */
  function oldest(): number {
    return age === endless ? 0 : now() - age;
  }

  /**
   * The oldest pending exchanges of both rings, in the order of their end: by number, because their times may be equal.
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

/** A queue of the pending exchanges of a ring that keeps so many. */
function queue(room: number): { pending: Entry[]; room: number } {
  return { pending: [], room };
}

/** The cursor of a page that ends with a row. */
function cursorOf({ appended, number }: Row): string {
  return `${appended}-${number}`;
}

function exchangesIn(rows: object[]): Exchange[] {
  return rows.map((row) => (row as { exchange: Exchange }).exchange);
}

function columnsOf(entries: Entry[]): unknown[][] {
  const exchanges = entries.map(({ exchange }) => exchange);
  const texts = exchanges.map((exchange) => JSON.stringify(exchange));
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
    texts,
    entries.map(({ at }) => at),
    ...(['from', 'to'] as const).map((field) => exchanges.map((exchange) => nameOrNull(exchange[field]))),
    exchanges.map(({ findings }) => foundIn(findings)),
    texts.map((text) => text.length),
  ];
}

/** The requirements of findings, each between blanks; nothing without findings. */
function foundIn(findings: Exchange['findings']): string | null {
  if (findings.length === 0) return null;
  return ` ${findings.map(({ requirement = '' }) => requirement).join(' ')} `;
}

function nameOrNull(text: string | null | undefined): string | null {
  return text == null ? null : toName(text);
}

const insert: Statement = {
  name: 'append exchanges',
  text: `
    INSERT INTO hub.journal (id, time, direction, connection, module, http_status, ocpi_status,
                             request_id, correlation_id, exchange, appended, sender, receiver, found, bytes)
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::integer[],
                         $8::text[], $9::text[], $10::json[], $11::bigint[], $12::text[], $13::text[], $14::text[],
                         $15::integer[])`,
};

/** SQL condition: whether a row is a stranger's exchange, as in `isStrangers`. */
const strangers = `(direction = 'IN' AND connection IS NULL) IS TRUE`;
const partners = `(direction = 'IN' AND connection IS NULL) IS NOT TRUE`;

/** SQL condition: the rows to keep, the newest $1 of partners and the newest $2 of strangers. */
const kept = `(${partners} AND number >= ${oldestOf(partners, '$1')} OR ${strangers} AND number >= ${oldestOf(strangers, '$2')})`;

/** SQL expression: the number of the oldest of some rows to keep; 0 when all are kept. */
function oldestOf(some: string, size: string): string {
  const found = `(SELECT number FROM hub.journal WHERE ${some} ORDER BY number DESC OFFSET ${size}::bigint - 1 LIMIT 1)`;
  return `(CASE WHEN ${size}::bigint >= ${endless} THEN 0 ELSE coalesce(${found}, 0) END)`;
}

/** Deletes what is too old ($3), and what is beyond so many bytes ($4) of newer ones. */
const trim: Statement = {
  name: 'trim journal',
  text: `
    DELETE FROM hub.journal WHERE NOT ${kept} OR time < $3 OR number < (
      SELECT coalesce(max(number), 0) FROM (
        SELECT number, sum(bytes) OVER (ORDER BY number DESC) AS above FROM hub.journal) AS summed
      WHERE above > $4::bigint)`,
};

const byId: Statement = {
  name: 'get exchange',
  text: `
    SELECT exchange FROM hub.journal WHERE id = $3 AND time >= $4 AND ${kept}
    ORDER BY number DESC LIMIT 1`,
};

const first: Statement = {
  name: 'first exchange',
  text: `
    SELECT exchange FROM hub.journal WHERE ${partners} AND time >= $3 AND ${kept}
    ORDER BY number LIMIT 1`,
};

/**
 * Number of newest rows that are sorted by time again, since each process writes its exchanges a little later, in its
 * own time.
 */
const overlap = 500;

const matching: Statement = {
  name: 'find exchanges',
  text: `
    SELECT appended, number, exchange FROM (
      SELECT appended, number, exchange FROM hub.journal
      WHERE ${kept}
        AND ($4::text IS NULL OR request_id = $4)
        AND ($5::text IS NULL OR correlation_id = $5)
        AND ($6::text IS NULL OR connection = $6)
        AND ($7::text IS NULL OR module = $7)
        AND ($8::text IS NULL OR direction = $8)
        AND ($9::integer IS NULL OR http_status = $9 OR ocpi_status = $9)
        AND time >= $10::bigint
        AND ($11::text IS NULL OR sender = $11 OR receiver = $11 OR sender = '?')
        AND ($12::text IS NULL OR strpos(found, $12) > 0 OR sender = '?')
        AND number <= $14::bigint + ${overlap} AND (appended, number) < ($13::bigint, $14::bigint)
      ORDER BY number DESC LIMIT $3 + ${overlap}) AS newest
    ORDER BY appended DESC, number DESC LIMIT $3`,
};
