import type { Context } from '../../ocpi/conversion/conversion-types.ts';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { isSameVersion } from '../../ocpi/editions/module-tables-by-version.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import { otherRole, type Party } from '../../ocpi/words/party-id.ts';
import type { Connection, RegistryState } from '../ports/connection-registry.ts';
import { connectionOf } from './connection-index.ts';

/**
 * The facts about an operator's objects that the options of its connection add for readers of another version: tax and
 * time zone.
 */
export function toldOf(state: RegistryState, owner: Party): Pick<Context, 'tax' | 'zone'> {
  const { tax_percent: tax, time_zone: zone } = connectionOf(state, 'CPO', owner)?.options ?? {};
  return { tax, ...(zone === undefined ? {} : { zone }) };
}

/** An option of an operator's connection that adds a fact about its objects. */
type TellingOption = Exclude<keyof NonNullable<Connection['anew']>, 'edition'>;

const tellingOptions: TellingOption[] = ['tax_percent', 'time_zone'];

/**
 * The options that add a fact about the objects of a module: the tax about prices, the time zone about places where
 * they hold.
 */
export function tellsOf(module: ObjectModuleId): TellingOption[] {
  const { namedBy, names } = objectRow(module);
  return [...(namedBy ? (['tax_percent'] as const) : []), ...(names ? (['time_zone'] as const) : [])];
}

/** The options by which a connection adds another fact after a change of the connection than before. */
export function toldAnew(before: Connection, after: Connection): TellingOption[] {
  return tellingOptions.filter((option) => before.options[option] !== after.options[option]);
}

/**
 * The changed connection with the time, ISO 8601, from which on it adds another fact about its objects, or speaks
 * another version.
 */
export function anewFrom(before: Connection, after: Connection, time: string): Connection {
  const hasMoved = before.status === 'REGISTERED' && !isSameVersion(before, after);
  const changed = [...toldAnew(before, after), ...(hasMoved ? ['edition'] : [])];
  if (changed.length === 0) return after;
  return { ...after, anew: { ...after.anew, ...Object.fromEntries(changed.map((what) => [what, time])) } };
}

/**
 * The times, in milliseconds since 1970, at which all of an owner's objects began to read otherwise though none of them
 * changed: an option of its connection changed, or the reader moved to another version. Sessions and CDRs are billed,
 * and do not count as changed.
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

/** Tells whether a reader of another version must wait for an owner's prices until an option gives the tax on them. */
export function arePricesUntold(
  state: RegistryState,
  module: ObjectModuleId,
  owner: Party,
  reader: { edition?: SchemaVersion | undefined },
): boolean {
  if (objectRow(module).namedBy === undefined || toldOf(state, owner).tax !== undefined) return false;
  return !isSameVersion(connectionOf(state, 'CPO', owner) ?? {}, reader);
}
