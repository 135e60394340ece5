import { lookupNames } from '../ocpi/editions/lookup-names.ts';
import type { Objects, StoredObject } from './ports/object-store.ts';

// Look-ups for use cases that are about objects of one module: besides `read-token-object.ts` this is the only file of the hub
// that names these modules.

interface Store {
  objects: Pick<Objects, 'find'>;
}

/** The modules of the objects that partners' questions (commands and charging profiles) are about. */
export const asked = { location: 'locations', session: 'sessions' } as const;

/** Tokens with this value of a look-up field, of all owners, at most `limit`. */
export function tokensBy(
  { objects }: Store,
  field: 'contract' | 'uid' | 'id' | 'alias' | 'holder' | 'contested',
  value: string,
  limit?: number,
): Promise<StoredObject[]> {
  const name = field === 'contract' || field === 'uid' ? lookupNames[field] : field;
  return objects.find('tokens', name, value, limit);
}

/** The contract that a stored Token, Session or CDR names, from its look-up values; `undefined` where it has none. */
export function contractOf({ lookups }: Pick<StoredObject, 'lookups'>): string | undefined {
  return lookups[lookupNames.contract];
}

/** The type of a stored Token, the first part of its key. */
export function typeOf({ id }: Pick<StoredObject, 'id'>): string {
  return id.split('|', 1)[0] ?? '';
}

/** The `uid` of a stored Token, from its look-up values. */
export function uidOf({ lookups }: Pick<StoredObject, 'lookups'>): string {
  return lookups[lookupNames.uid] ?? '';
}
