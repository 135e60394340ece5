import type { ObjectModuleId, ObjectRow } from '../ocpi/edition.ts';
import { inWords } from '../ocpi/in-words.ts';
import { objectRow } from '../ocpi/modules.ts';
import type { Json } from '../ocpi/parts.ts';
import { type Party, partyId } from '../ocpi/party.ts';
import { normalise } from '../ocpi/validation.ts';
import { connectionOf } from './directory.ts';
import type { Hub } from './hub.ts';
import type { ObjectKey } from './ports/objects.ts';

/** The store's key of an object: what its module says it is told apart by (TOK-07, CDR-11). */
export function storeKey(
  module: ObjectModuleId,
  owner: Party,
  id: string,
  body: Json,
  type?: string,
): ObjectKey {
  const row = objectRow(module);
  const joined = row.key.includes('type') ? `${type ?? inWords(body.type)}|${id}` : id;
  return { module, owner, id: row.keyIgnoresCase ? joined.toLowerCase() : joined };
}

/**
 * An object as the hub keeps it: formats normalised (LOC-27, TRANS-70), the owner's mark on Locations and Tariffs
 * (HUB-05), an operator on Locations that name none (HUB-33). Everything else is as the owner sent it (HUB-07); what more
 * or less a partner is told is a matter of its dialect, on the way out.
 */
export function keep(hub: Hub, row: ObjectRow, owner: Party, given: Json): Json {
  const object = normalise(row.object, given);
  return row.marksOwner ? withOperator(hub, row, owner, { ...object, ...partyId(owner) }) : object;
}

function withOperator(hub: Hub, row: ObjectRow, owner: Party, object: Json): Json {
  if (row.object !== 'location' || object.operator !== undefined) return object;
  const business = connectionOf(hub.store.registry.read(), row.owner, owner)?.business;
  return business ? { ...object, operator: business } : object;
}
