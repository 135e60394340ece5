import type { Json, JsonObject } from './http-call.ts';

/** The value at a dotted path (`evses.0.uid`); `undefined` when there is none. An empty path is the value itself. */
export function at(value: Json | undefined, path: string): Json | undefined {
  return steps(path).reduce<Json | undefined>((from, name) => child(from, name), value);
}

/** A copy with the value at a dotted path set, or removed when the new value is `undefined`. */
export function changed<T extends Json>(original: T, path: string, value: Json | undefined): T {
  const copy = structuredClone(original);
  const names = steps(path);
  const last = names.pop() ?? '';
  const parent = names.reduce<Json | undefined>((from, name) => child(from, name), copy);
  if (typeof parent !== 'object' || parent === null)
    throw new Error(`nothing at ${path} in ${JSON.stringify(original)}`);
  if (value === undefined) remove(parent, last);
  else (parent as JsonObject)[last] = value;
  return copy;
}

/** Parses a value of a feature: as JSON if possible (`"a"`, `3`, `null`, `[]`), otherwise as text. */
export function readValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function steps(path: string): string[] {
  return path === '' ? [] : path.split('.');
}

function child(from: Json | undefined, name: string): Json | undefined {
  return typeof from === 'object' && from !== null ? (from as JsonObject)[name] : undefined;
}

function remove(parent: JsonObject | Json[], name: string): void {
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
}
