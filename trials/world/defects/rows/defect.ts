/** A defect: a place by its exact text, and what is planted there. */
export interface Defect {
  id: string;
  file: string;
  place: string;
  plant: string;
  /** The rare moment that it takes, where no other seed is worth a look. */
  moment?: string;
}

/** Defects of one file: id, place, and planted text. */
export function defectsIn(
  file: string,
  rows: [id: string, place: string, plant: string, moment?: string][],
): Defect[] {
  return rows.map(([id, place, plant, moment]) => ({
    ...{ id, file, place, plant },
    ...(moment ? { moment } : {}),
  }));
}
