import { dismissHeld, type Held, listHeld, settleHeld } from '../hub/held.ts';
import type { HeldSettle, HeldView } from '../hub/types.generated.ts';
import { partyId } from '../ocpi/party.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route.ts';

/** Everything that is held, oldest first. */
export async function list({ hub }: Admin): Promise<AdminAnswer> {
  return { body: (await listHeld(hub)).map(view) };
}

/** A held object given to whom it is for. */
export async function settle({ hub }: Admin, { params, body }: AdminRequest): Promise<AdminAnswer> {
  return { body: view(await settleHeld(hub, params.id ?? '', (body as HeldSettle).to)) };
}

/** A held object that is nobody's. */
export async function dismiss({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  await dismissHeld(hub, params.id ?? '');
  return { status: 204 };
}

function view({ owner, among, ...held }: Held): HeldView {
  return { ...held, owner: partyId(owner), among: among.map(partyId) };
}
