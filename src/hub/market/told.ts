import type { Context } from '../../ocpi/between/ledger.ts';
import { tellsAll } from '../../ocpi/between/unsaid.ts';
import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { isSameVersion } from '../../ocpi/editions/tables.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { StoredObject } from '../ports/objects.ts';
import type { RegistryState } from '../ports/registry.ts';
import { connectionOf } from './directory.ts';

/** All that the options of an operator's connection tell, beside its objects, for readers of another version. */
export function toldOf(state: RegistryState, owner: Party): Pick<Context, 'tax' | 'zone'> {
  const { tax_percent: tax, time_zone: zone } = connectionOf(state, 'CPO', owner)?.options ?? {};
  return { tax, ...(zone === undefined ? {} : { zone }) };
}

/** The options of an operator's connection that tell something about the objects of a module: the tax about prices, the time zone about places where they hold. */
export function tellsOf(module: ObjectModuleId): ('tax_percent' | 'time_zone')[] {
  const { namedBy, names } = objectRow(module);
  return [...(namedBy ? (['tax_percent'] as const) : []), ...(names ? (['time_zone'] as const) : [])];
}

/** Whether a reader of another version has to wait for an owner's prices until the tax on them is told. */
export function arePricesUntold(
  state: RegistryState,
  module: ObjectModuleId,
  owner: Party,
  reader: { edition?: SchemaVersion | undefined },
): boolean {
  if (objectRow(module).namedBy === undefined || toldOf(state, owner).tax !== undefined) return false;
  return !isSameVersion(connectionOf(state, 'CPO', owner) ?? {}, reader);
}

/** Whether an object that says too little for another version can be said there all the same, by what its owner's connection tells. */
export function isTold(state: RegistryState, object: StoredObject): boolean {
  return tellsAll(object, objectRow(object.module).object, toldOf(state, object.owner));
}
