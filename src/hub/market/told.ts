import type { Context } from '../../ocpi/between/ledger.ts';
import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { isSameVersion } from '../../ocpi/editions/tables.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import { otherRole, type Party } from '../../ocpi/words/party.ts';
import type { Connection, RegistryState } from '../ports/registry.ts';
import { connectionOf } from './directory.ts';

/** All that the options of an operator's connection tell, beside its objects, for readers of another version. */
export function toldOf(state: RegistryState, owner: Party): Pick<Context, 'tax' | 'zone'> {
  const { tax_percent: tax, time_zone: zone } = connectionOf(state, 'CPO', owner)?.options ?? {};
  return { tax, ...(zone === undefined ? {} : { zone }) };
}

/** An option of an operator's connection that tells something about its objects. */
type TellingOption = Exclude<keyof NonNullable<Connection['anew']>, 'edition'>;

const tellingOptions: TellingOption[] = ['tax_percent', 'time_zone'];

/** The options that tell something about the objects of a module: the tax about prices, the time zone about places where they hold. */
export function tellsOf(module: ObjectModuleId): TellingOption[] {
  const { namedBy, names } = objectRow(module);
  return [...(namedBy ? (['tax_percent'] as const) : []), ...(names ? (['time_zone'] as const) : [])];
}

/** The options by which a connection tells something else after a change than before. */
export function toldAnew(before: Connection, after: Connection): TellingOption[] {
  return tellingOptions.filter((option) => before.options[option] !== after.options[option]);
}

/** A connection at a time, ISO 8601, at which it has become this one: from when on it tells something else, or speaks another version. */
export function anewFrom(before: Connection, after: Connection, time: string): Connection {
  const hasMoved = before.status === 'REGISTERED' && !isSameVersion(before, after);
  const changed = [...toldAnew(before, after), ...(hasMoved ? ['edition'] : [])];
  if (changed.length === 0) return after;
  return { ...after, anew: { ...after.anew, ...Object.fromEntries(changed.map((what) => [what, time])) } };
}

/**
 * The times, in milliseconds since 1970, at which all of an owner's objects began to read otherwise though none of them changed: its
 * connection told something else about them, or the reader moved to another version. What is a driver's is billed, and not told anew.
 */
export function readAnew(
  state: RegistryState,
  module: ObjectModuleId,
  owner: Party,
  reader: Party,
): number[] {
  const { owner: role, audience } = objectRow(module);
  const from = connectionOf(state, role, owner);
  const to = connectionOf(state, otherRole(role), reader);
  if (audience === 'driver' || !from || !to) return [];
  const told = isSameVersion(from, to) ? [] : tellsOf(module).map((option) => from.anew?.[option]);
  return [...told, to.anew?.edition].flatMap((time) => (time === undefined ? [] : [Date.parse(time)]));
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
