/** Thrown for an exchange that cannot be repeated in the wanted form; the message says why. */
export class NotRepeatable extends Error {}

/** Longest body of a request, in characters, that the trace keeps and that can so be repeated. */
export const bodyLimit = 65_536;
