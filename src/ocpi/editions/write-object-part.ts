import { asText } from '../words/any-value-as-text.ts';
import { later, parseDateTime } from '../words/ocpi-datetime.ts';
import type { Json, ObjectRow, Part } from './basic-ocpi-types.ts';

export type { Json } from './basic-ocpi-types.ts';

/** Parses a stored object. */
export function parsed(bytes: Buffer): Json {
  return JSON.parse(bytes.toString()) as Json;
}

/** An object after a write, and the part that was written (the object itself for an empty path). */
export interface Written {
  object: Json;
  part: Json;
}

/**
 * Writes `body` to an object, or to its part at `path` (EVSE uid, Connector id), and returns the resulting object. PUT
 * replaces (TRANS-45), PATCH merges (TRANS-46 to 51), siblings stay (LOC-13, 14), parents take over a later
 * `last_updated` (LOC-16). `undefined` when the object or a parent is unknown (LOC-15, TRANS-47).
 */
export function write(
  row: Pick<ObjectRow, 'parts' | 'merges' | 'appends'>,
  method: 'PUT' | 'PATCH' | 'POST',
  path: string[],
  old: Json | undefined,
  body: Json,
): Written | undefined {
  const [key, ...deeper] = path;
  if (key === undefined) {
    const whole = method === 'PATCH' ? old && merge(old, appended(old, body, row.appends), row.merges) : body;
    return whole && { object: whole, part: whole };
  }
  const [part, ...parts] = row.parts ?? [];
  if (!old || !part) return undefined;
  const siblings = listOf(old, part);
  const at = siblings.findIndex((sibling) => sibling[part.key] === key);
  const child = write({ parts }, method, deeper, siblings[at], body);
  if (!child) return undefined;
  const object = {
    ...old,
    [part.list]: at < 0 ? [...siblings, child.object] : siblings.with(at, child.object),
    last_updated: later(old.last_updated as string, asText(child.object.last_updated)),
  };
  return { object, part: child.part };
}

/** The part of an object at `path`, the object itself for an empty path; `undefined` when it is missing. */
export function read(row: Pick<ObjectRow, 'parts'>, object: Json, path: string[]): Json | undefined {
  const [key, ...deeper] = path;
  const [part, ...parts] = row.parts ?? [];
  if (key === undefined) return object;
  const child = part && listOf(object, part).find((sibling) => sibling[part.key] === key);
  return child && read({ parts }, child, deeper);
}

/**
 * Merges a PATCH shallowly: lists and nested objects are replaced whole (TRANS-50), `null` clears (TRANS-51), named
 * lists merge by their key (SES-08).
 */
function merge(old: Json, patch: Json, keyed: Record<string, string> = {}): Json {
  const fields = Object.entries({ ...old, ...patch }).map(([name, value]): [string, unknown] => {
    const key = keyed[name];
    return [
      name,
      key && Array.isArray(patch[name]) && Array.isArray(old[name])
        ? mergeList(old[name], patch[name], key)
        : value,
    ];
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== null));
}

/** The PATCH with the entries of its named lists behind those that the object has. */
function appended(old: Json, patch: Json, names: string[] = []): Json {
  const longer = names.flatMap((name): [string, unknown][] =>
    Array.isArray(old[name]) && Array.isArray(patch[name])
      ? [[name, [...(old[name] as unknown[]), ...(patch[name] as unknown[])]]]
      : [],
  );
  return { ...patch, ...Object.fromEntries(longer) };
}

function mergeList(old: Json[], added: Json[], key: string): Json[] {
  const time = (entry: Json) => parseDateTime(asText(entry?.[key])) ?? Number.NaN;
  const starts = new Set(added.map(time));
  return [...old.filter((entry) => !starts.has(time(entry))), ...added].sort((a, b) => time(a) - time(b));
}

function listOf(object: Json, part: Part): Json[] {
  return (object[part.list] as Json[] | undefined) ?? [];
}
