import { isSameVersion } from '../../ocpi/editions/module-tables-by-version.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { pagesOwnedBy } from '../read-stored-objects-in-pages.ts';

/** Number of Locations read from the store at a time, in search of those that name a Tariff. */
const pageSize = 100;

/**
 * Offers readers of another version all Locations that name a Tariff which had to give up its name: until then they name
 * the Tariff that kept it.
 */
export function offerNaming(
  { store, deliver, log }: Hub,
  { module, owner, id, ...rest }: StoredObject,
): void {
  const { namedBy } = objectRow(module);
  const readers = store.registry
    .read()
    .connections.filter((one) => one.status === 'REGISTERED' && one.options.push)
    .filter((one) => !isSameVersion(one, rest));
  if (namedBy === undefined || readers.length === 0) return;
  const name = JSON.stringify(id);
  const offer = async () => {
    for await (const page of pagesOwnedBy(store.objects, namedBy, owner, pageSize))
      for (const { lookups, id: own } of page.filter((one) => one.bytes.includes(name)))
        for (const reader of readers)
          await deliver.resend(reader, { module: namedBy, owner, id: lookups.id ?? own });
  };
  offer().catch((error: unknown) =>
    log.error(error, 'what names a renamed object could not be offered anew'),
  );
}
