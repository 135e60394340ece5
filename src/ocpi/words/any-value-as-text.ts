/** Any JSON value as text; unlike `String` it accepts an object whose `toString` is no function, as an attacker may send it. */
export function asText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
