/**
 * The number of the data folder's format in this release, in `registry.json` and in both databases. It rises at most
 * once per release, so that an older hub does not open data that it would misread.
 */
export const format = 2;

/** Whether a folder's format is of an earlier release, and is converted to the present one at the start. */
export function isEarlier(found: number): boolean {
  return found >= 1 && found < format;
}

/** The formats that this version can open, in words for the operator. */
export const readable = `this version of the hub reads format ${format} and those before`;
