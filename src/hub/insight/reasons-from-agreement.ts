import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreed } from '../market/connection-index.ts';
import type { Agreement, RegistryState } from '../ports/connection-registry.ts';
import type { ObjectName, Reason } from './delivery-reason.ts';
import type { Named } from './reasons-from-receiver.ts';

/**
 * The newest agreement of an object's owner and a party, and whether the two exchange data at a time in milliseconds
 * since 1970.
 */
export function agreementBetween(
  state: RegistryState,
  module: ObjectModuleId,
  owner: Party,
  party: Party,
  at: number,
): { agreement: Agreement; inForce: boolean } | undefined {
  const [cpo, emsp] = objectRow(module).owner === 'CPO' ? [owner, party] : [party, owner];
  const all = state.agreements.between(cpo, emsp);
  const agreement = all.find(({ status }) => status !== 'TERMINATED') ?? all.at(-1);
  return agreement && { agreement, inForce: agreed(state, cpo, emsp, at) };
}

/** The reason why owner and receiver exchange nothing at a time, if no agreement is in force (HUB-10, HUB-14). */
export function agreementReason(
  state: RegistryState,
  { module, owner }: ObjectName,
  { party }: Named,
  at: number,
): Reason[] {
  if (owner === party) return [];
  const found = agreementBetween(state, module, owner, party, at);
  const pair = `${owner} and ${party}`;
  if (!found) return [{ code: 'no_agreement', text: `${pair} have no agreement, and never had one` }];
  const { agreement, inForce } = found;
  if (inForce) return [];
  const { status, since, valid_from, valid_to, deleted } = agreement;
  if (status === 'TERMINATED') {
    const text = `there is no agreement of ${pair} since ${since}, when it was ${deleted ? 'deleted' : 'terminated'}`;
    return [{ code: 'agreement_terminated', text, since }];
  }
  if (status === 'SUSPENDED') {
    const text = `the agreement of ${pair} is suspended since ${since}`;
    return [{ code: 'agreement_suspended', text, since }];
  }
  if (valid_from !== null && Date.parse(valid_from) > at) {
    const text = `the agreement of ${pair} is not valid before ${valid_from}`;
    return [{ code: 'agreement_not_yet_valid', text }];
  }
  const text = `the agreement of ${pair} has run out: it was valid until ${valid_to}`;
  return [{ code: 'agreement_expired', text, since: valid_to ?? since }];
}
