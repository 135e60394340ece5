/** Longest `Retry-After` header that is read, in characters. */
const longest = 64;

/** Matches the three ways in which HTTP writes a date (RFC 9110, 5.6.7), all of which begin with the name of a day. */
const date = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? [0-9a-z :-]{1,48}$/i;

/**
 * Reads a `Retry-After` header: the milliseconds to wait from `now`, at least 0 and never more than `most`; `undefined`
 * where it is neither a number of seconds nor a date of HTTP (RFC 9110, 10.2.3).
 */
export function retryAfter(
  header: string | string[] | undefined,
  now: number,
  most: number,
): number | undefined {
  const given = Array.isArray(header) ? header[0] : header;
  if (given === undefined || given.length > longest) return undefined;
  const text = given.trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : timeOf(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(most, Math.max(0, wait));
}

/** Milliseconds since 1970 of an HTTP date, which is in GMT, also where it does not say so. */
function timeOf(text: string): number {
  if (!date.test(text)) return Number.NaN;
  return Date.parse(/ GMT$/i.test(text) ? text : `${text} GMT`);
}
