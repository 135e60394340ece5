import type { Json } from '../editions/basic-ocpi-types.ts';
import { versionOf } from '../editions/module-tables-by-version.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Way } from './conversion-rule-types.ts';
import type { Context } from './conversion-types.ts';
import { zoneFor } from './time-zone-of-location.ts';

/**
 * Tests of whether an object is withheld from readers of the other version because of its own fields, by direction and
 * the name of its class in 2.2.1.
 */
const held: Record<Way, Record<string, (object: Json) => boolean>> = {
  up: { location: (given) => zoneFor(given) === undefined },
  down: {
    location: ({ publish }) => publish === false,
    tariff: ({ type }) => (type ?? 'REGULAR') !== 'REGULAR',
    cdr: ({ credit, home_charging_compensation }) => credit === true || home_charging_compensation === true,
  },
};

/**
 * Whether the settings of an owner's connection supply all that keeps objects of a kind from readers of another
 * version.
 */
export function tellsAll(
  of: { edition?: SchemaVersion | undefined },
  kind: string,
  { zone }: Pick<Context, 'zone'>,
): boolean {
  return versionOf(of) === '2.1.1' && kind === 'location' && zone !== undefined;
}

/**
 * The version whose readers do not get an object because of its own fields, which that version cannot express;
 * `undefined` where there is none.
 */
export function unsaidIn(
  of: { edition?: SchemaVersion | undefined },
  kind: string,
  object: Json,
): SchemaVersion | undefined {
  const [way, version] =
    versionOf(of) === '2.1.1' ? (['up', '2.2.1'] as const) : (['down', '2.1.1'] as const);
  return held[way][kind]?.(object) ? version : undefined;
}
