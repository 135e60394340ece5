import type { PartnerRole } from '../options.ts';

/** The role of a row: one, or each of them in turn. */
export type Roles = PartnerRole | 'both';

/** The rows of a table, those of `both` once for each role. */
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
