import { digits } from './keys.ts';

/** The keys of a ring of exchanges. */
export interface RingKeys {
  /** Where the digests of a page lie: apart from the exchanges, so that a start reads the small ones only. */
  digests(first: number): string;
  /** Where the exchanges of a page lie; a page is named after its first. */
  exchanges(first: number): string;
  /** The keys of all digests, oldest first. */
  allDigests: { gt: string; lt: string };
}

/** The ring of exchanges with partners, and the one of exchanges with strangers. */
export const ringKeys = { partners: keysOf('d', 'e'), strangers: keysOf('sd', 'se') };

/** The number of the first exchange in the page of a key. */
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
