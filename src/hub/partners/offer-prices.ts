import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import { isSameVersion } from '../../ocpi/editions/tables.ts';
import type { Hub } from '../hub.ts';
import type { Connection } from '../ports/registry.ts';

/** The modules of prices: other objects refer to these by name. */
const priced = objectModules.filter((module) => objectRow(module).namedBy !== undefined);

/** Readers of another version get an operator's prices anew when the tax on them has been told, or told otherwise. */
export function offerPrices({ store, deliver, log }: Hub, operator: Connection): void {
  const readers = store.registry
    .read()
    .connections.filter((one) => one.status === 'REGISTERED' && one.options.push)
    .filter((one) => !isSameVersion(one, operator));
  const failed = (error: unknown) => log.error(error, 'prices could not be offered anew');
  for (const reader of readers)
    for (const module of priced)
      for (const owner of operator.parties)
        deliver.resend(reader, { module, owner, stored: true }).catch(failed);
}
