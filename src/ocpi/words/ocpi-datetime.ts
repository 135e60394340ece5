const shape = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z?$/;

/**
 * Tells whether a text is an OCPI DateTime: `2026-01-31T08:00:00`, a fraction and `Z` optional, the day in the
 * calendar; no offset, no leap second (TRANS-61, 63, 64). It reads single digits: by pattern, DateTimes took half of a
 * Location's check.
 */
export function isDateTime(text: string): boolean {
  if (!shape.test(text)) return false;
  return isReal(pairAt(text, 0) * 100 + pairAt(text, 2), pairAt(text, 5), pairAt(text, 8));
}

/** The number that two digits in a time's text stand for. */
function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

const zero = '0'.charCodeAt(0);

/**
 * Milliseconds since 1970 of an OCPI DateTime, always UTC, with or without `Z`, its fraction cut to milliseconds
 * (TRANS-61, 63, 77); `undefined` for any other text, or when the calendar has no such day.
 */
export function parseDateTime(text: string): number | undefined {
  if (!isDateTime(text)) return undefined;
  const fraction = text.charAt(19) === '.' ? text.slice(20).replace('Z', '').slice(0, 3) : '0';
  return Date.parse(`${text.slice(0, 19)}.${fraction}Z`);
}

/** Tells whether the calendar has this day, written `2026-01-31`; the year 0000 is none. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return isReal(Number(year), Number(month), Number(day));
}

function isReal(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && !leap ? 28 : lastDays[month - 1];
  return year > 0 && last !== undefined && day > 0 && day <= last;
}

const lastDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** An OCPI DateTime as the hub writes it: UTC with `Z`, no fraction (TRANS-62). */
export function formatDateTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The later of two OCPI DateTimes, as it was written; one that is missing or unreadable counts as the earliest. */
export function later(a: string | undefined, b: string): string {
  const [left, right] = [
    parseDateTime(a ?? '') ?? Number.NEGATIVE_INFINITY,
    parseDateTime(b) ?? Number.NEGATIVE_INFINITY,
  ];
  return a !== undefined && left > right ? a : b;
}
