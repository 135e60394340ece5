import type { Json } from '../../src/ocpi/editions/write-object-part.ts';

/** Changes every object of a list, or a single object; anything else stays. */
export function eachObject(content: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(content)) return content.map((entry) => (isObject(entry) ? change(entry) : entry));
  return isObject(content) ? change(content) : content;
}

/** Changes the value of the named fields of an object, at any depth. */
export function edit(object: Json, fields: string[], change: (value: unknown) => unknown): Json {
  return walk(object, (value, name) => (name !== undefined && fields.includes(name) ? change(value) : value));
}

/** Changes every string that matches a pattern, at any depth. */
export function eachString(content: unknown, shape: RegExp, change: (text: string) => string): unknown {
  return walk(content, (value) => (typeof value === 'string' && shape.test(value) ? change(value) : value));
}

function walk<T>(value: T, change: (value: unknown, name?: string) => unknown, name?: string): T {
  const changed = change(value, name);
  if (changed !== value) return changed as T;
  if (Array.isArray(value)) return value.map((entry) => walk(entry, change)) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, walk(inner, change, key)]),
  ) as T;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
