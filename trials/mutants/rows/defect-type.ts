/** One defect to plant, and the tests that must turn red by it. */
export interface Mutant {
  /** The id in lower case, words joined by hyphens; `--only` takes the beginning of it. */
  id: string;
  /** Path of the source file in which the defect is planted, from the project's root. */
  file: string;
  /** A text that occurs in the file exactly once; the defect's text replaces it. */
  place: string;
  plant: string;
  /**
   * Tests that must turn red: files of unit tests, `features/…/x.feature: name of a scenario`, or `selftest: ` with
   * words of a partner's name.
   */
  red: string[];
  /**
   * Whether the row's tests take more than a few seconds until they are red; such rows are not part of a daily slice.
   */
  slow?: true;
  /** The reason why behaviour does not show the defect; no test need turn red then. */
  unseen?: string;
}

/** Defects of one file that the same tests must notice: id, text to replace, and planted text. */
export function defectsIn(
  file: string,
  red: string[],
  rows: [id: string, place: string, plant: string][],
  more: Pick<Mutant, 'slow'> = {},
): Mutant[] {
  return rows.map(([id, place, plant]) => ({ id, file, place, plant, red, ...more }));
}
