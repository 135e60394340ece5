import type { ExchangeQuery, Journal } from '../../../src/hub/ports/store.ts';
import type { Exchange } from '../../../src/ocpi/messages/exchange.ts';
import type { Database } from './database.ts';

/** How much a journal keeps: exchanges, bytes of each ring, milliseconds since they began. */
interface Bounds {
  size: number;
  bytes: number;
  age: number;
  now(): number;
}

/** The journal of a database: two rings, one for what strangers ask. */
export function openJournal({ journal }: Database, { size, bytes, age, now }: Bounds): Journal {
  const isKept = ({ time }: Exchange) => Date.parse(time) >= now() - age;
  const room = Math.max(1, Math.floor(size / 20));
  return {
    append(exchange) {
      const isStrangers = exchange.direction === 'IN' && exchange.connection === null;
      const ring = isStrangers ? journal.strangers : journal.known;
      numbers.set(exchange, (count += 1));
      ring.push(exchange);
      if (ring.length > (isStrangers ? room : size)) ring.shift();
      while (bytes !== Number.POSITIVE_INFINITY && JSON.stringify(ring).length > bytes) ring.shift();
    },
    async find(query) {
      const both = [...journal.known, ...journal.strangers].sort((a, b) => numberOf(b) - numberOf(a));
      return both.filter((exchange) => isKept(exchange) && fits(exchange, query)).slice(0, query.limit);
    },
    begin: async () => journal.known.find(isKept)?.time,
    get: async (id) =>
      [...journal.known, ...journal.strangers].find((exchange) => isKept(exchange) && exchange.id === id),
  };
}

/** The order in which exchanges were appended. */
const numbers = new WeakMap<Exchange, number>();
let count = 0;
const numberOf = (exchange: Exchange) => numbers.get(exchange) ?? 0;

function fits(exchange: Exchange, { status, since, limit: _limit, ...same }: ExchangeQuery): boolean {
  for (const [field, value] of Object.entries(same))
    if (value !== undefined && exchange[field as keyof Exchange] !== value) return false;
  if (status !== undefined && exchange.http_status !== status && exchange.ocpi_status !== status)
    return false;
  return since === undefined || Date.parse(exchange.time) >= Date.parse(since);
}
