import type { ExchangePage, ExchangeQuery, Journal } from '../../hub/ports/store.ts';
import { isStrangers, strangersRoom } from '../common/exchanges-without-connection.ts';
import { ringKeys } from './journal-keys-in-leveldb.ts';
import { openRing, type Ring, type RingOptions } from './journal-ring.ts';
import type { Level } from './leveldb-with-checksums.ts';
import type { Numbered } from './search-journal-ring.ts';

/**
 * Opens the journal of exchanges in a LevelDB: two rings that are read as one. Exchanges with strangers displace only
 * each other. `ended` writes the pending exchanges.
 */
export async function openJournal(
  level: Level,
  options: Omit<RingOptions, 'keys'>,
): Promise<Journal & { ended(): Promise<void> }> {
  const { size, bytes } = options;
  const partners = await openRing(level, { ...options, keys: ringKeys.partners });
  const strangers = await openRing(level, {
    ...{ ...options, keys: ringKeys.strangers, size: strangersRoom(size) },
    bytes: bytes && bytes / 20,
  });
  const page = (query: ExchangeQuery) => pageOf(partners, strangers, query);
  return {
    append: (exchange) => (isStrangers(exchange) ? strangers : partners).append(exchange),
    page,
    find: async (query) => (await page(query)).exchanges,
    begin: partners.begin,
    get: async (id) => (await partners.get(id)) ?? strangers.get(id),
    ended: async () => void (await Promise.all([partners.ended(), strangers.ended()])),
  };
}

/** A page of search results from both rings; the cursor has, by ring, the number below which the next begins. */
async function pageOf(
  partners: Ring,
  strangers: Ring,
  { before, ...query }: ExchangeQuery,
): Promise<ExchangePage> {
  const below = before?.split('-').map(Number) ?? [];
  const more = query.limit + 1;
  const [known, unknown] = await Promise.all([
    partners.search({ ...query, before: below[0], limit: more }),
    strangers.search({ ...query, before: below[1], limit: query.connection === undefined ? more : 0 }),
  ]);
  const merged = newestFirst(known.found, unknown.found);
  const shown = new Set(merged.slice(0, query.limit));
  const lastOf = ({ found, below }: typeof known) => found.findLast((one) => shown.has(one))?.number ?? below;
  return {
    exchanges: [...shown].map(({ exchange }) => exchange),
    ...(merged.length > query.limit && { next: `${lastOf(known)}-${lastOf(unknown)}` }),
  };
}

/** Merges two lists of exchanges, each newest first, by the end of their exchanges. */
function newestFirst(one: Numbered[], other: Numbered[]): Numbered[] {
  if (other.length === 0) return one;
  const merged: Numbered[] = [];
  let [at, beside] = [0, 0];
  while (at < one.length && beside < other.length)
    merged.push(over(other[beside]!) > over(one[at]!) ? other[beside++]! : one[at++]!);
  return [...merged, ...one.slice(at), ...other.slice(beside)];
}

function over({ exchange: { time, duration_ms } }: Numbered): number {
  return Date.parse(time) + duration_ms;
}
