import type { ObjectName, ObjectRow } from '../../ocpi/editions/basic-ocpi-types.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { invalid } from '../../ocpi/messages/ocpi-errors.ts';
import type { Finding, Judged } from '../../ocpi/words/finding-type.ts';
import { partyId } from '../../ocpi/words/party-id.ts';
import type { Write } from '../object-write-type.ts';

/**
 * Throws an error with every problem of a written part of an object, of the part's resulting state where that is not
 * known to be right, and of its ids against the URL (TRANS-22, 44, 49, 55; HUB-18). Returns the deviations that the hub
 * lets pass.
 */
export function checkPart(row: ObjectRow, given: Write, body: Json, part: Json | undefined): Judged[] {
  const { check, isFlawless } = editionOf(given);
  const name = partName(row, given.path.length);
  const wrongIds = idFindings(row, given, body);
  if (wrongIds.length > 0) throw invalid([...wrongIds, ...(part ? check(name, part, 'hub') : [])]);
  if (!part || isFlawless(name, part)) return [];
  const findings = check(name, part, 'hub');
  if (findings.length > 0) throw invalid(findings);
  const deviations = check(name, part, 'strict');
  if (given.strict && deviations.length > 0) throw invalid(deviations);
  return deviations;
}

function idFindings(row: ObjectRow, given: Write, body: Json): Finding[] {
  const { country_code, party_id } = partyId(given.owner);
  const part = row.parts?.[given.path.length - 1];
  const idField = part ? part.key : (row.key.at(-1) ?? 'id');
  const expected: [string, string | undefined, boolean][] = [
    [
      idField,
      given.method === 'POST' ? undefined : (given.path.at(-1) ?? given.id),
      row.keyIgnoresCase === true,
    ],
    ['type', row.key.includes('type') ? given.type : undefined, false],
    ...((row.marksOwner || row.namesOwner) && !part
      ? ([
          ['country_code', country_code, true],
          ['party_id', party_id, true],
        ] as [string, string, boolean][])
      : []),
  ];
  return expected.flatMap(([field, url, anyCase]) => {
    const value = body[field];
    if (url === undefined || value === undefined || typeof value !== 'string') return [];
    const same = anyCase ? value.toUpperCase() === url.toUpperCase() : value === url;
    return same ? [] : [{ pointer: `/${field}`, message: `must be "${url}" as in the URL, got "${value}"` }];
  });
}

/** The kind of an object's part at a level, or of the object itself at level 0. */
export function partName(row: ObjectRow, level: number): ObjectName {
  return row.parts?.[level - 1]?.object ?? row.object;
}
