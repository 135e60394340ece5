/**
 * The format of a data folder as this release writes it: in `registry.json` and in both databases. It rises at most once
 * per release, so that an older hub does not run on what it would misread.
 */
export const format = 2;

/** Tells whether a folder of this format is from an earlier release, and is brought to this one's at the start. */
export function isEarlier(found: number): boolean {
  return found >= 1 && found < format;
}

/** What this version can open, in words for the operator. */
export const readable = `this version of the hub reads format ${format} and those before`;
