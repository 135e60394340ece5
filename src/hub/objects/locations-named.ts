import { locationsBy } from '../find-objects.ts';
import type { Hub } from '../hub.ts';
import type { StoredObject } from '../ports/objects.ts';
import { isRetired } from './retired.ts';

/** The Locations with an id, whoever owns them, that their owners still list. */
export async function locationsNamed(hub: Pick<Hub, 'store'>, id: string): Promise<StoredObject[]> {
  const found = await locationsBy(hub.store, 'id', id);
  return found.filter((location) => !isRetired(location));
}
