/** A party of the torture's market: everybody in it, and who has agreed with whom. */
export interface Member {
  role: 'CPO' | 'EMSP';
  party: string;
}

export const country = 'NL';

/** Two operators, three providers; OTH deals with one operator only, so what is not for it can be seen to stay away. */
export const members: readonly Member[] = [
  { role: 'CPO', party: 'AAA' },
  { role: 'CPO', party: 'BBB' },
  { role: 'EMSP', party: 'XXX' },
  { role: 'EMSP', party: 'YYY' },
  { role: 'EMSP', party: 'OTH' },
];

/** Operator and provider. */
export const agreements: readonly (readonly [string, string])[] = [
  ['AAA', 'XXX'],
  ['AAA', 'YYY'],
  ['BBB', 'XXX'],
  ['BBB', 'YYY'],
  ['BBB', 'OTH'],
];

/** One that means ill, in both roles; it has agreements with everybody, and what it sends is nobody's loss. */
export const evil = { CPO: 'EVO', EMSP: 'EVP' } as const;

/** Whether an object is the evil partner's own. */
export function isEvil(owner: string): boolean {
  return owner === evil.CPO || owner === evil.EMSP;
}

/** Whom a party exchanges data with. */
export function partnersOf(party: string): string[] {
  return agreements.filter((pair) => pair.includes(party)).map(([cpo, emsp]) => (cpo === party ? emsp : cpo));
}

/** The drivers' cards of a provider: the contract says whose driver it is. */
export function contractsOf(provider: string): string[] {
  return [1, 2, 3].map((n) => `CON-${provider}-${n}`);
}

/** The uid of the card with a contract. */
export function cardOf(contract: string): string {
  return contract.replace('CON-', '');
}

/** The provider whose driver has a contract, in whatever spelling. */
export function providerOf(contract: unknown): string {
  return /^CON-?(\w{3})-?\d$/i.exec(String(contract))?.[1]?.toUpperCase() ?? '';
}
