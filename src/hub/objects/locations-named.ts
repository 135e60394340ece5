import { asked } from '../find-objects.ts';
import type { Hub } from '../hub.ts';
import { objectsNamed } from '../market/names.ts';
import type { StoredObject } from '../ports/objects.ts';
import type { Reader } from '../translations.ts';
import { isRetired } from './retired.ts';

/** The Locations of all owners with an id as a reader names it, without those that their owners no longer list. */
export async function locationsNamed(
  { store }: Pick<Hub, 'store'>,
  id: string,
  reader: Reader,
): Promise<StoredObject[]> {
  return (await objectsNamed(store, asked.location, id, reader)).filter((location) => !isRetired(location));
}
