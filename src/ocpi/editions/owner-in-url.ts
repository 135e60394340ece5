import { type Party, party } from '../words/party-id.ts';

/** The party that an object's URL names as its owner, the same in every version of OCPI. */
export function ownerIn({ country_code, party_id }: Record<string, string>): Party | undefined {
  return country_code && party_id ? party(country_code, party_id) : undefined;
}
