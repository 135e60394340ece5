import { asked } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { objectsNamed } from '../market/object-names-across-versions.ts';
import type { Reader } from '../object-translation-types.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { isRetired } from './retired-objects.ts';

/** The Locations of all owners with an id as a reader names it, without those that their owners no longer list. */
export async function locationsNamed(
  { store }: Pick<Hub, 'store'>,
  id: string,
  reader: Reader,
): Promise<StoredObject[]> {
  return (await objectsNamed(store, asked.location, id, reader)).filter((location) => !isRetired(location));
}
