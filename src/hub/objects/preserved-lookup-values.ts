import { folded } from '../../ocpi/conversion/ids-that-differ-by-case.ts';
import { unsaidIn } from '../../ocpi/conversion/withheld-as-not-convertible.ts';
import type { ObjectRow } from '../../ocpi/editions/basic-ocpi-types.ts';
import { factsOf, factText } from '../../ocpi/editions/facts-of-object.ts';
import { lookupNames } from '../../ocpi/editions/lookup-names.ts';
import { ignoresCase } from '../../ocpi/editions/module-tables-by-version.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { visitKey } from '../binding/match-session-to-cdr.ts';
import { holderKey } from '../binding/providers-with-contract-tokens.ts';
import type { StoredObject } from '../ports/object-store.ts';

/** The look-up values that do not come from an object's content and that a change of it leaves as they are. */
const kept = ['evidence', 'claim', 'counterpart', 'held', 'over', 'contested', 'shown'];

/**
 * The values by which the store finds an object among all owners, with those that the hub records itself: `more`
 * replaces them. `unsaid` is the version whose readers never get the object, `alias` the uid in lower case of a Token
 * whose owner may write it in any case.
 */
export function lookupsOf(
  owner: Party,
  row: ObjectRow,
  object: Json,
  old: StoredObject | undefined,
  more: Record<string, string> = {},
  edition?: SchemaVersion,
): Record<string, string> {
  const found = (row.lookups ?? []).map((fact) => [lookupNames[fact], factText(row, fact, object)]);
  const before = Object.entries(old?.lookups ?? {}).filter(([field]) => kept.includes(field));
  const unsaid = unsaidIn({ edition }, row.object, object);
  const id = asText(object[row.key.at(-1) ?? 'id']);
  return withoutEmpty({
    id,
    ...Object.fromEntries(found),
    ...(row.holds
      ? { holder: holderKey(asText(object[row.holds.contract]), owner, object[row.holds.inForce] === true) }
      : {}),
    ...(row.audience === 'driver' ? { visit: visitKey(factsOf(row, object)) } : {}),
    ...(unsaid === undefined ? {} : { unsaid }),
    ...(row.key.length > 1 && ignoresCase({ edition }) && id !== folded(id) ? { alias: folded(id) } : {}),
    ...Object.fromEntries(before),
    ...more,
  });
}

/** Removes the look-up values that are empty. */
function withoutEmpty(lookups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(lookups).filter(([field, value]) => value !== '' || !kept.includes(field)),
  );
}
