import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../src/ocpi/editions/write-object-part.ts';

/**
 * The fields by which an object differs from another; EVSEs are compared by their position, other lists as a whole.
 * Removed fields are `undefined`.
 */
export function differenceOf(base: Json, object: Json): Json {
  const names = new Set([...Object.keys(base), ...Object.keys(object)]);
  const fields = [...names].flatMap((name): [string, unknown][] => {
    const [before, after] = [base[name], object[name]];
    if (isDeepStrictEqual(before, after)) return [];
    if (name !== 'evses' || !areAlike(before, after)) return [[name, after]];
    const evses = before as Json[];
    return [[byPlace, (after as Json[]).map((evse, at) => differenceOf(evses[at] ?? {}, evse))]];
  });
  return Object.fromEntries(fields);
}

/** The object that a difference makes of another. */
export function withDifference(base: Json, { [byPlace]: changes, ...fields }: Json): Json {
  const evses = base.evses as Json[] | undefined;
  return {
    ...base,
    ...fields,
    ...(changes && evses
      ? { evses: evses.map((evse, at) => ({ ...evse, ...(changes as Json[])[at] })) }
      : {}),
  };
}

/** The key under which a difference has changes to EVSEs by position, for a list that still has the same EVSEs. */
const byPlace = '/evses';

function areAlike(before: unknown, after: unknown): boolean {
  return Array.isArray(before) && Array.isArray(after) && before.length === after.length;
}
