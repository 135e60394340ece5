import { inWords } from '../ocpi/in-words.ts';
import type { ObjectModuleId, ObjectRow } from '../ocpi/modules.ts';
import { objectRow } from '../ocpi/modules.ts';
import type { Json } from '../ocpi/parts.ts';
import { type Party, partyId } from '../ocpi/party.ts';
import { normalise } from '../ocpi/validation.ts';
import { connectionOf } from './directory.ts';
import type { Hub } from './hub.ts';
import type { ObjectKey } from './ports.ts';

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
 * An object as the hub keeps and sends it: formats normalised (LOC-27, TRANS-70), the owner's mark on Locations and
 * Tariffs, also inside Sessions and CDRs (HUB-05, HUB-06), an operator on Locations that name none (HUB-33).
 * Everything else is as the owner sent it (HUB-07).
 */
export function keep(hub: Hub, row: ObjectRow, owner: Party, given: Json): Json {
  const object = normalise(row.object, given);
  if (row.marksOwner) return withOperator(hub, row, owner, marked(owner, object));
  if (row.audience !== 'driver') return object;
  return {
    ...object,
    location: marked(owner, object.location as Json),
    ...(row.object === 'cdr' && object.tariffs
      ? { tariffs: (object.tariffs as Json[]).map((tariff) => marked(owner, tariff)) }
      : {}),
  };
}

function marked(owner: Party, object: Json): Json {
  return { ...object, ...partyId(owner) };
}

function withOperator(hub: Hub, row: ObjectRow, owner: Party, object: Json): Json {
  if (row.object !== 'location' || object.operator !== undefined) return object;
  const business = connectionOf(hub.store.registry.read(), row.owner, owner)?.business;
  return business ? { ...object, operator: business } : object;
}
