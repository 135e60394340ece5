import type { IncomingHttpHeaders } from 'node:http';
import { invalidAt } from './errors.ts';
import { type Party, parseParty, partyId } from './party.ts';

/** The parties a message names in its routing headers; both may be absent (ROUTE-02). */
export interface Routing {
  to?: Party;
  from?: Party;
}

/** Reads the four routing headers, values without regard to case (ROUTE-01); half a pair is refused (ROUTE-07). */
export function readRouting(headers: IncomingHttpHeaders): Routing {
  return { to: pair(headers, 'to'), from: pair(headers, 'from') };
}

/** The four routing headers of a message. */
export function routingHeaders(routing: Routing): Record<string, string> {
  return { ...written('to', routing.to), ...written('from', routing.from) };
}

function pair(headers: IncomingHttpHeaders, which: 'to' | 'from'): Party | undefined {
  const [country, id] = [headers[`ocpi-${which}-country-code`], headers[`ocpi-${which}-party-id`]];
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

function written(which: 'to' | 'from', party: Party | undefined): Record<string, string> {
  if (!party) return {};
  const { country_code, party_id } = partyId(party);
  return { [`OCPI-${which}-country-code`]: country_code, [`OCPI-${which}-party-id`]: party_id };
}
