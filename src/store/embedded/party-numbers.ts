import type { Party } from '../../ocpi/party.ts';

/** Small numbers for parties, the same for as long as the process lives; 0 is nobody. */
export interface PartyNumbers {
  of(party: Party | null): number;
  /** How many numbers are in use, the 0 included. */
  count(): number;
}

/** Numbers for parties, none given yet. */
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
