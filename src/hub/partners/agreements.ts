import { otherRole, type Party, partyOf } from '../../ocpi/words/party.ts';
import { foreseePushOnAgreement, forgetForeseen, owePushOnAgreement } from '../delivery/push-on-agreement.ts';
import type { Hub } from '../hub.ts';
import { inForce } from '../market/directory.ts';
import type { Agreement, Connection, RegistryState } from '../ports/registry.ts';
import { Refusal } from '../refusal.ts';
import type { AgreementChange, NewAgreement } from '../types.generated.ts';

/** The agreements an operator sees, oldest first. */
export function listAgreements(hub: Hub): Agreement[] {
  return hub.store.registry.read().agreements.filter(({ deleted }) => !deleted);
}

/** Joins an operator and a provider; from then on they exchange data (HUB-12). A second agreement of the pair is refused. */
export async function createAgreement(hub: Hub, given: NewAgreement): Promise<Agreement> {
  const after = await hub.store.objects.present();
  const agreement = { ...newAgreement(hub, partyOf(given.cpo), partyOf(given.emsp), given), after };
  await foreseePushOnAgreement(hub, agreement.id);
  const add = (state: RegistryState) => {
    if (current(state, agreement.cpo, agreement.emsp))
      throw new Refusal('conflict', `${agreement.cpo} and ${agreement.emsp} have an agreement already`);
    return { ...state, agreements: [...state.agreements, agreement] };
  };
  await hub.store.registry.change(add).catch(async (error: unknown) => {
    await forgetForeseen(hub, agreement.id);
    throw error;
  });
  void owePushOnAgreement(hub, agreement);
  return agreement;
}

/** Changes status or validity; it counts for the next request (HUB-14). TERMINATED is final. */
export async function changeAgreement(hub: Hub, id: string, given: AgreementChange): Promise<Agreement> {
  let begins = false;
  const newest = await hub.store.objects.present();
  const mayBegin = given.status === 'ACTIVE';
  if (mayBegin) await foreseePushOnAgreement(hub, id);
  const changing = update(hub, id, (agreement) => {
    const status = given.status ?? agreement.status;
    if (agreement.status === 'TERMINATED' && status !== 'TERMINATED')
      throw new Refusal('conflict', 'a terminated agreement stays terminated: create a new one');
    const changed = {
      ...agreement,
      ...given,
      status,
      ...(status === agreement.status ? {} : { since: new Date(hub.now()).toISOString(), after: newest }),
    };
    checkValidity(changed);
    begins = status === 'ACTIVE' && (!inForce(agreement, hub.now()) || !inForce(changed, hub.now()));
    return changed;
  });
  const after = await changing.finally(() => (mayBegin && !begins ? forgetForeseen(hub, id) : undefined));
  if (begins) void owePushOnAgreement(hub, after);
  return after;
}

/** Ends an agreement and takes it off the list; sessions that began under it are still delivered (HUB-15). */
export async function deleteAgreement(hub: Hub, id: string): Promise<void> {
  await changeAgreement(hub, id, { status: 'TERMINATED' });
  await update(hub, id, (agreement) => ({ ...agreement, deleted: true }));
}

/** Agrees a partner that has just registered with the configured parties of the other role (SIM-07). */
export async function agreeAutomatically(hub: Hub, { role, party }: Connection): Promise<void> {
  const others = hub.agreeWith.filter((other) => other !== party);
  const after = await hub.store.objects.present();
  await hub.store.registry.change((state) => {
    const partners = others.filter((other) =>
      state.connections.some(
        (connection) => connection.role === otherRole(role) && connection.parties.includes(other),
      ),
    );
    const pairs = partners.map((other): [Party, Party] => (role === 'CPO' ? [party, other] : [other, party]));
    const missing = pairs.filter(
      ([cpo, emsp]) =>
        !state.agreements.some((agreement) => agreement.cpo === cpo && agreement.emsp === emsp),
    );
    if (missing.length === 0) return state;
    return {
      ...state,
      agreements: [
        ...state.agreements,
        ...missing.map(([cpo, emsp]) => ({ ...newAgreement(hub, cpo, emsp, {}), after })),
      ],
    };
  });
}

function newAgreement(
  hub: Hub,
  cpo: Party,
  emsp: Party,
  given: Pick<NewAgreement, 'valid_from' | 'valid_to' | 'run_off'>,
): Agreement {
  const now = new Date(hub.now()).toISOString();
  const { valid_from = null, valid_to = null, run_off = true } = given;
  const agreement: Agreement = {
    id: hub.newId(),
    cpo,
    emsp,
    status: 'ACTIVE',
    since: now,
    valid_from,
    valid_to,
    run_off,
    created: now,
    deleted: false,
  };
  checkValidity(agreement);
  return agreement;
}

function checkValidity({ valid_from, valid_to }: Agreement): void {
  if (valid_from === null || valid_to === null || Date.parse(valid_from) < Date.parse(valid_to)) return;
  throw new Refusal('invalid', 'valid_to must be after valid_from', [
    { pointer: '/valid_to', message: `must be after valid_from (${valid_from}), got "${valid_to}"` },
  ]);
}

function current(state: RegistryState, cpo: Party, emsp: Party): Agreement | undefined {
  return state.agreements.find(
    (agreement) => agreement.cpo === cpo && agreement.emsp === emsp && agreement.status !== 'TERMINATED',
  );
}

async function update(hub: Hub, id: string, change: (agreement: Agreement) => Agreement): Promise<Agreement> {
  let changed: Agreement | undefined;
  await hub.store.registry.change((state) => ({
    ...state,
    agreements: state.agreements.map((agreement) => {
      if (agreement.id !== id || agreement.deleted) return agreement;
      changed = change(agreement);
      return changed;
    }),
  }));
  if (!changed) throw new Refusal('notFound', `there is no agreement ${id}`);
  return changed;
}
