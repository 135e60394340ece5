import type { RegistryState } from '../../hub/ports/registry.ts';

/** The state in frozen form; unchanged entries of the earlier state are reused. */
export function frozen({ connections, agreements }: RegistryState, before: RegistryState): RegistryState {
  return Object.freeze({
    connections: entries(connections, before.connections),
    agreements: entries(agreements, before.agreements),
  });
}

function entries<T>(wanted: T[], before: T[]): T[] {
  const known = new Set(before);
  const made = wanted.map((entry) =>
    known.has(entry) ? entry : deepFreeze(JSON.parse(JSON.stringify(entry)) as T),
  );
  return Object.freeze(made) as T[];
}

/** Freezes a value with all that is in it; frozen parts are taken as they are. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
