import { locationsBy } from '../find-objects.ts';
import type { Hub } from '../hub.ts';
import type { StoredObject } from '../ports/objects.ts';
import { isRetired } from './retired.ts';

/** The Locations with an id, whoever owns them, that their owners still list; the id may be the short one that readers of another version have. */
export async function locationsNamed(hub: Pick<Hub, 'store'>, id: string): Promise<StoredObject[]> {
  const own = await locationsBy(hub.store, 'id', id);
  const found = own.length > 0 ? own : await locationsBy(hub.store, 'alias', id);
  return found.filter((location) => !isRetired(location));
}
