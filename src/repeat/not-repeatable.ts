/** Thrown for an exchange that cannot be repeated in the wanted form; the message says why. */
export class NotRepeatable extends Error {}

/** Longest body, in characters, that the trace keeps. */
export const bodyLimit = 65_536;
