import { dismissHeld, type Held, listHeld, settleHeld } from '../hub/binding/held.ts';
import type { HeldSettle, HeldView } from '../hub/types.generated.ts';
import { partyId } from '../ocpi/words/party.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route.ts';

/** Lists all held objects, oldest first. */
export async function list({ hub }: Admin): Promise<AdminAnswer> {
  return { body: (await listHeld(hub)).map(view) };
}

/** Delivers a held object to the provider that the operator names. */
export async function settle({ hub }: Admin, { params, body }: AdminRequest): Promise<AdminAnswer> {
  return { body: view(await settleHeld(hub, params.id ?? '', (body as HeldSettle).to)) };
}

/** Declares that a held object is nobody's. */
export async function dismiss({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  await dismissHeld(hub, params.id ?? '');
  return { status: 204 };
}

function view({ owner, among, ...held }: Held): HeldView {
  return { ...held, owner: partyId(owner), among: among.map(partyId) };
}
