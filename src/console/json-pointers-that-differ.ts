/** JSON Pointers of all values of one document that the other lacks or has with a different value. */
export function changesBetween(one: unknown, other: unknown, pointer = ''): Set<string> {
  if (isTree(one) && isTree(other) && Array.isArray(one) === Array.isArray(other)) {
    const found = new Set<string>();
    for (const [name, value] of Object.entries(one)) {
      const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      for (const change of changesBetween(value, (other as Record<string, unknown>)[name], at))
        found.add(change);
    }
    return found;
  }
  return new Set(one === other ? [] : [pointer]);
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
