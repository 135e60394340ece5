/** A text to replace in a file, and the text that replaces it. */
export interface Plant {
  file: string;
  place: string;
  plant: string;
}

/** A defect to plant: the exact text to replace, and the text that replaces it. */
export interface Defect extends Plant {
  id: string;
  /** The rare moment that shows the defect, where only seeds that have it are worth playing. */
  moment?: string;
  /** A second text that is planted with it: the hub's other way to the same end, which would hide the defect. */
  also?: Plant;
}

/** Defects of one file: id, text to replace, and planted text. */
export function defectsIn(
  file: string,
  rows: [id: string, place: string, plant: string, moment?: string, also?: Plant][],
): Defect[] {
  return rows.map(([id, place, plant, moment, also]) => ({
    ...{ id, file, place, plant },
    ...(moment ? { moment } : {}),
    ...(also ? { also } : {}),
  }));
}

/** All texts that a defect plants. */
export function plantsOf({ also, ...defect }: Defect): Plant[] {
  return also ? [defect, also] : [defect];
}
