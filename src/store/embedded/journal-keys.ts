import { digits } from './keys.ts';

/** A part of a page of exchanges: its head, the index of what filters test, and all else. */
export type Part = 'head' | 'index' | 'content';

/** The LevelDB keys of a ring of exchanges. */
export interface RingKeys {
  /**
   * The key of a part of a page, which is named by its first exchange. The parts lie apart, so that a start reads the heads
   * only, and a search the contents of pages that have what it looks for.
   */
  of(part: Part, first: number): string;
  /** The key range of a part, oldest first. */
  all(part: Part): { gt: string; lt: string };
}

/** The keys of two rings: exchanges with partners, and exchanges with strangers. */
export const ringKeys = { partners: keysOf(''), strangers: keysOf('s') };

/** The number of the first exchange in the page of a key. */
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
