import { summary } from '../../ocpi/schemas/ajv-errors-to-findings.ts';
import type { Finding } from '../../ocpi/words/finding-type.ts';
import { otherRole, type Party, partyOf, type Role } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { inForce, wasConnected } from '../market/connection-index.ts';
import type { Agreement, RegistryState } from '../ports/connection-registry.ts';
import { Refusal } from '../refusal-error.ts';
import type { AgreementChange, NewAgreement } from '../types.generated.ts';
import { validityMistake, validityOf } from './agreement-validity.ts';

/** A new agreement of an operator and a provider. */
export function newAgreement(hub: Hub, given: NewAgreement): Agreement {
  const now = new Date(hub.now()).toISOString();
  return {
    id: hub.newId(),
    cpo: partyOf(given.cpo),
    emsp: partyOf(given.emsp),
    status: 'ACTIVE',
    since: now,
    valid_from: null,
    valid_to: null,
    ...validityOf(given),
    run_off: given.run_off ?? true,
    created: now,
    deleted: false,
  };
}

/**
 * Throws a Refusal with the problems of some agreements, each at its place in the list at `pointer` where there are
 * `several`.
 */
export function refusing(several: boolean, pointer = '') {
  return <T>(
    kind: 'invalid' | 'conflict',
    agreements: T[],
    problemOf: (agreement: T) => Finding | undefined,
  ): void => {
    const findings = agreements.flatMap((one, nth) => {
      const problem = problemOf(one);
      return problem
        ? [{ ...problem, pointer: `${pointer}${several ? `/${nth}` : ''}${problem.pointer}` }]
        : [];
    });
    if (findings.length > 0) throw new Refusal(kind, summary(findings), findings);
  };
}

/** The reason why an agreement could never be in force; `undefined` where it could. */
export function validityProblem({ valid_from, valid_to }: Agreement): Finding | undefined {
  if (valid_from === null || valid_to === null || Date.parse(valid_from) < Date.parse(valid_to)) return;
  return { pointer: '/valid_to', message: `must be after valid_from (${valid_from}), got "${valid_to}"` };
}

/** A finding where an agreement's parties are swapped: each is connected in the other's role, and not in its own. */
export function swapped(state: RegistryState, { cpo, emsp }: Agreement): Finding | undefined {
  const isOnly = (party: Party, role: Role) =>
    wasConnected(state, role, party) && !wasConnected(state, otherRole(role), party);
  if (!isOnly(cpo, 'EMSP') || !isOnly(emsp, 'CPO')) return;
  return {
    pointer: '/cpo',
    message: `${cpo} is connected as a provider and ${emsp} as an operator: they stand the wrong way round`,
  };
}

/** The agreement of two parties that has not been terminated. */
export function current(state: RegistryState, cpo: Party, emsp: Party): Agreement | undefined {
  return state.agreements.between(cpo, emsp).find(({ status }) => status !== 'TERMINATED');
}

/**
 * An agreement with an operator's changes; throws a Refusal where they are impossible. `newest` is the number of the
 * last change of an object so far.
 */
export function changedBy(hub: Hub, agreement: Agreement, given: AgreementChange, newest: number): Agreement {
  const status = given.status ?? agreement.status;
  const refuse = refusing(false);
  if (agreement.status === 'TERMINATED' && status !== 'TERMINATED')
    throw new Refusal('conflict', 'a terminated agreement stays terminated: create a new one');
  const { run_off = agreement.run_off } = given;
  refuse('invalid', [given], validityMistake);
  const changed = {
    ...agreement,
    ...validityOf(given, agreement.zone),
    run_off,
    status,
    ...(status === agreement.status ? {} : { since: new Date(hub.now()).toISOString(), after: newest }),
  };
  refuse('invalid', [changed], validityProblem);
  return changed;
}

/** Tells whether an agreement may begin to let data through by a change, now or later. */
export function beginsAnew(hub: Hub, before: Agreement, after: Agreement): boolean {
  return after.status === 'ACTIVE' && (!inForce(before, hub.now()) || !inForce(after, hub.now()));
}
