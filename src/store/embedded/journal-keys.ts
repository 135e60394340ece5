import { digits } from './keys.ts';

/** The LevelDB keys of a ring of exchanges. */
export interface RingKeys {
  /** The key of a page's digests: they lie apart from the exchanges, so that a start reads the small values only. */
  digests(first: number): string;
  /** The key of a page's exchanges; a page is named by its first exchange. */
  exchanges(first: number): string;
  /** The key range of all digests, oldest first. */
  allDigests: { gt: string; lt: string };
}

/** The keys of two rings: exchanges with partners, and exchanges with strangers. */
export const ringKeys = { partners: keysOf('d', 'e'), strangers: keysOf('sd', 'se') };

/** The number of the first exchange in the page of a digests key. */
export function firstIn(digestsKey: string): number {
  return Number(digestsKey.slice(digestsKey.indexOf('!') + 1));
}

function keysOf(digests: string, exchanges: string): RingKeys {
  return {
    digests: (first) => `${digests}!${digits(first)}`,
    exchanges: (first) => `${exchanges}!${digits(first)}`,
    allDigests: { gt: `${digests}!`, lt: `${digests}"` },
  };
}
