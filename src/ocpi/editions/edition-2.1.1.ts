import { checksOf } from '../schemas/checks.ts';
import { partyId, partyOf } from '../words/party.ts';
import type { Json } from './edition.ts';
import { factsOf } from './facts.ts';
import { modules, objectRow, version } from './modules-2.1.1.ts';
import { ownerIn } from './owner.ts';
import type { Edition } from './record.ts';
import { routesOf } from './routes.ts';
import { endpointOf } from './versions.ts';

const rows: Edition['rows'] = modules;

/** The edition of OCPI 2.1.1-d2. */
export const edition211: Edition = {
  ...checksOf(version),
  version,
  rows,
  objectRow,
  routes: (side) => routesOf(rows, side),
  endpoint: (endpoints, identifier) => endpointOf(endpoints, identifier),
  owner: ownerIn,
  credentials: {
    ours: ({ token, url, party, name }) => ({ token, url, business_details: { name }, ...partyId(party) }),
    parties: (credentials) => [
      {
        party: partyOf(credentials as { country_code: string; party_id: string }),
        business: credentials.business_details as Json,
      },
    ],
  },
  token: { write: (token) => token, read: (word) => [word] },
  facts: (module, object) => factsOf(rows[module], object),
};
