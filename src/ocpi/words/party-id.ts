/** A market party as the hub writes it: country code, star, party id, upper case (`NL*ABC`). */
export type Party = `${string}*${string}`;

/** Country code and party id, as OCPI objects and headers spell a party. */
export interface PartyId {
  country_code: string;
  party_id: string;
}

/** The role that a partner has on one connection. */
export type Role = 'CPO' | 'EMSP';

/** Makes a party from country code and party id, without regard to case (TRANS-58). */
export function party(countryCode: string, partyId: string): Party {
  return `${countryCode.toUpperCase()}*${partyId.toUpperCase()}`;
}

/** The party of an object that has `country_code` and `party_id`. */
export function partyOf(id: PartyId): Party {
  return party(id.country_code, id.party_id);
}

/** Splits a party into country code and party id. */
export function partyId(of: Party): PartyId {
  const star = of.indexOf('*');
  return { country_code: of.slice(0, star), party_id: of.slice(star + 1) };
}

/** Reads `NL*ABC`; `undefined` when the text is no party. */
export function parseParty(text: string): Party | undefined {
  const match = /^([A-Za-z]{2})\*([A-Za-z0-9]{3})$/.exec(text);
  return match?.[1] && match[2] ? party(match[1], match[2]) : undefined;
}

/** The opposite role: provider for operator, operator for provider. */
export function otherRole(role: Role): Role {
  return role === 'CPO' ? 'EMSP' : 'CPO';
}
