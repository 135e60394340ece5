/** Lists and objects within each other at most; OCPI itself needs eight. */
const deepest = 64;

/** Whether a JSON value is nested deeper than anything that follows it can bear. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((inner) =>
      typeof inner === 'object' && inner !== null ? Object.values(inner) : [],
    );
  }
  return false;
}
