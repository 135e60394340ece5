import type { PartnerRole } from '../run-options.ts';

/** The role of the partner in a row of a table: one role, or both in turn. */
export type Roles = PartnerRole | 'both';

/** The rows of a table, with two rows, one for each role, in place of one with `both`. */
export function inEachRole<Rest extends unknown[]>(
  rows: [role: Roles, ...Rest][],
): [role: PartnerRole, ...Rest][] {
  return rows.flatMap(([role, ...rest]) =>
    rolesOf(role).map((one): [role: PartnerRole, ...Rest] => [one, ...rest]),
  );
}

function rolesOf(role: Roles): PartnerRole[] {
  return role === 'both' ? ['cpo', 'emsp'] : [role];
}
