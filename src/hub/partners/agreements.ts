import { otherRole, type Party, partyId } from '../../ocpi/words/party-id.ts';
import { foreseePushOnAgreement, owePushOnAgreement } from '../delivery/push-objects-on-agreement.ts';
import type { Hub } from '../hub-dependencies.ts';
import { wasConnected } from '../market/connection-index.ts';
import type { Agreement, Connection, RegistryState } from '../ports/connection-registry.ts';
import { Refusal } from '../refusal-error.ts';
import type { AgreementChange, NewAgreement } from '../types.generated.ts';
import {
  beginsAnew,
  changedBy,
  current,
  newAgreement,
  refusing,
  swapped,
  validityProblem,
} from './agreement-rules.ts';
import { validityMistake, validityOf } from './agreement-validity.ts';

/** One agreement that the hub's operator sees; throws a Refusal when there is none with this id. */
export function findAgreement(hub: Hub, id: string): Agreement {
  return seen(hub.store.registry.read(), id);
}

/**
 * Makes agreements between operators and providers, for all of the given pairs or none; from then on they exchange data
 * (HUB-12). A Refusal names every pair that has an agreement already, is given twice, or is wrong, by its place where
 * there are `several`.
 */
export async function createAgreements(
  hub: Hub,
  given: NewAgreement[],
  several = true,
): Promise<Agreement[]> {
  const after = await hub.store.objects.present();
  const refuse = refusing(several);
  refuse('invalid', given, validityMistake);
  const agreements = given.map((one) => ({ ...newAgreement(hub, one), after }));
  refuse('invalid', agreements, validityProblem);
  const forgetForeseen = await foreseePushOnAgreement(hub, agreements);
  const add = (state: RegistryState) => {
    const pairs = new Set<string>();
    refuse('conflict', agreements, ({ cpo, emsp }) => {
      const isTwice = pairs.size === pairs.add(`${cpo} ${emsp}`).size;
      if (isTwice) return { pointer: '', message: `${cpo} and ${emsp} are given twice` };
      if (!current(state, cpo, emsp)) return undefined;
      return { pointer: '', message: `${cpo} and ${emsp} have an agreement already` };
    });
    refuse('invalid', agreements, (one) => swapped(state, one));
    return agreements;
  };
  await hub.store.registry.agree(add).catch(async (error: unknown) => {
    // After any other error the agreements may be stored.
    if (error instanceof Refusal) await forgetForeseen();
    throw error;
  });
  void owePushOnAgreement(hub, agreements);
  return agreements;
}

/** Makes an agreement between an operator and a provider. */
export async function createAgreement(hub: Hub, given: NewAgreement): Promise<Agreement> {
  const [made] = await createAgreements(hub, [given], false);
  return made!;
}

/** Changes status or validity of an agreement; the change counts for the next request (HUB-14). TERMINATED is final. */
export async function changeAgreement(hub: Hub, id: string, given: AgreementChange): Promise<Agreement> {
  const newest = await hub.store.objects.present();
  const known = findAgreement(hub, id);
  const foreseen = given.status === 'ACTIVE' ? [{ ...known, ...validityOf(given, known.zone) }] : [];
  const forgetForeseen = await foreseePushOnAgreement(hub, foreseen);
  let begins = false;
  try {
    const after = await update(hub, id, (agreement) => {
      const changed = changedBy(hub, agreement, given, newest);
      begins = beginsAnew(hub, agreement, changed);
      return changed;
    });
    if (begins) void owePushOnAgreement(hub, [after]);
    return after;
  } finally {
    if (!begins) await forgetForeseen();
  }
}

/** Ends an agreement and removes it from the list; sessions that began under it are still delivered (HUB-15). */
export async function deleteAgreement(hub: Hub, id: string): Promise<void> {
  const newest = await hub.store.objects.present();
  await update(hub, id, (agreement) => ({
    ...changedBy(hub, agreement, { status: 'TERMINATED' }, newest),
    deleted: true,
  }));
}

/** Makes agreements of a newly registered partner with the configured parties of the other role (SIM-07). */
export async function agreeAutomatically(hub: Hub, { role, party }: Connection): Promise<void> {
  const after = await hub.store.objects.present();
  await hub.store.registry.agree((state) =>
    hub.agreeWith
      .filter((other) => other !== party)
      .filter((other) => wasConnected(state, otherRole(role), other))
      .map((other): [Party, Party] => (role === 'CPO' ? [party, other] : [other, party]))
      .filter(([cpo, emsp]) => state.agreements.between(cpo, emsp).length === 0)
      .map(([cpo, emsp]) => ({ ...newAgreement(hub, { cpo: partyId(cpo), emsp: partyId(emsp) }), after })),
  );
}

function seen({ agreements }: RegistryState, id: string): Agreement {
  const found = agreements.get(id);
  if (!found || found.deleted) throw new Refusal('notFound', `there is no agreement ${id}`);
  return found;
}

async function update(hub: Hub, id: string, change: (agreement: Agreement) => Agreement): Promise<Agreement> {
  const [changed] = await hub.store.registry.agree((state) => [change(seen(state, id))]);
  return changed!;
}
