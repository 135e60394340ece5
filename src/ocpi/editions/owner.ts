import { type Party, party } from '../words/party.ts';

/** The party that the URL of an object names, in every edition so far. */
export function ownerIn({ country_code, party_id }: Record<string, string>): Party | undefined {
  return country_code && party_id ? party(country_code, party_id) : undefined;
}
