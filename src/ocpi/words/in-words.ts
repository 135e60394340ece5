/** Any JSON value as text; unlike `String` it bears an object whose `toString` is no function, as only an attacker sends it. */
export function inWords(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
