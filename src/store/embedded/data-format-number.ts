/**
 * The number of the data folder's format in this release, in `registry.json` and in both databases. It rises at most
 * once per release, so that an older hub does not open data that it would misread.
 */
export const format = 2;

/** Tells whether a folder's format is of an earlier release, and is converted to the present one at the start. */
export function isEarlier(found: number): boolean {
  return found >= 1 && found < format;
}

/** The formats of data folders that this release can open, as a text for the operator. */
export const readable = `this version of the hub reads format ${format} and those before`;
