import { dismissHeld, type Held, listHeld, settleHeld } from '../hub/binding/withheld-objects.ts';
import type { HeldSettle, HeldView } from '../hub/types.generated.ts';
import { type Party, partyId } from '../ocpi/words/party-id.ts';
import { type Listing, namesOf, pageOf, partyParameter } from './list-filters-and-paging.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route-types.ts';

/**
 * The search, filters and orders of the list of withheld objects: Sessions and CDRs whose provider the hub does not
 * know.
 */
export const listing: Listing<Held> = {
  searched: 'id, contract, and ids and names of the operator and the possible providers',
  texts: ({ object_id, contract, owner, among }, hub) => [
    ...[object_id, contract, ...namesOf(hub, 'CPO', owner)],
    ...among.flatMap((party) => namesOf(hub, 'EMSP', party)),
  ],
  filters: [
    {
      ...{ name: 'module', kind: 'text', description: 'Its module', oneOf: ['sessions', 'cdrs'] },
      fits: ({ module }, value) => module === value,
    },
    {
      ...{ ...partyParameter, description: 'Its operator, or a possible provider' },
      fits: ({ owner, among }, value) => [owner, ...among].includes(value.toUpperCase() as Party),
    },
  ],
  orders: {
    since: ({ since }) => since,
    owner: ({ owner }) => owner,
    auth_id: ({ contract }) => contract,
    module: ({ module }) => module,
  },
};

/**
 * Lists the Sessions and CDRs that the hub withholds until their provider is known, oldest first where the query does
 * not say.
 */
export async function list({ hub }: Admin, request: AdminRequest): Promise<AdminAnswer> {
  const { rows, headers } = pageOf(await listHeld(hub), listing, hub, request);
  return { headers, body: rows.map(view) };
}

/** Delivers a withheld Session or CDR to the provider that the operator names. */
export async function settle({ hub }: Admin, { params, body }: AdminRequest): Promise<AdminAnswer> {
  return { body: view(await settleHeld(hub, params.id ?? '', (body as HeldSettle).to)) };
}

/** Declares that a withheld Session or CDR belongs to no provider. */
export async function dismiss({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  await dismissHeld(hub, params.id ?? '');
  return { status: 204 };
}

function view({ owner, among, contract, ...held }: Held): HeldView {
  return { ...held, auth_id: contract, owner: partyId(owner), among: among.map(partyId) };
}
