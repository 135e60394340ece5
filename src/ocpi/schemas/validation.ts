import { checksOf } from './build-validators.ts';

export { summary } from './ajv-errors-to-findings.ts';
export type { Level } from './strict-and-tolerant-schemas.ts';

/** The checks of OCPI 2.1.1-d2, of which each is described in `build-validators.ts`. */
export const {
  check,
  isFlawless,
  rate,
  checkPatch,
  mend,
  normalise,
  normalisePatch,
  mendPlainly,
  titles,
  nameOf,
  withOwnFields,
} = checksOf('2.1.1');
