import { checksOf } from '../schemas/build-checks.ts';
import { partyId, partyOf } from '../words/party.ts';
import type { Json } from './edition.ts';
import type { Edition } from './edition-record.ts';
import { allLookLikeOther, likeliestEndpoint } from './endpoint-roles.ts';
import { factsOf } from './facts.ts';
import { modules, objectRow, version } from './modules-2.1.1.ts';
import { ownerIn } from './owner.ts';
import { routesOf } from './routes.ts';

const rows: Edition['rows'] = modules;

/** OCPI 2.1.1-d2 as a record of the type `Edition`. */
export const edition211: Edition = {
  ...checksOf(version),
  version,
  partners: ['CPO', 'EMSP'],
  rows,
  objectRow,
  routes: (side) => routesOf(rows, side),
  endpoint: likeliestEndpoint(rows),
  looksLikeOther: allLookLikeOther(rows),
  listed: (endpoint) => endpoint,
  owner: ownerIn,
  credentials: {
    ours: ({ token, url, party, name }) => ({ token, url, business_details: { name }, ...partyId(party) }),
    parties: (credentials) => [
      {
        party: partyOf(credentials as { country_code: string; party_id: string }),
        business: credentials.business_details as Json,
        at: '',
      },
    ],
    partyAt: '/party_id',
    otherForm: ({ roles }) =>
      Array.isArray(roles)
        ? [{ pointer: '/roles', message: 'is of OCPI 2.2: 2.1.1 has the party at the top, one to a token' }]
        : [],
  },
  token: { write: (token) => token, read: (word) => [word] },
  facts: (module, object) => factsOf(rows[module], object),
};
