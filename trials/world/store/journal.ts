import type { ExchangeQuery, Journal } from '../../../src/hub/ports/store.ts';
import type { Exchange } from '../../../src/ocpi/messages/exchange.ts';
import type { Database } from './database.ts';

/** The journal of a database: two rings, one for what strangers ask. */
export function openJournal({ journal }: Database, size: number): Journal {
  const room = Math.max(1, Math.floor(size / 20));
  return {
    append(exchange) {
      const isStrangers = exchange.direction === 'IN' && exchange.connection === null;
      const ring = isStrangers ? journal.strangers : journal.known;
      numbers.set(exchange, (count += 1));
      ring.push(exchange);
      if (ring.length > (isStrangers ? room : size)) ring.shift();
    },
    async find(query) {
      const both = [...journal.known, ...journal.strangers].sort((a, b) => numberOf(b) - numberOf(a));
      return both.filter((exchange) => fits(exchange, query)).slice(0, query.limit);
    },
    begin: async () => journal.known[0]?.time,
    get: async (id) => [...journal.known, ...journal.strangers].find((exchange) => exchange.id === id),
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
