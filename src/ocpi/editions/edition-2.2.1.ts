import { checksOf } from '../schemas/checks.ts';
import { partyId, partyOf, type Role } from '../words/party.ts';
import type { Endpoint, Json } from './edition.ts';
import { factsOf } from './facts.ts';
import { modules, objectRow, version } from './modules-2.2.1.ts';
import { ownerIn } from './owner.ts';
import type { Edition } from './record.ts';
import { routesOf } from './routes.ts';

const rows: Edition['rows'] = modules;

/** The edition of OCPI 2.2.1, corrections after d2 included. It is not in the list of spoken editions yet. */
export const edition221: Edition = {
  ...checksOf(version),
  version,
  rows,
  objectRow,
  routes: (side) => routesOf(rows, side),
  endpoint: endpointAt,
  owner: ownerIn,
  credentials: {
    ours: ({ token, url, party, name }) => ({
      token,
      url,
      roles: [{ role: 'HUB', business_details: { name }, ...partyId(party) }],
    }),
    parties: (credentials) =>
      (credentials.roles as (Json & { country_code: string; party_id: string })[]).map((one) => ({
        party: partyOf(one),
        role: String(one.role),
        business: one.business_details as Json,
      })),
  },
  token: { write: (token) => Buffer.from(token, 'utf8').toString('base64'), read: spellings },
  facts: (module, object) => factsOf(rows[module], object),
};

/** The URL of the end that a partner in a role has of a module: questions go to the RECEIVER of an operator, all else to the owner's SENDER. */
function endpointAt(endpoints: Endpoint[], identifier: string, role?: Role): string | undefined {
  const listed = endpoints as (Endpoint & { role?: string })[];
  const found = listed.filter((endpoint) => endpoint.identifier === identifier);
  if (identifier === 'credentials' || role === undefined) return found[0]?.url;
  const { owner, object } = rows[identifier as keyof typeof rows];
  const isSender = object === undefined ? owner !== role : owner === role;
  return found.find((endpoint) => endpoint.role === (isSender ? 'SENDER' : 'RECEIVER'))?.url;
}

/** The readings of a token: as it is, decoded from Base64, and decoded without the line feed at its end that the specification's examples have. */
function spellings(word: string): string[] {
  const decoded = Buffer.from(word, 'base64').toString('utf8');
  const again = Buffer.from(decoded, 'utf8').toString('base64');
  // Some platforms leave out the padding of Base64.
  const isBase64 = [again, again.replaceAll('=', '')].includes(word);
  const tokens = isBase64 ? [word, decoded, decoded.replace(/\n$/, '')] : [word];
  return [...new Set(tokens)].filter((token, at) => at === 0 || /^[\x21-\x7e]{1,64}\n?$/.test(token));
}
