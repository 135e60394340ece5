import type {
  ObjectModuleId,
  ObjectName,
  ObjectRow,
  Part,
} from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Edition } from '../../src/ocpi/editions/edition-type.ts';
import { type Json, read, type Written, write } from '../../src/ocpi/editions/write-object-part.ts';
import type { AskedFault } from '../faults/all-fault-kinds.ts';
import { pathOf } from './serve-objects.ts';
import type { PlatformRequest } from './simulated-platform.ts';

/** The object that results from a push: according to OCPI, except for the faults in force. */
export function writeWithFaults(
  { check, objectRow }: Edition,
  request: PlatformRequest,
  old: Json | undefined,
  given: Json,
  faulty: (kind: AskedFault) => boolean,
): Written | undefined {
  const row = objectRow(request.route.module as ObjectModuleId);
  const path = pathOf(request);
  const before = old && read(row, old, path);
  let method = request.method as 'PUT' | 'PATCH' | 'POST';
  let body = given;
  if (method === 'PUT' && before && faulty('put_merges')) body = { ...before, ...given };
  if (method === 'PATCH' && before && faulty('patch_replaces')) {
    body = bare(check, levelOf(row, path)?.object ?? row.object, before, {
      ...keysOf(row, request),
      ...given,
    });
    method = 'PUT';
  }
  const creates = method === 'PATCH' && !before && faulty('patch_creates');
  if (creates) {
    body = { ...keysOf(row, request), ...given };
    method = 'PUT';
  }
  const rules = faulty('replaces_periods') ? { ...row, merges: undefined, appends: undefined } : row;
  const written = write(rules, method, path, old ?? (creates ? keysOf(row, request, []) : undefined), body);
  return written && path.length > 0 ? afterPart(written, path, old, faulty) : written;
}

/** The id fields of the object or part that a URL addresses. */
function keysOf(row: ObjectRow, request: PlatformRequest, path = pathOf(request)): Json {
  return { [levelOf(row, path)?.key ?? row.key.at(-1) ?? 'id']: path.at(-1) ?? request.params.id };
}

function levelOf(row: ObjectRow, path: string[]): Part | undefined {
  return row.parts?.[path.length - 1];
}

/** The fields that a PATCH names, with only the required ones of the rest. */
function bare(check: Edition['check'], name: ObjectName, before: Json, named: Json): Json {
  const missing = check(name, named).map(({ pointer }) => pointer.slice(1));
  return { ...Object.fromEntries(missing.map((field) => [field, before[field]])), ...named };
}

/** The Location after one of its EVSEs or Connectors was written. */
function afterPart(
  { object, part }: Written,
  [uid]: string[],
  old: Json | undefined,
  faulty: (kind: AskedFault) => boolean,
): Written {
  const evses = (object.evses ?? []) as Json[];
  let after = object;
  if (faulty('parent_time_stays')) after = { ...after, last_updated: old?.last_updated };
  if (faulty('forgets_siblings')) after = { ...after, evses: evses.filter((evse) => evse.uid === uid) };
  if (faulty('forgets_removed'))
    after = { ...after, evses: evses.filter(({ status }) => status !== 'REMOVED') };
  return { object: after, part };
}
