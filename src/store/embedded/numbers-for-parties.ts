import type { Party } from '../../ocpi/words/party-id.ts';

/** Small numbers that stand for parties in the in-memory index, constant in a process; 0 stands for no party. */
export interface PartyNumbers {
  of(party: Party | null): number;
  /** Count of the numbers in use, 0 included. */
  count(): number;
}

/** An empty numbering of parties. */
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
