import { isSameVersion } from '../../ocpi/editions/module-tables-by-version.ts';
import { objectModules } from '../../ocpi/editions/modules.ts';
import type { Hub } from '../hub-dependencies.ts';
import { tellsOf, toldAnew } from '../market/tax-and-time-zone-options.ts';
import type { Connection } from '../ports/connection-registry.ts';

/**
 * Sends readers of another version an operator's objects again about which options of its connection now give a new
 * fact.
 */
export function offerTold({ store, deliver, log }: Hub, before: Connection, operator: Connection): void {
  const readers = store.registry
    .read()
    .connections.filter((one) => one.status === 'REGISTERED' && one.options.push)
    .filter((one) => !isSameVersion(one, operator));
  const failed = (error: unknown) => log.error(error, 'objects could not be offered anew');
  const told = toldAnew(before, operator);
  for (const module of objectModules.filter((one) => tellsOf(one).some((option) => told.includes(option))))
    for (const reader of readers)
      for (const owner of operator.parties)
        deliver.resend(reader, { module, owner, stored: true }).catch(failed);
}
