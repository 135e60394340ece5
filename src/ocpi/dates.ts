const shape = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)Z?$/;

/** Milliseconds since 1970 of an OCPI DateTime, always UTC, with or without `Z` and fraction (TRANS-61, 63); `undefined` when it is none. */
export function parseDateTime(text: string): number | undefined {
  const match = shape.exec(text);
  const time = match ? Date.parse(`${match[1]}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** An OCPI DateTime of our own: UTC with `Z`, no fraction (TRANS-62). */
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
