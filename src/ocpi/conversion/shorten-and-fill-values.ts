import { createHash } from 'node:crypto';

/** Maximum length of the id of a Location or EVSE in 2.2.1, and of a CDR in 2.1.1. */
const longest = 36;

/** An id that fits into the reader's version: the same, or always the same shorter one. */
export function shortId(value: unknown, lose: () => void): unknown {
  if (typeof value !== 'string' || value.length <= longest) return value;
  lose();
  return aliasOf(value);
}

/**
 * The shorter id for one that is too long, or that `isAlike` another: its first 27 characters, `~`, and 8 digits of its
 * hash.
 */
export function aliasOf(id: string, isAlike = false): string {
  if (id.length <= longest && !isAlike) return id;
  return `${id.slice(0, 27)}~${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}

/** Degrees of a coordinate with the decimals of the reader's version: six in 2.1.1, five to seven in 2.2.1. */
export function decimals(way: 'up' | 'down', value: unknown): unknown {
  const [, sign = '', whole, fraction] = /^(-?)(\d+)\.(\d+)$/.exec(String(value)) ?? [];
  if (fraction === undefined) return value;
  const [least, most] = way === 'up' ? [5, 7] : [6, 6];
  if (fraction.length > most) return `${sign}${Number(`${whole}.${fraction}`).toFixed(most)}`;
  return `${sign}${whole}.${fraction.padEnd(least, '0')}`;
}

/** Cuts a text at a word so that it has at most `most` characters. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const blank = text.lastIndexOf(' ', most);
  return text.slice(0, blank > most / 2 ? blank : most).trimEnd();
}

/** Tells whether a text is the filler of a required field for which nobody has a value. */
export function isFiller(value: unknown): boolean {
  return typeof value !== 'string' || ['', '-', filler].includes(value.trim());
}

/** The text that fills a required field for which nobody has a value. */
export const filler = '#NA';
