import { type Party, party } from '../../ocpi/words/party-id.ts';

/**
 * Contract ids with a check digit: two letters, provider, `C`, eight characters and the digit; or the older form with
 * six digits.
 */
const checked = [/^([A-Z]{2}[A-Z0-9]{3}C[A-Z0-9]{8})[A-Z0-9]$/, /^([A-Z]{2}[A-Z0-9]{3}\d{6})[\dX]$/];

/** Normalises a contract id, so that different spellings agree: upper case, no separators, no eMA check digit. */
export function normalised(contract: string): string {
  const plain = spelt(contract);
  for (const form of checked) {
    const without = form.exec(plain)?.[1];
    if (without) return without;
  }
  return plain;
}

/** Normalises a prefix of contract ids, so that different spellings agree. */
export function spelt(prefix: string): string {
  const upper = prefix.toUpperCase();
  return upper.replaceAll(/[^\p{L}\p{N}]/gu, '') || upper;
}

/** The party in the first five characters of a contract id; `undefined` where they are none. */
export function headOf(contract: string): Party | undefined {
  const head = /^([A-Z]{2})([A-Z0-9]{3})./.exec(normalised(contract));
  return head?.[1] && head[2] ? party(head[1], head[2]) : undefined;
}

/** A Token's uid or an authorization reference in the form in which it is compared: without regard to case. */
export function folded(text: string): string {
  return text.toLowerCase();
}

/** Beginning of the keys of notes about a contract; a party follows where there is one note for each party. */
export function keyUnder(contract: string): string {
  return `${encodeURIComponent(normalised(contract))} `;
}
