import { isDeepStrictEqual } from 'node:util';
import type { Json, ObjectRow, Part } from '../editions/basic-ocpi-types.ts';

/** A change of an object, or of its part at `path`, in the form of a push. */
export interface Difference {
  method: 'PUT' | 'PATCH';
  /** EVSE uid and Connector id; empty for the object itself. */
  path: string[];
  body: Json;
}

/**
 * Finds the push that turns one state of an object into another, at the smallest part that contains all differences.
 * `none` where only the time of the change differs; `undefined` where only the whole object expresses the change: the
 * module has no PATCH, or a list to which a PATCH adds has lost or changed an entry. A property that has vanished comes
 * as a PUT of its part, since a PATCH cannot express that.
 */
export function differenceOf(
  { parts = [], appends = [], receiver }: Pick<ObjectRow, 'parts' | 'appends' | 'receiver'>,
  before: Json,
  after: Json,
): Difference | 'none' | undefined {
  if (!receiver.object.includes('PATCH')) return undefined;
  return differenceAt(parts, appends, before, after, []);
}

function differenceAt(
  parts: Part[],
  appends: string[],
  before: Json,
  after: Json,
  path: string[],
): Difference | 'none' | undefined {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => field !== time && !isDeepStrictEqual(before[field], after[field]),
  );
  if (fields.length === 0) return 'none';
  const [part, ...deeper] = parts;
  const inside =
    part && fields.length === 1 && fields[0] === part.list ? onlyPart(part, before, after) : undefined;
  if (inside && part) {
    const at = [...path, String(inside.after[part.key])];
    if (!inside.before) return { method: 'PUT', path: at, body: inside.after };
    return differenceAt(deeper, [], inside.before, inside.after, at);
  }
  if (fields.some((field) => after[field] === undefined)) return { method: 'PUT', path, body: after };
  const body: Json = {};
  for (const field of fields) {
    const added = appends.includes(field) ? addedTo(before[field], after[field]) : after[field];
    if (added === undefined) return undefined;
    body[field] = added;
  }
  return { method: 'PATCH', path, body: { ...body, [time]: after[time] } };
}

/**
 * The one part in which two states of an object differ, where its parent has taken over its time of change; a new part
 * has no `before`.
 */
function onlyPart(part: Part, before: Json, after: Json): { before?: Json; after: Json } | undefined {
  const [old, now] = [before[part.list], after[part.list]].map((list) => (list ?? []) as Json[]);
  if (!old || !now || now.length < old.length || now.length > old.length + 1) return undefined;
  if (old.some((one, at) => one[part.key] !== now[at]?.[part.key])) return undefined;
  const differing = now.flatMap((one, at) => (isDeepStrictEqual(one, old[at]) ? [] : [at]));
  const [at] = differing;
  const changed = at === undefined ? undefined : now[at];
  if (at === undefined || !changed || differing.length > 1) return undefined;
  const isParents = after[time] !== before[time] && after[time] !== changed[time];
  return isParents ? undefined : { ...(old[at] ? { before: old[at] } : {}), after: changed };
}

/** The entries that were added at the end of a list; `undefined` where earlier entries differ. */
function addedTo(before: unknown, after: unknown): unknown[] | undefined {
  if (!Array.isArray(after)) return undefined;
  const old = Array.isArray(before) ? before : [];
  return isDeepStrictEqual(after.slice(0, old.length), old) ? after.slice(old.length) : undefined;
}

const time = 'last_updated';
