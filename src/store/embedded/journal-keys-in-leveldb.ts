import { digits } from './keys-of-objects-in-leveldb.ts';

/**
 * The parts in which a page (block of exchanges) of the journal is stored: its head, the index of all fields that
 * filters test, and the remaining content.
 */
export type Part = 'head' | 'index' | 'content';

/** Makes the LevelDB keys of a ring (a bounded sequence) of exchanges. */
export interface RingKeys {
  /**
   * The key of a part of a page, which is named by its first exchange. The parts lie apart, so that the hub reads only
   * the heads at its start, and a search only the contents of pages with exchanges that may pass.
   */
  of(part: Part, first: number): string;
  /** The key range of a part of all pages, oldest first. */
  all(part: Part): { gt: string; lt: string };
}

/** The keys of the journal's two rings: exchanges with partners, and exchanges with strangers. */
export const ringKeys = { partners: keysOf(''), strangers: keysOf('s') };

/** The number of the first exchange in the page that a key belongs to. */
export function firstIn(key: string): number {
  return Number(key.slice(key.indexOf('!') + 1));
}

const letters: Record<Part, string> = { head: 'h', index: 'd', content: 'e' };

function keysOf(ring: string): RingKeys {
  return {
    of: (part, first) => `${ring}${letters[part]}!${digits(first)}`,
    all: (part) => ({ gt: `${ring}${letters[part]}!`, lt: `${ring}${letters[part]}"` }),
  };
}
