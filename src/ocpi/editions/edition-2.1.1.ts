import { checksOf } from '../schemas/build-validators.ts';
import { partyId, partyOf } from '../words/party-id.ts';
import type { Json } from './basic-ocpi-types.ts';
import type { Edition } from './edition-type.ts';
import { factsOf } from './facts-of-object.ts';
import { modules, objectRow, version } from './modules-2.1.1.ts';
import { ownerIn } from './owner-in-url.ts';
import { routesOf } from './routes.ts';
import { allLookLikeOther, likeliestEndpoint } from './select-endpoint-by-role.ts';

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
