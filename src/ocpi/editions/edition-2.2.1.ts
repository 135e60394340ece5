import { checksOf } from '../schemas/build-validators.ts';
import { inBase64, readingsOf } from '../words/credentials-tokens.ts';
import { partyId, partyOf } from '../words/party-id.ts';
import type { Json, ModuleId } from './basic-ocpi-types.ts';
import type { Edition } from './edition-type.ts';
import { factsOf } from './facts-of-object.ts';
import { modules, objectRow, version } from './modules-2.2.1.ts';
import { ownerIn } from './owner-in-url.ts';
import { roleOf, routesOf } from './routes.ts';
import { endpointByInterface, interfaceOf } from './select-endpoint-by-role.ts';

const rows: Edition['rows'] = modules;

/** OCPI 2.2.1 with its corrections after d2 as a record of the type `Edition`; the hub speaks it with providers. */
export const edition221: Edition = {
  ...checksOf(version),
  version,
  partners: ['EMSP'],
  directory: 'hubclientinfo',
  refusesWritesPlainly: true,
  rows,
  objectRow,
  routes: (side) => routesOf(rows, side),
  endpoint: endpointByInterface(rows),
  // Endpoints of 2.2.1 name their interface: those of the other role count as missing, and their names need not be
  // judged.
  looksLikeOther: () => false,
  listed: (endpoint, side) => ({
    ...endpoint,
    role:
      endpoint.identifier === 'credentials' || endpoint.identifier === 'hubclientinfo'
        ? 'SENDER'
        : interfaceOf(rows[endpoint.identifier as ModuleId], roleOf(side)),
  }),
  owner: ownerIn,
  credentials: {
    ours: ({ token, url, party, name, role = 'HUB' as const }) => ({
      token,
      url,
      roles: [{ role, business_details: { name }, ...partyId(party) }],
    }),
    parties: (credentials) =>
      (credentials.roles as (Json & { country_code: string; party_id: string })[]).map((one, index) => ({
        party: partyOf(one),
        role: String(one.role),
        business: one.business_details as Json,
        at: `/roles/${index}`,
      })),
    partyAt: '/roles',
    otherForm: ({ roles, party_id }) =>
      party_id !== undefined && roles === undefined
        ? [
            {
              pointer: '/party_id',
              message: 'is of OCPI 2.1.1: 2.2.1 has a list of roles, each with its party',
            },
          ]
        : [],
  },
  token: { write: inBase64, read: readingsOf },
  facts: (module, object) => factsOf(rows[module], object),
};
