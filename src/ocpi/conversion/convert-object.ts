import type { Json, ObjectName } from '../editions/basic-ocpi-types.ts';
import { versionOf } from '../editions/module-tables-by-version.ts';
import { checksOf } from '../schemas/build-validators.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Rules, Way } from './conversion-rule-types.ts';
import type { Context, Converted } from './conversion-types.ts';
import { passageOf } from './convert-by-table.ts';
import { renamed } from './ids-that-differ-by-case.ts';
import {
  connectorDown,
  connectorUp,
  evseUp,
  hoursDown,
  hoursUp,
  locationDown,
  locationUp,
} from './location-rules.ts';
import { classes } from './property-table.ts';
import { cdrDown, cdrUp, dimension, period, sessionDown, sessionUp } from './session-and-cdr-rules.ts';
import { elementDown, priceUp, tariffDown, tariffUp } from './tariff-rules.ts';
import {
  authorizationUp,
  referencesDown,
  reservation,
  responseUp,
  resultUp,
  tokenUp,
} from './token-and-command-rules.ts';

/** Conversions that the table of properties alone cannot express, by class. */
// biome-ignore format: a table
const rules: Rules = {
  up: {
    location: locationUp, Hours: hoursUp, evse: evseUp, connector: connectorUp,
    tariff: tariffUp, PriceComponent: priceUp,
    session: sessionUp, cdr: cdrUp, ChargingPeriod: period, CdrDimension: dimension,
    token: tokenUp, 'authorization-info': authorizationUp,
    'command-response': responseUp, 'command-result': resultUp, 'reserve-now': reservation,
  },
  down: {
    location: locationDown, Hours: hoursDown, connector: connectorDown,
    tariff: tariffDown, TariffElement: elementDown,
    session: sessionDown, cdr: cdrDown, ChargingPeriod: period, CdrDimension: dimension,
    'location-references': referencesDown, 'reserve-now': reservation,
  },
};

/** The kinds of objects that are converted between versions, by their name in 2.2.1. */
export type Kind = keyof typeof classes & string;

/**
 * Converts an object from one version of OCPI into another, and lists in a ledger what was lost or invented. Never
 * mutates.
 */
export function convert(way: Way, kind: Kind, given: Json, context: Context): Converted {
  const passage = passageOf(way, context, rules);
  const said = way === 'up' ? renamed(kind, given, context.alike, passage.lose) : given;
  const value = passage.convert(kind, said, '') as Json | undefined;
  const { ledger, taken } = passage;
  if (ledger.held !== undefined || value === undefined) return { value: undefined, ledger };
  return { value: fitting(way, kind, value, taken, ledger.lost), ledger };
}

/**
 * Leaves out properties that an owner sent beyond its version where they do not fit the schema of the reader's version.
 */
function fitting(way: Way, kind: Kind, value: Json, taken: string[], lost: string[]): Json {
  const tops = taken.filter((pointer) => pointer.lastIndexOf('/') === 0).map((pointer) => pointer.slice(1));
  if (tops.length === 0) return value;
  const name = classes[kind]?.names[way === 'up' ? 1 : 0] as ObjectName;
  const findings = checksOf(way === 'up' ? '2.2.1' : '2.1.1').check(name, value);
  const misfits = tops.filter((field) =>
    findings.some(({ pointer }) => `${pointer}/`.startsWith(`/${field}/`)),
  );
  lost.push(...misfits.map((field) => `/${field}`));
  return Object.fromEntries(Object.entries(value).filter(([field]) => !misfits.includes(field)));
}

/** The direction of a conversion from one version to another; `undefined` where both are the same. */
export function wayOf(from: SchemaVersion, to: SchemaVersion): Way | undefined {
  if (from === to) return undefined;
  return from === '2.1.1' ? 'up' : 'down';
}

/** The version of a connection, a request or an object; 2.1.1 where it is absent. */
interface Speaker {
  edition?: SchemaVersion | undefined;
}

/**
 * Converts a question or an answer of one partner for another; returns it as it is where both speak one version, and
 * `undefined` where it cannot be expressed.
 */
export function across(from: Speaker, to: Speaker, kind: Kind, value: unknown, context: Context): unknown {
  const way = wayOf(versionOf(from), versionOf(to));
  if (way === undefined || typeof value !== 'object' || value === null) return value;
  return convert(way, kind, value as Json, context).value;
}
