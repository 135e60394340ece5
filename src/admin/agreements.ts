import type { Hub } from '../hub/hub.ts';
import {
  changeAgreement,
  createAgreement,
  deleteAgreement,
  listAgreements,
} from '../hub/partners/agreements.ts';
import type { Agreement } from '../hub/ports/registry.ts';
import { Refusal } from '../hub/refusal.ts';
import type { AgreementChange, AgreementView, NewAgreement } from '../hub/types.generated.ts';
import { partyId } from '../ocpi/words/party.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route.ts';

/** Lists all agreements, oldest first. */
export function list({ hub }: Admin): AdminAnswer {
  return { body: listAgreements(hub).map((agreement) => view(hub, agreement)) };
}

/** Shows one agreement. */
export function show({ hub }: Admin, { params }: AdminRequest): AdminAnswer {
  const found = listAgreements(hub).find(({ id }) => id === params.id);
  if (!found) throw new Refusal('notFound', `there is no agreement ${params.id}`);
  return { body: view(hub, found) };
}

/** Creates an agreement. */
export async function create({ hub }: Admin, { body }: AdminRequest): Promise<AdminAnswer> {
  const agreement = await createAgreement(hub, body as NewAgreement);
  return {
    status: 201,
    headers: { Location: `/admin/agreements/${agreement.id}` },
    body: view(hub, agreement),
  };
}

/** Changes the status or validity of an agreement. */
export async function change({ hub }: Admin, { params, body }: AdminRequest): Promise<AdminAnswer> {
  return { body: view(hub, await changeAgreement(hub, params.id ?? '', body as AgreementChange)) };
}

/** Terminates an agreement. */
export async function remove({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  await deleteAgreement(hub, params.id ?? '');
  return { status: 204 };
}

function view(hub: Hub, agreement: Agreement): AgreementView {
  const { id, cpo, emsp, status, valid_from, valid_to, run_off = true, created } = agreement;
  return {
    id,
    cpo: partyId(cpo),
    emsp: partyId(emsp),
    status,
    valid_from,
    valid_to,
    run_off,
    created,
    in_force: inForce(agreement, hub.now()),
  };
}

/** Whether an agreement is in force at a time in milliseconds: active, `valid_from` inclusive, `valid_to` exclusive. */
function inForce({ status, valid_from, valid_to }: Agreement, at: number): boolean {
  const begun = valid_from === null || Date.parse(valid_from) <= at;
  const ended = valid_to !== null && Date.parse(valid_to) <= at;
  return status === 'ACTIVE' && begun && !ended;
}
