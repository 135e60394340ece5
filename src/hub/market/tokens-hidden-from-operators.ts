import type { Party } from '../../ocpi/words/party-id.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { agreed, platformOf } from './connection-index.ts';

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
