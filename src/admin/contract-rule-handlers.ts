import { assignContracts, withdrawAssignment } from '../hub/binding/assign-contracts-to-providers.ts';
import { listSettlements, type Settlement } from '../hub/binding/contract-to-provider-rules.ts';
import type { NewSettlement, SettlementView } from '../hub/types.generated.ts';
import { type Party, partyId } from '../ocpi/words/party-id.ts';
import { type Listing, namesOf, pageOf, partyParameter } from './list-filters-and-paging.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route-types.ts';

/** The search, filters and orders of the operator's rules, each of which names the provider of a contract. */
export const listing: Listing<Settlement> = {
  searched: 'contract, prefix, id, and ids and names of the providers',
  texts: ({ id, contract, prefix, to, from }, hub) => [
    ...[id, contract ?? null, prefix ?? null],
    ...[...to, ...(from ? [from] : [])].flatMap((party) => namesOf(hub, 'EMSP', party)),
  ],
  filters: [
    {
      ...{ ...partyParameter, description: 'A provider that has the contracts, or had them' },
      fits: ({ to, from }, value) => [...to, from].includes(value.toUpperCase() as Party),
    },
  ],
  orders: {
    created: ({ created }) => created,
    contract: ({ contract, prefix }) => contract ?? prefix ?? null,
  },
};

/** Lists the operator's rules on the owners of contracts, oldest first where the query does not say. */
export async function list({ hub }: Admin, request: AdminRequest): Promise<AdminAnswer> {
  const { rows, headers } = pageOf(await listSettlements(hub), listing, hub, request);
  return { headers, body: rows.map(view) };
}

/** Creates a rule that names the provider of a contract. */
export async function create({ hub }: Admin, { body }: AdminRequest): Promise<AdminAnswer> {
  return { status: 201, body: view(await assignContracts(hub, body as NewSettlement)) };
}

/** Removes a rule that names the provider of a contract. */
export async function remove({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  await withdrawAssignment(hub, params.id ?? '');
  return { status: 204 };
}

function view({ to, from, ...rule }: Settlement): SettlementView {
  return { ...rule, to: to.map(partyId), ...(from ? { from: partyId(from) } : {}) };
}
