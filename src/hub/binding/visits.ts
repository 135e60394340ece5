import type { DriverModuleId } from '../../ocpi/editions/edition.ts';
import { driverRow } from '../../ocpi/editions/modules.ts';
import type { Json } from '../../ocpi/editions/parts.ts';
import { asText } from '../../ocpi/words/as-text.ts';
import { parseDateTime } from '../../ocpi/words/dates.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { Records, StoredObject } from '../ports/objects.ts';
import { after, type Visit } from './claim-fit.ts';
import { normalised } from './contracts.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Age in milliseconds, 90 days, beyond which the start of a newly reported Session counts as the error of a clock. */
const oldest = 90 * 24 * hour;

/** Time and place of a Session or CDR; `received` is the time of receipt, which replaces an unusable start. */
export function visitOf(object: Json, received: number | undefined): Visit {
  const location = object.location as Json | null | undefined;
  const start = startOf(object);
  const isUsable =
    start !== undefined &&
    (received === undefined || (start > received - oldest && start <= received + after));
  const evses = Array.isArray(location?.evses) ? (location.evses as (Json | null)[]) : [];
  return {
    start: isUsable ? start : undefined,
    received,
    location: asText(location?.id),
    evses: evses.map((evse) => asText(evse?.uid)),
  };
}

/** The start of a Session or CDR, in milliseconds since 1970. */
export function startOf(object: Json): number | undefined {
  return parseDateTime(asText(object.start_datetime ?? object.start_date_time));
}

/** The look-up value of a visit: contract, Location and hour. */
export function visitKey(object: Json, at = startOf(object)): string {
  const location = asText((object.location as Json | null | undefined)?.id).toLowerCase();
  return `${normalised(asText(object.auth_id))}|${location}|${Math.floor((at ?? 0) / hour)}`;
}

/** A Session and a CDR that may be of the same visit. */
export interface Counterpart {
  object: StoredObject;
  /** How far the starts are apart, in milliseconds. */
  apart: number;
}

/**
 * The Session of a CDR or the CDR of a Session (ROUTE-40): of the same operator, contract, Location and EVSE, that has
 * none yet; the closest by start, then by end, then by energy.
 */
export async function counterpartOf(
  records: Records,
  module: DriverModuleId,
  owner: Party,
  object: Json,
): Promise<Counterpart | undefined> {
  const start = startOf(object);
  if (start === undefined) return undefined;
  const keys = new Set([start - after, start, start + after].map((at) => visitKey(object, at)));
  const found = await Promise.all([...keys].map((key) => records.store.objects.find(module, 'visit', key)));
  const near = found
    .flat()
    .filter((other) => other.owner === owner)
    .map((other) => ({ object: other, json: JSON.parse(other.bytes.toString()) as Json }))
    .filter(({ json }) => isSister(object, json))
    .sort((a, b) => nearer(object, a.json, b.json));
  for (const { object: other, json } of near)
    if (!(await isTaken(records, module, other))) return { object: other, apart: apart(json, object) };
  return undefined;
}

function isSister(one: Json, other: Json): boolean {
  if (one.status === 'INVALID' || other.status === 'INVALID' || apart(one, other) > after) return false;
  const [here, there] = [evsesOf(one), evsesOf(other)];
  return here.length === 0 || there.length === 0 || here.some((uid) => there.includes(uid));
}

function evsesOf(object: Json): string[] {
  return visitOf(object, undefined).evses.map((uid) => uid.toLowerCase());
}

function apart(one: Json, other: Json): number {
  return Math.abs((startOf(one) ?? 0) - (startOf(other) ?? Number.POSITIVE_INFINITY));
}

function nearer(object: Json, a: Json, b: Json): number {
  return (
    apart(a, object) - apart(b, object) ||
    ends(a, object) - ends(b, object) ||
    energy(a, object) - energy(b, object)
  );
}

function ends(one: Json, other: Json): number {
  const end = (json: Json) => parseDateTime(asText(json.end_datetime ?? json.stop_date_time));
  const [a, b] = [end(one), end(other)];
  return a === undefined || b === undefined ? Number.MAX_SAFE_INTEGER : Math.abs(a - b);
}

function energy(one: Json, other: Json): number {
  return Math.abs(Number(one.kwh ?? one.total_energy) - Number(other.kwh ?? other.total_energy));
}

/** The look-up value by which a Session and its CDR refer to each other. */
export function counterpartKey({ owner, id }: Pick<StoredObject, 'owner' | 'id'>): string {
  return `${owner} ${id}`;
}

async function isTaken(records: Records, module: DriverModuleId, object: StoredObject): Promise<boolean> {
  if (object.lookups.sister) return true;
  const other = driverRow(module).sister;
  return (await records.store.objects.find(other, 'sister', counterpartKey(object))).length > 0;
}
