import { isPosted } from '../ocpi/editions/modules.ts';
import type { StoredObject } from './ports/object-store.ts';
import type { Push } from './push-types.ts';

/** A push of an object's whole present state, by PUT, or by POST where the module has no PUT (HUB-29, SYNC-12). */
export function wholePush(object: StoredObject): Push {
  const method = isPosted(object.module) ? 'POST' : 'PUT';
  return { object, method, id: object.lookups.id ?? object.id, path: [], body: object.bytes };
}
