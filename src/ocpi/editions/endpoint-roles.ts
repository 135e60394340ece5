import { otherRole, type Role } from '../words/party.ts';
import type { Endpoint, ModuleId } from './edition.ts';
import { moduleIds, moduleRow } from './modules.ts';

/** An endpoint of version details as it was received; some platforms add the interface role of OCPI 2.2. */
export type Listed = Partial<Endpoint> & { role?: unknown };

/** Selects, among several endpoints of one module, the one that fits the partner's role; the first where none tells its role. */
export function endOf(
  listed: (Listed | null)[],
  identifier: string,
  role: Role | undefined,
): Listed | undefined {
  const entries = listed.filter((entry): entry is Listed => entry?.identifier === identifier);
  const best = Math.max(...entries.map((entry) => fit(entry, role)));
  return entries.find((entry) => fit(entry, role) === best);
}

/** Tells whether every endpoint of a list looks like the other role's, by its name alone; the names may have other reasons. */
export function looksLikeOther(listed: (Listed | null)[], role: Role): boolean {
  const ends = moduleIds.flatMap((module) => endOf(listed, module, role) ?? []);
  return ends.length > 0 && ends.every((entry) => fit(entry, role) < 0);
}

/** The module whose list only a partner in that role serves. */
export function listOnlyOf(role: Role): ModuleId {
  return role === 'CPO' ? 'locations' : 'tokens';
}

/** How well an entry fits a role: by the end it names, else by its path. */
function fit({ identifier, role: end, url }: Listed, role: Role | undefined): number {
  if (role === undefined || identifier === 'credentials') return 0;
  const own = moduleRow(identifier as ModuleId).owner === role ? 'SENDER' : 'RECEIVER';
  const path = typeof url === 'string' ? url.toLowerCase() : '';
  const named = end === 'SENDER' || end === 'RECEIVER' ? (end === own ? 2 : -2) : 0;
  return named + says(path, role) - says(path, otherRole(role));
}

function says(path: string, role: Role): 0 | 1 {
  return (role === 'CPO' ? /\/cpo(\/|$)/ : /\/e?msp(\/|$)/).test(path) ? 1 : 0;
}
