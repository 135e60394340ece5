import { driverModules } from '../../ocpi/editions/modules.ts';
import type { Objects, StoredObject } from '../ports/object-store.ts';

/** Sessions and then CDRs with this value of a look-up field, of all owners. */
export async function visitsBy(
  { objects }: { objects: Pick<Objects, 'find'> },
  field: string,
  value: string,
): Promise<StoredObject[]> {
  const found = await Promise.all(driverModules.map((module) => objects.find(module, field, value)));
  return found.flat();
}
