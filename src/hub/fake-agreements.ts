import type { Agreement, Agreements } from './ports/connection-registry.ts';

/** For tests: the agreements of a registry, each with only the fields that the test needs. */
export function agreementsOf(given: readonly object[]): Agreements {
  const all = given as readonly Agreement[];
  return {
    size: all.length,
    get: (id) => all.find((one) => one.id === id),
    between: (cpo, emsp) => all.filter((one) => one.cpo === cpo && one.emsp === emsp),
    partnersOf: (role, party) =>
      new Set(
        role === 'CPO'
          ? all.filter(({ cpo }) => cpo === party).map(({ emsp }) => emsp)
          : all.filter(({ emsp }) => emsp === party).map(({ cpo }) => cpo),
      ),
    parties: (role) => new Set(all.map(({ cpo, emsp }) => (role === 'CPO' ? cpo : emsp))),
    [Symbol.iterator]: () => all[Symbol.iterator](),
  };
}
