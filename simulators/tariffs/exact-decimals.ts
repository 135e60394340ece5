import Fraction from 'fraction.js';

/** A number of a JSON document as the decimal in which it was written, not as the nearest binary fraction. */
export function exact(value: number): Fraction {
  const text = String(value);
  return new Fraction(text.includes('e') ? value.toFixed(20) : text);
}

/** A number rounded to four decimals, halves up (types.md / number). */
export function fourDecimals(value: Fraction): number {
  return value.round(4).valueOf();
}
