import type { Party } from '../../ocpi/words/party.ts';
import type { StoredObject } from '../ports/objects.ts';
import type { RegistryState } from '../ports/registry.ts';
import { agreed, platformOf } from './directory.ts';

/** Tells whether a Token is hidden from an operator: another of the operator's providers holds the contract more strongly (ROUTE-57). */
export function isKeptFrom(
  state: RegistryState,
  cpo: Party,
  { lookups }: Pick<StoredObject, 'lookups'>,
  now: number,
): boolean {
  if (!lookups.over) return false;
  return lookups.over
    .split(',')
    .some((rival) =>
      platformOf(state, 'EMSP', rival as Party).some((party) => agreed(state, cpo, party, now)),
    );
}
