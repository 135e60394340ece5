import type { ObjectModuleId, SameObjectRow } from '../../ocpi/editions/basic-ocpi-types.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import { type Party, partyId } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionOf } from '../market/connection-index.ts';
import type { Write } from '../object-write-type.ts';
import type { ObjectKey } from '../ports/object-store.ts';

/** The store's key of an object: the key fields of its module, joined (TOK-07, CDR-11). */
export function storeKey(
  module: ObjectModuleId,
  owner: Party,
  id: string,
  body: Json,
  type?: string,
): ObjectKey {
  const row = objectRow(module);
  const joined = row.key.includes('type') ? `${type ?? asText(body.type)}|${id}` : id;
  return { module, owner, id: row.keyIgnoresCase ? joined.toLowerCase() : joined };
}

/**
 * An object as the hub stores it: formats normalised (LOC-27, TRANS-70), the owner's mark on Locations and Tariffs
 * (HUB-05), an operator on Locations that name none (HUB-33). Everything else is as the owner sent it (HUB-07); a
 * partner's dialect adds and removes on the way out.
 */
export function asStored(
  hub: Hub,
  { edition, module }: Pick<Write, 'edition' | 'module'>,
  owner: Party,
  given: Json,
): Json {
  const { normalise, objectRow } = editionOf({ edition });
  const row = objectRow(module);
  const object = normalise(row.object, given);
  return row.marksOwner ? withOperator(hub, row, owner, { ...object, ...partyId(owner) }) : object;
}

/** An object of normal formats as `asStored` makes it, as JSON text: for a comparison, without a copy of the object. */
export function textAsStored(
  hub: Hub,
  edition: Write['edition'],
  { module, owner }: ObjectKey,
  given: Json,
): string {
  const row = editionOf({ edition }).objectRow(module);
  if (!row.marksOwner) return JSON.stringify(given);
  const marks = partyId(owner);
  const isMarked = given.country_code === marks.country_code && given.party_id === marks.party_id;
  const isUnmarked = given.country_code === undefined && given.party_id === undefined;
  if ((row.object === 'location' && given.operator === undefined) || !(isMarked || isUnmarked))
    return JSON.stringify(withOperator(hub, row, owner, { ...given, ...marks }));
  const text = JSON.stringify(given);
  return isMarked ? text : `${text.slice(0, -1)},${JSON.stringify(marks).slice(1)}`;
}

function withOperator(hub: Hub, row: SameObjectRow, owner: Party, object: Json): Json {
  if (row.object !== 'location' || object.operator !== undefined) return object;
  const business = connectionOf(hub.store.registry.read(), row.owner, owner)?.business;
  return business ? { ...object, operator: business } : object;
}
