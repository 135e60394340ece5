import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { isSameVersion } from '../../ocpi/editions/tables.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { RegistryState } from '../ports/registry.ts';
import { connectionOf } from './directory.ts';

/** The tax on an operator's prices: percent, or that none applies; `undefined` while nobody has told it. */
export function taxOf(state: RegistryState, owner: Party): number | 'none' | undefined {
  return connectionOf(state, 'CPO', owner)?.options.tax_percent;
}

/** Whether a reader of another version has to wait for an owner's prices until the tax on them is told. */
export function arePricesUntold(
  state: RegistryState,
  module: ObjectModuleId,
  owner: Party,
  reader: { edition?: SchemaVersion | undefined },
): boolean {
  if (objectRow(module).namedBy === undefined || taxOf(state, owner) !== undefined) return false;
  return !isSameVersion(connectionOf(state, 'CPO', owner) ?? {}, reader);
}
