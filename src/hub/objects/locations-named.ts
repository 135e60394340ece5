import { asked } from '../find-objects.ts';
import type { Hub } from '../hub.ts';
import { objectsNamed } from '../market/names.ts';
import type { StoredObject } from '../ports/objects.ts';
import type { Reader } from '../translations.ts';
import { isRetired } from './retired.ts';

/** The Locations with an id, whoever owns them, that their owners still list, as a reader names them. */
export async function locationsNamed(
  { store }: Pick<Hub, 'store'>,
  id: string,
  reader: Reader,
): Promise<StoredObject[]> {
  return (await objectsNamed(store, asked.location, id, reader)).filter((location) => !isRetired(location));
}
