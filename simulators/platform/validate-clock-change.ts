import type { Finding } from '../../src/ocpi/words/finding-type.ts';

/** Problems of a clock change in the body of `PATCH /control/clock`. */
export function changeFindings(fields: Record<string, unknown>): Finding[] {
  const unknown = Object.keys(fields).filter((name) => !(name in most));
  return [
    ...unknown.map((name) => ({ pointer: `/${name}`, message: 'is not known; there are speed and jump_s' })),
    ...Object.entries(most).flatMap(([name, limit]) => {
      const value = fields[name];
      if (value === undefined || (typeof value === 'number' && value > 0 && value <= limit)) return [];
      return [{ pointer: `/${name}`, message: `must be a number above 0, at most ${limit}` }];
    }),
  ];
}

/**
 * The highest speed of a simulator's clock, in simulated seconds a wall-clock second, and its longest jump, a year of
 * seconds.
 */
const most: Record<string, number> = { speed: 1_000_000, jump_s: 31_536_000 };
