import type { Exchange } from '../../ocpi/messages/exchange.ts';
import { isStrangers, strangersRoom } from '../shared/strangers.ts';
import { ringKeys } from './journal-keys.ts';
import { openRing, type Ring, type RingOptions } from './ring.ts';
import type { Level } from './sealed-level.ts';

/** Opens the journal in a LevelDB: two rings that are read as one. Exchanges of strangers displace only each other. */
export async function openJournal(level: Level, options: Omit<RingOptions, 'keys'>): Promise<Ring> {
  const { size, bytes } = options;
  const partners = await openRing(level, { ...options, keys: ringKeys.partners });
  const strangers = await openRing(level, {
    ...{ ...options, keys: ringKeys.strangers, size: strangersRoom(size) },
    bytes: bytes && bytes / 20,
  });
  return {
    append: (exchange) => (isStrangers(exchange) ? strangers : partners).append(exchange),
    async find(query) {
      const [known, unknown] = await Promise.all([
        partners.find(query),
        query.connection === undefined ? strangers.find(query) : [],
      ]);
      return newestFirst(known, unknown).slice(0, query.limit);
    },
    begin: partners.begin,
    get: async (id) => (await partners.get(id)) ?? strangers.get(id),
    ended: async () => void (await Promise.all([partners.ended(), strangers.ended()])),
  };
}

/** Merges two lists, each newest first, by the end of their exchanges. */
function newestFirst(one: Exchange[], other: Exchange[]): Exchange[] {
  if (other.length === 0) return one;
  const merged: Exchange[] = [];
  let [at, beside] = [0, 0];
  while (at < one.length && beside < other.length)
    merged.push(over(other[beside]!) > over(one[at]!) ? other[beside++]! : one[at++]!);
  return [...merged, ...one.slice(at), ...other.slice(beside)];
}

function over({ time, duration_ms }: Exchange): number {
  return Date.parse(time) + duration_ms;
}
