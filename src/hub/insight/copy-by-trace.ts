import { objectRow } from '../../ocpi/editions/modules.ts';
import { type Json, write } from '../../ocpi/editions/parts.ts';
import type { Exchange } from '../../ocpi/messages/exchange.ts';
import type { Hub } from '../hub.ts';
import type { StoredObject } from '../ports/objects.ts';
import type { Connection } from '../ports/registry.ts';
import { bodyOf, pathIn, succeeded } from './exchanges-about.ts';
import { isSameIn } from './same-content.ts';

/**
 * Whether the pushes that a connection took, newest first, are known to have left it with something else than what is stored: the
 * trace may lack the newest write of the owner, as a process that dies takes along what it has not journalled yet.
 */
export function hasOther(
  { translations }: Pick<Hub, 'translations'>,
  stored: StoredObject,
  pushes: readonly Exchange[],
  connection: Connection,
): boolean {
  const taken = pushes.filter(succeeded);
  if (taken[0]?.method === 'DELETE') return true;
  // A reader of another version, or of a Token that another provider has too, is told something else than is stored.
  if (!translations.isSame(stored, connection) || stored.lookups.over) return false;
  const copy = copyBy(taken, stored);
  return copy !== undefined && !isSameIn(stored, copy, connection);
}

/** The object that they make together: the newest whole object with the parts since; nothing where the trace does not hold all of that. */
function copyBy(taken: readonly Exchange[], { module, lookups }: StoredObject): Json | undefined {
  const pathOf = (push: Exchange) => pathIn(push, String(lookups.id));
  const from = taken.findIndex((push) => push.method !== 'PATCH' && pathOf(push).length === 0);
  let copy: Json | undefined;
  for (const push of taken.slice(0, from + 1).reverse()) {
    const body = bodyOf(push);
    copy = body && write(objectRow(module), push.method as 'PUT', pathOf(push), copy, body)?.object;
    if (!copy) return undefined;
  }
  return copy;
}
