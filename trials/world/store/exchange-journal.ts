import type { ExchangePage, ExchangeQuery, Journal } from '../../../src/hub/ports/store.ts';
import type { Exchange } from '../../../src/ocpi/messages/request-and-answer-types.ts';
import type { Database } from './simulated-database.ts';

/** The limits of a journal: number of exchanges, bytes of each ring, and age in milliseconds. */
interface Bounds {
  size: number;
  bytes: number;
  age: number;
  now(): number;
}

/** Opens the journal of exchanges in the world's database: two rings, one of them for requests of strangers. */
export function openJournal({ journal }: Database, { size, bytes, age, now }: Bounds): Journal {
  const isKept = ({ time }: Exchange) => Date.parse(time) >= now() - age;
  const room = Math.max(1, Math.floor(size / 20));
  const page = async (query: ExchangeQuery): Promise<ExchangePage> => {
    const all = [...journal.known, ...journal.strangers].filter(
      (one) => isKept(one) && fits(one, query) && numberOf(one) < Number(query.before ?? Infinity),
    );
    const shown = all.sort((a, b) => numberOf(b) - numberOf(a)).slice(0, query.limit);
    return {
      exchanges: shown,
      ...(all.length > shown.length && { next: String(numberOf(shown.at(-1) ?? all[0]!)) }),
    };
  };
  return {
    append(exchange) {
      const isStrangers = exchange.direction === 'IN' && exchange.connection === null;
      const ring = isStrangers ? journal.strangers : journal.known;
      numbers.set(exchange, (count += 1));
      ring.push(exchange);
      if (ring.length > (isStrangers ? room : size)) ring.shift();
      while (bytes !== Number.POSITIVE_INFINITY && JSON.stringify(ring).length > bytes) ring.shift();
    },
    page,
    find: async (query) => (await page(query)).exchanges,
    begin: async () => journal.known.find(isKept)?.time,
    get: async (id) =>
      [...journal.known, ...journal.strangers].find((exchange) => isKept(exchange) && exchange.id === id),
  };
}

/** Numbers of the journal's exchanges, in the order in which they were appended. */
const numbers = new WeakMap<Exchange, number>();
let count = 0;
const numberOf = (exchange: Exchange) => numbers.get(exchange) ?? 0;

function fits(
  exchange: Exchange,
  { status, since, party, finding, header, limit: _limit, before: _before, ...same }: ExchangeQuery,
): boolean {
  for (const [field, value] of Object.entries(same))
    if (value !== undefined && exchange[field as keyof Exchange] !== value) return false;
  if (status !== undefined && exchange.http_status !== status && exchange.ocpi_status !== status)
    return false;
  if (party !== undefined && exchange.from !== party && exchange.to !== party) return false;
  if (
    finding !== undefined &&
    !exchange.findings.some(({ requirement }) => finding === 'any' || finding === requirement)
  )
    return false;
  const headers = [exchange.request, exchange.response].flatMap(({ headers }) => Object.entries(headers));
  const sought = [header?.name, header?.value ?? ''].map((one) => one?.toLowerCase());
  if (
    header &&
    !headers.some(
      ([name, value]) => name.toLowerCase() === sought[0] && value.toLowerCase().includes(sought[1] ?? ''),
    )
  )
    return false;
  return since === undefined || Date.parse(exchange.time) >= Date.parse(since);
}
