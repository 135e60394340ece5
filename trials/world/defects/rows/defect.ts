/** A defect to plant: the exact text to replace, and the text that replaces it. */
export interface Defect {
  id: string;
  file: string;
  place: string;
  plant: string;
  /** The rare moment that shows the defect, where only seeds that have it are worth playing. */
  moment?: string;
}

/** Defects of one file: id, text to replace, and planted text. */
export function defectsIn(
  file: string,
  rows: [id: string, place: string, plant: string, moment?: string][],
): Defect[] {
  return rows.map(([id, place, plant, moment]) => ({
    ...{ id, file, place, plant },
    ...(moment ? { moment } : {}),
  }));
}
