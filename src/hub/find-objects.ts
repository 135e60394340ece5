import type { Objects, StoredObject } from './ports/objects.ts';

// Look-ups for use cases that are about the objects of one module; no other file of the hub names these modules.

interface Store {
  objects: Pick<Objects, 'find'>;
}

/** Locations with this value of a lookup field, whoever owns them. */
export function locationsBy({ objects }: Store, field: string, value: string): Promise<StoredObject[]> {
  return objects.find('locations', field, value);
}

/** Sessions with this value of a lookup field, whoever owns them. */
export function sessionsBy({ objects }: Store, field: string, value: string): Promise<StoredObject[]> {
  return objects.find('sessions', field, value);
}

/** Tokens with this value of a lookup field, whoever owns them; not more than `limit`. */
export function tokensBy(
  { objects }: Store,
  field: string,
  value: string,
  limit?: number,
): Promise<StoredObject[]> {
  return objects.find('tokens', field, value, limit);
}
