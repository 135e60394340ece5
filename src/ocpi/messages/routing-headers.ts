import type { IncomingHttpHeaders } from 'node:http';
import { type Party, parseParty, partyId } from '../words/party-id.ts';
import { invalidAt } from './ocpi-errors.ts';

/** The parties that a message names in its routing headers; both may be absent (ROUTE-02). */
export interface Routing {
  to?: Party;
  from?: Party;
}

// The header names are constants: building them takes 5 µs per message.

/** Reads the four routing headers, values without regard to case (ROUTE-01); half a pair is refused (ROUTE-07). */
export function readRouting(headers: IncomingHttpHeaders): Routing {
  return {
    to: pair('to', headers['ocpi-to-country-code'], headers['ocpi-to-party-id']),
    from: pair('from', headers['ocpi-from-country-code'], headers['ocpi-from-party-id']),
  };
}

/** The four routing headers of a message. */
export function routingHeaders({ to, from }: Routing): Record<string, string> {
  const headers: Record<string, string> = {};
  if (to) {
    const { country_code, party_id } = partyId(to);
    headers['OCPI-to-country-code'] = country_code;
    headers['OCPI-to-party-id'] = party_id;
  }
  if (from) {
    const { country_code, party_id } = partyId(from);
    headers['OCPI-from-country-code'] = country_code;
    headers['OCPI-from-party-id'] = party_id;
  }
  return headers;
}

type Value = string | string[] | undefined;

function pair(which: 'to' | 'from', givenCountry: Value, givenId: Value): Party | undefined {
  // Some platforms send empty routing headers when a message has no addressee (TRANS-78).
  const [country, id] = [givenCountry, givenId].map((value) => (value === '' ? undefined : value));
  if (country === undefined && id === undefined) return undefined;
  if (typeof country !== 'string' || typeof id !== 'string') {
    const missing = country === undefined ? 'country-code' : 'party-id';
    throw invalidAt(
      '',
      `header OCPI-${which}-${missing} is missing: send OCPI-${which}-country-code and OCPI-${which}-party-id together or neither`,
    );
  }
  const party = parseParty(`${country.trim()}*${id.trim()}`);
  if (!party)
    throw invalidAt(
      '',
      `headers OCPI-${which}-country-code and OCPI-${which}-party-id must be 2 letters and 3 letters or digits, got "${country}" and "${id}"`,
    );
  return party;
}
