import Fraction from 'fraction.js';

/** A number of a JSON document as the decimal it was written as, not as the nearest binary one. */
export function exact(value: number): Fraction {
  const text = String(value);
  return new Fraction(text.includes('e') ? value.toFixed(20) : text);
}

/** A number with at most four decimals, halves up (types.md / number). */
export function fourDecimals(value: Fraction): number {
  return value.round(4).valueOf();
}
