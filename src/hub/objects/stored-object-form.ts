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
  { edition, module, owner, body, text }: Pick<Write, 'edition' | 'module' | 'owner' | 'body' | 'text'>,
  given: Json,
  isNormal = false,
): { object: Json; bytes(): Buffer } {
  const { normalise, objectRow } = editionOf({ edition });
  const row = objectRow(module);
  const isAsGiven = isNormal && text && given === body;
  const normal = isNormal ? given : normalise(row.object, given);
  const object = row.marksOwner ? withOperator(hub, row, owner, { ...normal, ...partyId(owner) }) : normal;
  return {
    object,
    bytes: () =>
      isAsGiven
        ? bytesAsStored(hub, edition, { module, owner }, normal, text)
        : Buffer.from(JSON.stringify(object)),
  };
}

/**
 * The JSON of an object of normal formats as `asStored` makes it, without a copy of the object. `text` is the object as
 * `JSON.stringify` writes it, where that is known.
 */
export function bytesAsStored(
  hub: Hub,
  edition: Write['edition'],
  { module, owner }: Pick<ObjectKey, 'module' | 'owner'>,
  given: Json,
  text?: Buffer,
): Buffer {
  const row = editionOf({ edition }).objectRow(module);
  const written = (object: Json) => Buffer.from(JSON.stringify(object));
  // A copy of the text: who keeps it would keep the whole page.
  const own = () => (text ? Buffer.from(text) : written(given));
  if (!row.marksOwner) return own();
  const marks = partyId(owner);
  const isMarked = given.country_code === marks.country_code && given.party_id === marks.party_id;
  const isUnmarked = given.country_code === undefined && given.party_id === undefined;
  if ((row.object === 'location' && given.operator === undefined) || !(isMarked || isUnmarked))
    return written(withOperator(hub, row, owner, { ...given, ...marks }));
  if (isMarked) return own();
  const begin = (text ?? written(given)).subarray(0, -1);
  return Buffer.concat([begin, Buffer.from(`,${JSON.stringify(marks).slice(1)}`)]);
}

function withOperator(hub: Hub, row: SameObjectRow, owner: Party, object: Json): Json {
  if (row.object !== 'location' || object.operator !== undefined) return object;
  const business = connectionOf(hub.store.registry.read(), row.owner, owner)?.business;
  return business ? { ...object, operator: business } : object;
}
