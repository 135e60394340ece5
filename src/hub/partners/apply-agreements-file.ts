import { type Party, parseParty, partyId } from '../../ocpi/words/party-id.ts';
import { foreseePushOnAgreement, owePushOnAgreement } from '../delivery/push-objects-on-agreement.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Agreement, RegistryState } from '../ports/connection-registry.ts';
import { Refusal } from '../refusal-error.ts';
import type { AgreementSet, WantedAgreement } from '../types.generated.ts';
import {
  beginsAnew,
  changedBy,
  current,
  newAgreement,
  refusing,
  swapped,
  validityProblem,
} from './agreement-rules.ts';
import { daysOf, validityMistake } from './agreement-validity.ts';

/** The difference between the existing agreements and those in a file of agreements. */
export interface Plan {
  create: Agreement[];
  change: { before: Agreement; after: Agreement }[];
  end: { before: Agreement; after: Agreement }[];
  unchanged: number;
}

/** The agreements that have not been terminated, in the form of a file, sorted by their parties. */
export function exported(hub: Hub): AgreementSet {
  const all = [...hub.store.registry.read().agreements].filter(({ status }) => status !== 'TERMINATED');
  const sorted = all.sort((one, other) => (pairOf(one) < pairOf(other) ? -1 : 1));
  return { agreements: sorted.map(wantedOf) };
}

/** The changes that a file of agreements would make; throws a Refusal with every error in the file. */
export async function planned(hub: Hub, given: AgreementSet): Promise<Plan> {
  const planOf = planning(hub, given, await hub.store.objects.present());
  return planOf(hub.store.registry.read());
}

/** Makes the hub's agreements those of a file: all changes or none; without any change nothing is written. */
export async function applied(hub: Hub, given: AgreementSet): Promise<Plan> {
  const planOf = planning(hub, given, await hub.store.objects.present());
  const foreseen = beginning(hub, planOf(hub.store.registry.read()));
  const forgetForeseen = await foreseePushOnAgreement(hub, foreseen);
  let plan: Plan | undefined;
  const agreeing = hub.store.registry.agree((state) => {
    plan = planOf(state);
    return [...plan.create, ...[...plan.change, ...plan.end].map(({ after }) => after)];
  });
  await agreeing.catch(async (error: unknown) => {
    // After any other error the agreements may be stored.
    if (error instanceof Refusal) await forgetForeseen();
    throw error;
  });
  const begun = beginning(hub, plan!);
  await forgetForeseen(begun);
  void owePushOnAgreement(hub, begun);
  return plan!;
}

/** The agreements that begin to let data through by a plan, now or later. */
function beginning(hub: Hub, { create, change }: Plan): Agreement[] {
  const anew = change.filter(({ before, after }) => beginsAnew(hub, before, after));
  return [...create, ...anew.map(({ after }) => after)].filter(({ status }) => status === 'ACTIVE');
}

/** Makes plans for a file, whatever the present agreements are: a new agreement has the same id in each plan. */
function planning(
  hub: Hub,
  { agreements: wanted, others = 'end' }: AgreementSet,
  newest: number,
): (state: RegistryState) => Plan {
  const refuse = refusing(true, '/agreements');
  refuse('invalid', wanted, validityMistake);
  const made = wanted.map((one) => madeOf(hub, one, newest));
  refuse('invalid', made, validityProblem);
  const pairs = new Set<string>();
  refuse('invalid', made, ({ cpo, emsp }) =>
    pairs.size === pairs.add(pairOf({ cpo, emsp })).size
      ? { pointer: '', message: `${cpo} and ${emsp} are given twice` }
      : undefined,
  );
  return (state) => {
    refuse('invalid', made, (one) => swapped(state, one));
    const plan: Plan = { create: [], change: [], end: [], unchanged: 0 };
    for (const one of made) {
      const before = current(state, one.cpo, one.emsp);
      const after = before && withWanted(hub, before, one, newest);
      if (!before || !after) plan.create.push(one);
      else if (isSame(before, after)) plan.unchanged += 1;
      else plan.change.push({ before, after });
    }
    const rest = [...state.agreements].filter(
      (one) => one.status !== 'TERMINATED' && !pairs.has(pairOf(one)),
    );
    if (others === 'keep') plan.unchanged += rest.length;
    else
      plan.end = rest.map((before) => ({
        before,
        after: changedBy(hub, before, { status: 'TERMINATED' }, newest),
      }));
    return plan;
  };
}

/** A new agreement from an entry of a file. */
function madeOf(
  hub: Hub,
  { cpo, emsp, status = 'ACTIVE', ...rest }: WantedAgreement,
  newest: number,
): Agreement {
  const pair = { cpo: partyId(parseParty(cpo) as Party), emsp: partyId(parseParty(emsp) as Party) };
  return { ...newAgreement(hub, { ...rest, ...pair }), status, after: newest };
}

/** An existing agreement as a file wants it: settings that the file does not contain are as in a new agreement. */
function withWanted(hub: Hub, before: Agreement, wanted: Agreement, newest: number): Agreement {
  const { status, valid_from, valid_to, run_off } = wanted;
  const changed = changedBy(hub, before, { status, valid_from, valid_to, run_off }, newest);
  return { ...changed, zone: wanted.zone };
}

function isSame(one: Agreement, other: Agreement): boolean {
  const time = (text: string | null) => (text === null ? null : Date.parse(text));
  return (
    one.status === other.status &&
    time(one.valid_from) === time(other.valid_from) &&
    time(one.valid_to) === time(other.valid_to) &&
    one.zone === other.zone &&
    (one.run_off ?? true) === other.run_off
  );
}

/** An agreement in the form of a file: by days where its validity was given by days. */
export function wantedOf(agreement: Agreement): WantedAgreement {
  const { cpo, emsp, status, valid_from, valid_to, zone, run_off = true } = agreement;
  const { first_day, last_day } = daysOf(agreement);
  const from = valid_from === null ? {} : first_day ? { first_day } : { valid_from };
  const to = valid_to === null ? {} : last_day ? { last_day } : { valid_to };
  return {
    cpo,
    emsp,
    ...(status === 'SUSPENDED' ? { status } : {}),
    ...{ ...from, ...to, ...(zone === undefined ? {} : { zone }) },
    ...(run_off ? {} : { run_off }),
  };
}

function pairOf({ cpo, emsp }: Pick<Agreement, 'cpo' | 'emsp'>): string {
  return `${cpo} ${emsp}`;
}
