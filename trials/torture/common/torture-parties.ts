/** A party in the market of the torture. */
export interface Member {
  role: 'CPO' | 'EMSP';
  party: string;
}

export const country = 'NL';

/**
 * Two operators and three providers; OTH has an agreement with one operator only, so that a leak of the other's objects
 * would show.
 */
export const members: readonly Member[] = [
  { role: 'CPO', party: 'AAA' },
  { role: 'CPO', party: 'BBB' },
  { role: 'EMSP', party: 'XXX' },
  { role: 'EMSP', party: 'YYY' },
  { role: 'EMSP', party: 'OTH' },
];

/** The agreements, each of an operator and a provider. */
export const agreements: readonly (readonly [string, string])[] = [
  ['AAA', 'XXX'],
  ['AAA', 'YYY'],
  ['BBB', 'XXX'],
  ['BBB', 'YYY'],
  ['BBB', 'OTH'],
];

/**
 * The malicious partner's parties in both roles; it has agreements with everybody, and the loss of its objects is no
 * failure.
 */
export const evil = { CPO: 'EVO', EMSP: 'EVP' } as const;

/** Whether an object is the malicious partner's own. */
export function isEvil(owner: string): boolean {
  return owner === evil.CPO || owner === evil.EMSP;
}

/** The parties that a party exchanges data with. */
export function partnersOf(party: string): string[] {
  return agreements.filter((pair) => pair.includes(party)).map(([cpo, emsp]) => (cpo === party ? emsp : cpo));
}

/** The contracts of a provider's drivers, a card each; the contract identifies the provider. */
export function contractsOf(provider: string): string[] {
  return [1, 2, 3].map((n) => `CON-${provider}-${n}`);
}

/** The uid of the card with a contract. */
export function cardOf(contract: string): string {
  return contract.replace('CON-', '');
}

/** The provider of a contract, in any spelling. */
export function providerOf(contract: unknown): string {
  return /^CON-?(\w{3})-?\d$/i.exec(String(contract))?.[1]?.toUpperCase() ?? '';
}
