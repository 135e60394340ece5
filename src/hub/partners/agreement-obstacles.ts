import { otherRole, type Party, type Role } from '../../ocpi/words/party-id.ts';
import { connectionOf, wasConnected } from '../market/connection-index.ts';
import type { Agreement, RegistryState } from '../ports/connection-registry.ts';

/**
 * The obstacles, as texts, that keep the parties of an agreement from exchanging data, apart from the agreement itself;
 * empty where there are none.
 */
export function obstaclesOf(state: RegistryState, { cpo, emsp }: Pick<Agreement, 'cpo' | 'emsp'>): string[] {
  return [obstacleAt(state, 'CPO', cpo), obstacleAt(state, 'EMSP', emsp)].filter((one) => one !== undefined);
}

const names: Record<Role, string> = { CPO: 'an operator (CPO)', EMSP: 'a provider (EMSP)' };

function obstacleAt(state: RegistryState, role: Role, party: Party): string | undefined {
  const connection = connectionOf(state, role, party);
  if (connection?.status === 'REGISTERED') return undefined;
  if (connection?.status === 'PENDING') return `${party} has not registered yet`;
  if (connection) return `${party} is suspended`;
  if (wasConnected(state, role, party)) return `${party} has unregistered`;
  const other = otherRole(role);
  return wasConnected(state, other, party)
    ? `${party} is connected as ${names[other]}, not as ${names[role]}: do the two stand the wrong way round?`
    : `${party} is unknown: it has no connection as ${names[role]}`;
}
