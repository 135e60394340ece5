import type { DriverModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Facts } from '../../ocpi/editions/facts-of-object.ts';
import { driverRow } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Records, StoredObject } from '../ports/object-store.ts';
import { normalised } from './contract-id-format.ts';
import { after } from './match-claim-to-visit.ts';

const hour = 3_600_000;

/** The value by which the store finds the Sessions and CDRs of a visit: contract, Location and hour. */
export function visitKey({ contract, location, begin }: Facts, at = begin): string {
  return `${normalised(contract)}|${location.toLowerCase()}|${Math.floor((at ?? 0) / hour)}`;
}

/** A Session and a CDR that may be of the same visit. */
export interface Counterpart {
  object: StoredObject;
  /** Difference between the starts of the Session and the CDR, in milliseconds. */
  apart: number;
}

/**
 * The counterpart of a Session or CDR (ROUTE-40): the CDR or Session of the same operator, contract, Location and EVSE
 * that has none yet; the closest by start, then by end, then by energy.
 */
export async function counterpartOf(
  records: Records,
  module: DriverModuleId,
  owner: Party,
  of: Facts,
  factsIn: (object: StoredObject) => Facts,
): Promise<Counterpart | undefined> {
  const { begin: start } = of;
  if (start === undefined) return undefined;
  const keys = new Set([start - after, start, start + after].map((at) => visitKey(of, at)));
  const found = await Promise.all([...keys].map((key) => records.store.objects.find(module, 'visit', key)));
  const near = found
    .flat()
    .filter((other) => other.owner === owner)
    .map((other) => ({ object: other, its: factsIn(other) }))
    .filter(({ its }) => isSameVisit(of, its))
    .sort((a, b) => nearer(of, a.its, b.its));
  for (const { object, its } of near)
    if (!(await isTaken(records, module, object))) return { object, apart: apart(its, of) };
  return undefined;
}

function isSameVisit(one: Facts, other: Facts): boolean {
  if (one.status === 'INVALID' || other.status === 'INVALID' || apart(one, other) > after) return false;
  const [here, there] = [evsesOf(one), evsesOf(other)];
  return here.length === 0 || there.length === 0 || here.some((uid) => there.includes(uid));
}

function evsesOf({ evses }: Facts): string[] {
  return evses.map((uid) => uid.toLowerCase());
}

function apart(one: Facts, other: Facts): number {
  return Math.abs((one.begin ?? 0) - (other.begin ?? Number.POSITIVE_INFINITY));
}

function nearer(of: Facts, a: Facts, b: Facts): number {
  return (
    apart(a, of) - apart(b, of) ||
    between(a.end, of.end) - between(b.end, of.end) ||
    between(a.energy, of.energy) - between(b.energy, of.energy)
  );
}

function between(one: number | undefined, other: number | undefined): number {
  return one === undefined || other === undefined ? Number.MAX_SAFE_INTEGER : Math.abs(one - other);
}

/** The look-up value by which a Session and its CDR refer to each other. */
export function counterpartKey({ owner, id }: Pick<StoredObject, 'owner' | 'id'>): string {
  return `${owner} ${id}`;
}

async function isTaken(records: Records, module: DriverModuleId, object: StoredObject): Promise<boolean> {
  if (object.lookups.counterpart) return true;
  const other = driverRow(module).counterpart;
  return (await records.store.objects.find(other, 'counterpart', counterpartKey(object))).length > 0;
}
