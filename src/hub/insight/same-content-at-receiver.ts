import { isDeepStrictEqual } from 'node:util';
import { restyled } from '../../ocpi/client/request-body-in-style.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { plainStyle } from '../../ocpi/words/partner-style-types.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';

/** Tells whether a connection's copy of a stored object has the content that the hub sends it. */
export function isSameIn(object: StoredObject, shown: Json, connection: Connection): boolean {
  const { object: kind } = objectRow(object.module);
  const style = { ...plainStyle, ...dialectOf(connection) };
  const request = { body: object.bytes, object: kind, owner: object.owner, method: 'PUT' as const };
  const { body } = restyled(request, style);
  // Times are not compared: a receiver may keep or set the time of a Location when a part of it changes.
  const content = (value: Json) => timeless(editionOf(object).normalise(kind, value));
  return (
    body === undefined || isDeepStrictEqual(content(shown), content(JSON.parse(body.toString()) as Json))
  );
}

/** A value without times of change and the owner's mark, which a receiver need not store (HUB-05). */
function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value).filter(
    ([name, inner]) => !['last_updated', 'country_code', 'party_id'].includes(name) && inner !== null,
  );
  return Object.fromEntries(left.map(([name, inner]) => [name, timeless(inner)]));
}
