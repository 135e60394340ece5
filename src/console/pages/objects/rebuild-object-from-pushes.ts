import type { ExchangeDetail } from '../../../hub/types.generated.ts';
import { saidIn, tailOf } from './pushes-of-object.ts';
import type { ObjectName } from './stored-object-types.ts';

type Tree = Record<string, unknown>;

/** The lists of parts in a Location, with the field that identifies a part: EVSEs by uid, in them Connectors by id. */
const parts = [
  ['evses', 'uid'],
  ['connectors', 'id'],
] as const;

/**
 * Rebuilds an object from its pushes (newest first), starting at the newest one with the whole object. `undefined` when
 * there is none.
 */
export function assembled(name: ObjectName, pushes: ExchangeDetail[]): Tree | undefined {
  let version: Tree | undefined;
  for (const push of pushes.toReversed()) {
    const said = saidIn(push);
    const tail = tailOf(name, push.url);
    if (push.method === 'DELETE') version = undefined;
    else if (!isTree(said) || !tail) continue;
    else if (tail.length === 0 && push.method !== 'PATCH') version = structuredClone(said);
    else if (version) change(version, tail, said, push.method === 'PATCH');
  }
  return version;
}

/** Applies a push to the object, or to the EVSE or Connector that the rest of the path names. */
function change(object: Tree, [id, ...rest]: string[], said: Tree, isPatch: boolean, depth = 0): void {
  const [list, key] = parts[depth] ?? [];
  if (id === undefined || list === undefined || key === undefined) return void Object.assign(object, said);
  const entries = (object[list] ??= []) as Tree[];
  const at = entries.findIndex((entry) => String(entry[key]).toLowerCase() === id.toLowerCase());
  const known = entries[at];
  if (rest.length > 0 || isPatch) {
    if (known) change(known, rest, said, isPatch, depth + 1);
  } else if (known) entries[at] = said;
  else entries.push(said);
  // A part of the object that changes is copied, and so are the parts that contain it.
  if (typeof said.last_updated === 'string') object.last_updated = said.last_updated;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
