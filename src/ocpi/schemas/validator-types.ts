import type { ObjectName } from '../types/names.generated.ts';
import type { Finding, Judged, Rating } from '../words/finding-type.ts';
import type { Repair } from '../words/repair-kinds.ts';
import type { Mended } from './repair-document.ts';
import type { Picker } from './replace-nonstandard-parts.ts';
import type { Level } from './strict-and-tolerant-schemas.ts';

/** The checks and transformations that follow from the schemas of one OCPI version. Each throws for a name that the version does not have. */
export interface Checks {
  /**
   * Finds every problem of an object, each once; none when it is valid (TRANS-22, TRANS-44). For a very large invalid object it
   * gives the first problem only: the time to gather them all grows with the square of their number.
   */
  check(name: ObjectName, value: unknown, level?: Level): Finding[];
  /** Tells whether an object is valid at both levels, by a single validator; false also where only the full check could tell. */
  isFlawless(name: ObjectName, value: unknown): boolean;
  /**
   * Rates an object: `normal` when it is flawless and `normalise` leaves it as it is, as most do; `sparse` when it is flawless and
   * has null or an empty list in an optional property; `undefined` when it is not flawless.
   */
  rate(name: ObjectName, value: unknown): Rating | undefined;
  /**
   * Finds every problem of a PATCH: nothing is required at the top, null is allowed only where the field is optional
   * (TRANS-46, TRANS-51).
   */
  checkPatch(name: ObjectName, value: unknown, level?: Level): Finding[];
  /** Mends problems of the allowed kinds that have only one possible remedy; other problems stay. Never mutates. */
  mend(name: ObjectName, value: unknown, allowed: Repair[], level?: Level, patch?: boolean): Mended;
  /**
   * Adds null, or an empty list, for every optional field that an object lacks, at every depth: some readers want them
   * all (EXT-22).
   */
  withNulls(name: ObjectName, value: unknown): unknown;
  /** Adds an example of each configured extension field that an object lacks; simulators write them (EXT-19). */
  withOwnFields<T>(name: ObjectName, value: T): T;
  /**
   * Rewrites an object as the hub writes it: no null and no empty list in optional fields at any depth, coordinates
   * with the decimals of the version, everything else as it was received (LOC-27, TRANS-70, EXT-22). Never mutates;
   * returns the same reference when nothing had to change.
   */
  normalise<T>(name: ObjectName, value: T): T;
  /**
   * Rewrites a PATCH as `normalise` does; a null at its top clears a field and stays (TRANS-51), as does an empty list.
   */
  normalisePatch<T>(name: ObjectName, value: T): T;
  /** Mends deviations that need no knowledge of the partner, such as a quoted price or a country of two letters, in an object or a PATCH; each is a finding (TRANS-80). */
  mendPlainly(name: ObjectName, value: unknown): { value: unknown; findings: Judged[] };
  /**
   * Writes an object or a PATCH without the extensions that `picks` selects; returns `leftOut` where nothing valid
   * remains.
   */
  withoutForeign(name: ObjectName, value: unknown, picks: Picker, patch?: boolean): unknown;
  /** The names of all objects, as the specification spells them (`Location`, `CDR`, `EnergyMix`), in order. */
  titles(): string[];
  /** Finds an object name as a person types it: case, dashes and underscores do not count, `response` is the envelope. */
  nameOf(word: string): ObjectName | undefined;
}
