import { otherRole, type Role } from '../words/party.ts';
import type { Endpoint, ModuleId } from './edition.ts';
import { moduleIds, moduleRow } from './modules.ts';

/** An entry of version details as it came; some platforms write which end it is, as 2.2 has it. */
export type Listed = Partial<Endpoint> & { role?: unknown };

/** Of several entries of one module the one that says it is the end of a partner in that role; the first, where none says so. */
export function endOf(
  listed: (Listed | null)[],
  identifier: string,
  role: Role | undefined,
): Listed | undefined {
  const entries = listed.filter((entry): entry is Listed => entry?.identifier === identifier);
  const best = Math.max(...entries.map((entry) => fit(entry, role)));
  return entries.find((entry) => fit(entry, role) === best);
}

/** Whether every module of a list says of itself that it is the other role's end. It may be called so for other reasons. */
export function looksLikeOther(listed: (Listed | null)[], role: Role): boolean {
  const ends = moduleIds.flatMap((module) => endOf(listed, module, role) ?? []);
  return ends.length > 0 && ends.every((entry) => fit(entry, role) < 0);
}

/** A module whose list a partner in that role answers, and one in the other role does not. */
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
