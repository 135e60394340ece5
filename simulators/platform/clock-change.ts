import type { Finding } from '../../src/ocpi/validation.ts';

/** What is wrong with a change of the clock that `PATCH /control/clock` was given. */
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

/** Simulated seconds in one on the wall, and seconds of one jump: a year. */
const most: Record<string, number> = { speed: 1_000_000, jump_s: 31_536_000 };
