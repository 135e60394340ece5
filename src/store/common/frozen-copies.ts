/** A frozen copy of a list that shares nothing with the given one; unchanged entries of the earlier list are reused. */
export function frozen<T>(wanted: readonly T[], before: readonly T[]): T[] {
  const known = new Set(before);
  const made = wanted.map((entry) => (known.has(entry) ? entry : anew(entry)));
  return Object.freeze(made) as T[];
}

/** A frozen copy of a value in the form in which a restart would read it. */
export function anew<T>(value: T): T {
  return deepFreeze(JSON.parse(JSON.stringify(value)) as T);
}

/** Freezes a value with all that is in it; frozen parts are used as they are. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
