import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import { parseDateTime } from '../../ocpi/words/ocpi-datetime.ts';

/**
 * Tells whether a platform of several parties heeds the To headers of a list request, or ignores them and lists the
 * same for each party.
 */
export type ToHeaders = 'heeds' | 'ignores';

/**
 * Compares the first pages of two parties (SYNC-18): the platform ignores the To headers when most objects of the
 * second page equal those of the first. `undefined` for two empty lists; objects that changed after `since`, in
 * milliseconds since 1970, count only where they stand on both.
 */
export function toHeadersBy(
  one: unknown[],
  other: unknown[],
  since: number,
  idField: string,
): ToHeaders | undefined {
  const idOf = (object: unknown) => asText((object as Json | null)?.[idField] ?? object);
  const isRecent = (object: unknown) =>
    (parseDateTime(asText((object as Json | null)?.last_updated)) ?? 0) >= since;
  const first = new Map(one.map((object) => [idOf(object), object]));
  const telling = other.filter((object) => !isRecent(object) || first.has(idOf(object)));
  if (telling.length === 0) return one.every(isRecent) ? undefined : 'heeds';
  const same = telling.filter((object) => {
    const before = first.get(idOf(object));
    return before !== undefined && (isRecent(object) || isDeepStrictEqual(before, object));
  });
  return same.length * 2 > telling.length ? 'ignores' : 'heeds';
}
