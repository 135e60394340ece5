import type { Party } from '../../ocpi/words/party-id.ts';

/** Small numbers that stand for parties in the in-memory index, constant in a process; 0 stands for no party. */
export interface PartyNumbers {
  of(party: Party | null): number;
  /** Number of parties that have a number, and one for no party. */
  count(): number;
}

/** A numbering in which no party has a number yet. */
export function partyNumbers(): PartyNumbers {
  const numbers = new Map<Party | null, number>([[null, 0]]);
  return {
    of(party) {
      const known = numbers.get(party);
      if (known !== undefined) return known;
      numbers.set(party, numbers.size);
      return numbers.size - 1;
    },
    count: () => numbers.size,
  };
}
