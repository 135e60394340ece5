/** Number of values in a JSON document from which on it counts as large. */
const large = 5000;

/** Whether a document has so many values that collecting all its problems takes too long. */
export function isLarge(value: unknown): boolean {
  let seen = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && seen <= large) {
    const next = open.pop();
    seen += 1;
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) open.push(inner);
  }
  return seen > large;
}
