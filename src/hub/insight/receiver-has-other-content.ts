import { objectRow } from '../../ocpi/editions/modules.ts';
import { type Json, write } from '../../ocpi/editions/write-object-part.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { bodyOf, pathIn, succeeded } from './exchanges-about-object.ts';
import { isSameIn } from './same-content-at-receiver.ts';

/**
 * Tells whether the pushes that a connection took, newest first, are known to have left it with another content than
 * the stored one: the journal of exchanges may lack the owner's newest write, since a process that dies loses exchanges
 * not yet journalled.
 */
export function hasOther(
  { translations }: Pick<Hub, 'translations'>,
  stored: StoredObject,
  pushes: readonly Exchange[],
  connection: Connection,
): boolean {
  const taken = pushes.filter(succeeded);
  if (taken[0]?.method === 'DELETE') return true;
  // A reader of another version, or of a Token that another provider has too, gets another content than the stored one.
  if (!translations.isSame(stored, connection) || stored.lookups.over) return false;
  const copy = copyBy(taken, stored);
  return copy !== undefined && !isSameIn(stored, copy, connection);
}

/**
 * The object that the pushes make together: the newest whole object with the parts since; `undefined` where the journal
 * does not have all of them.
 */
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
