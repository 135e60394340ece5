import type { Json } from '../editions/edition.ts';
import { versionOf } from '../editions/tables.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Context } from './ledger.ts';
import type { Way } from './passage.ts';
import { zoneFor } from './time-zone.ts';

/** Objects that are held by what they say themselves, by the way and the name of their class in 2.2.1. */
const held: Record<Way, Record<string, (object: Json) => boolean>> = {
  up: { location: (given) => zoneFor(given) === undefined },
  down: {
    location: ({ publish }) => publish === false,
    tariff: ({ type }) => (type ?? 'REGULAR') !== 'REGULAR',
    cdr: ({ credit, home_charging_compensation }) => credit === true || home_charging_compensation === true,
  },
};

/** Whether what an owner's connection tells makes up for all that keeps objects of a kind from readers of another version. */
export function tellsAll(
  of: { edition?: SchemaVersion | undefined },
  kind: string,
  { zone }: Pick<Context, 'zone'>,
): boolean {
  return versionOf(of) === '2.1.1' && kind === 'location' && zone !== undefined;
}

/** The version whose readers do not get an object by what it says itself, for that version cannot say it; `undefined` where there is none. */
export function unsaidIn(
  of: { edition?: SchemaVersion | undefined },
  kind: string,
  object: Json,
): SchemaVersion | undefined {
  const [way, version] =
    versionOf(of) === '2.1.1' ? (['up', '2.2.1'] as const) : (['down', '2.1.1'] as const);
  return held[way][kind]?.(object) ? version : undefined;
}
