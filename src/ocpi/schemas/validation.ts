import { checksOf } from './build-checks.ts';

export { summary } from './findings.ts';
export type { Level } from './levels.ts';

/** The checks of OCPI 2.1.1-d2, of which each is described in `build-checks.ts`. */
export const {
  check,
  isFlawless,
  checkPatch,
  mend,
  normalise,
  normalisePatch,
  mendPlainly,
  titles,
  nameOf,
  withOwnFields,
} = checksOf('2.1.1');
