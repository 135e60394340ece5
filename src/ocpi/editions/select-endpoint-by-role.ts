import { otherRole, type Role } from '../words/party-id.ts';
import type { InterfaceRole, ListedEndpoint, ModuleId, ModuleRow } from './basic-ocpi-types.ts';

/**
 * Selects the endpoint of a module that belongs to a partner of that role, among the endpoints that the partner lists.
 */
export type EndpointOf = (
  listed: (ListedEndpoint | null)[],
  identifier: string,
  role?: Role,
) => ListedEndpoint | undefined;

type Rows = Record<ModuleId, ModuleRow>;

/**
 * The interface of a module that a partner of a role offers: for objects SENDER is their owner, for questions RECEIVER
 * is the party that answers.
 */
export function interfaceOf(
  { owner, object }: Pick<ModuleRow, 'owner' | 'object'>,
  role: Role,
): InterfaceRole {
  const isSender = object === undefined ? owner !== role : owner === role;
  return isSender ? 'SENDER' : 'RECEIVER';
}

/** Selects the endpoint that fits the partner's role best, by the interface it names or its path; the first where neither tells. */
export function likeliestEndpoint(rows: Rows): EndpointOf {
  return (listed, identifier, role) => {
    const entries = entriesOf(listed, identifier);
    const best = Math.max(...entries.map((entry) => fit(rows, entry, role)));
    return entries.find((entry) => fit(rows, entry, role) === best);
  };
}

/** Tells whether all endpoints of a partner look like those of the other role. */
export function allLookLikeOther(rows: Rows): (listed: (ListedEndpoint | null)[], role: Role) => boolean {
  const select = likeliestEndpoint(rows);
  return (listed, role) => {
    const likeliest = Object.keys(rows).flatMap((module) => select(listed, module, role) ?? []);
    return likeliest.length > 0 && likeliest.every((entry) => fit(rows, entry, role) < 0);
  };
}

/** Selects the endpoint that names the interface of the partner's role; `undefined` where none does. */
export function endpointByInterface(rows: Rows): EndpointOf {
  return (listed, identifier, role) => {
    const entries = entriesOf(listed, identifier);
    const row = rows[identifier as ModuleId] as ModuleRow | undefined;
    if (role === undefined || row === undefined) return entries[0];
    return entries.find((entry) => entry.role === interfaceOf(row, role));
  };
}

/** The module whose list only partners of this role offer. */
export function listOnlyOf(role: Role): ModuleId {
  return role === 'CPO' ? 'locations' : 'tokens';
}

function entriesOf(listed: (ListedEndpoint | null)[], identifier: string): ListedEndpoint[] {
  return listed.filter((entry): entry is ListedEndpoint => entry?.identifier === identifier);
}

/** Rates how well a listed endpoint fits a role: by the interface it names, else by its path. */
function fit(rows: Rows, { identifier, role: named, url }: ListedEndpoint, role: Role | undefined): number {
  const row = rows[identifier as ModuleId] as ModuleRow | undefined;
  if (role === undefined || row === undefined) return 0;
  const path = typeof url === 'string' ? url.toLowerCase() : '';
  const own = interfaceOf(row, role);
  const byName = named === 'SENDER' || named === 'RECEIVER' ? (named === own ? 2 : -2) : 0;
  return byName + says(path, role) - says(path, otherRole(role));
}

function says(path: string, role: Role): 0 | 1 {
  return (role === 'CPO' ? /\/cpo(\/|$)/ : /\/e?msp(\/|$)/).test(path) ? 1 : 0;
}
