import type { Party } from '../ocpi/words/party-id.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const signs = `${letters}0123456789`;

/**
 * A party that is in use nowhere: its country code is one of those that ISO 3166 leaves to users (`XA` to `XZ`), so
 * that it is no real party. `random` gives 0 or more, less than 1.
 */
export function newParty(random: () => number, isTaken: (party: Party) => boolean): Party {
  const oneOf = (text: string) => text.charAt(Math.floor(random() * text.length));
  for (;;) {
    const party: Party = `X${oneOf(letters)}*${oneOf(letters)}${oneOf(signs)}${oneOf(signs)}`;
    if (!isTaken(party)) return party;
  }
}
