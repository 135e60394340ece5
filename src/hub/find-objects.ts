import { lookupNames } from '../ocpi/editions/lookups.ts';
import type { Objects, StoredObject } from './ports/objects.ts';

// Look-ups for use cases that are about the objects of one module; beside `read-token.ts` no other file of the hub names these modules.

interface Store {
  objects: Pick<Objects, 'find'>;
}

/** The modules of the objects that questions are about. */
export const asked = { location: 'locations', session: 'sessions' } as const;

/** Tokens with this value of a lookup field, whoever owns them; not more than `limit`. */
export function tokensBy(
  { objects }: Store,
  field: 'contract' | 'uid' | 'id' | 'holder' | 'contested',
  value: string,
  limit?: number,
): Promise<StoredObject[]> {
  const name = field === 'contract' || field === 'uid' ? lookupNames[field] : field;
  return objects.find('tokens', name, value, limit);
}

/** The contract that a stored Token, Session or CDR names, by its look-up; `undefined` where it has none. */
export function contractOf({ lookups }: Pick<StoredObject, 'lookups'>): string | undefined {
  return lookups[lookupNames.contract];
}

/** The `uid` of a stored Token, by its look-up. */
export function uidOf({ lookups }: Pick<StoredObject, 'lookups'>): string {
  return lookups[lookupNames.uid] ?? '';
}
