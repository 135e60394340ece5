import { assignContracts, withdrawAssignment } from '../hub/binding/assign-contracts.ts';
import { listSettlements, type Settlement } from '../hub/binding/settlements.ts';
import type { NewSettlement, SettlementView } from '../hub/types.generated.ts';
import { partyId } from '../ocpi/words/party.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route.ts';

/** Lists the operator's rules on the owners of contracts, oldest first. */
export async function list({ hub }: Admin): Promise<AdminAnswer> {
  return { body: (await listSettlements(hub)).map(view) };
}

/** Creates a rule. */
export async function create({ hub }: Admin, { body }: AdminRequest): Promise<AdminAnswer> {
  return { status: 201, body: view(await assignContracts(hub, body as NewSettlement)) };
}

/** Removes a rule. */
export async function remove({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  await withdrawAssignment(hub, params.id ?? '');
  return { status: 204 };
}

function view({ to, from, ...rule }: Settlement): SettlementView {
  return { ...rule, to: to.map(partyId), ...(from ? { from: partyId(from) } : {}) };
}
