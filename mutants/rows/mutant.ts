/** One defect that can be planted, and the tests that must turn red by it. */
export interface Mutant {
  /** Lower case, words joined by hyphens; `--only` takes the beginning of it. */
  id: string;
  /** Path from the top of the project. */
  file: string;
  /** Text that stands in the file exactly once; what is planted takes its place. */
  place: string;
  plant: string;
  /** Each of these must turn red: files of unit tests, `features/…/x.feature: name of a scenario`, or `selftest: ` with words of a partner's name. */
  red: string[];
  /** Its tests take more than a few seconds until they are red: not for the rows of a day. */
  slow?: true;
  /** Why behaviour does not show the defect; nothing need turn red then. */
  unseen?: string;
}

/** Defects of one file that the same tests must notice: id, place, and what is planted there. */
export function defectsIn(
  file: string,
  red: string[],
  rows: [id: string, place: string, plant: string][],
  more: Pick<Mutant, 'slow'> = {},
): Mutant[] {
  return rows.map(([id, place, plant]) => ({ id, file, place, plant, red, ...more }));
}
