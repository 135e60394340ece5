import { dayAt, dayBeside, isZone, startOfDay } from '../../ocpi/words/days-in-time-zone.ts';
import type { Finding } from '../../ocpi/words/finding-type.ts';
import type { Agreement } from '../ports/connection-registry.ts';
import type { AgreementChange } from '../types.generated.ts';

/** The validity of an agreement as an operator gives it: by times, or by days of a time zone, the last one included. */
export type GivenValidity = Pick<
  AgreementChange,
  'valid_from' | 'valid_to' | 'first_day' | 'last_day' | 'zone'
>;

/** The fields of an agreement that an operator's validity sets; fields that are not given are absent. */
type Validity = Partial<Pick<Agreement, 'valid_from' | 'valid_to' | 'zone'>>;

/** The times of a validity; its days are of the given time zone, else of the agreement's, else of UTC. */
export function validityOf(given: GivenValidity, has?: string): Validity {
  const { valid_from, valid_to, first_day, last_day } = given;
  const isByDay = first_day !== undefined || last_day !== undefined;
  const zone = given.zone ?? (isByDay ? (has ?? 'UTC') : undefined);
  const from = first_day ? startOf(first_day, zone ?? 'UTC') : first_day;
  const to = last_day ? startOf(dayBeside(last_day, 1), zone ?? 'UTC') : last_day;
  return {
    ...defined('valid_from', from === undefined ? valid_from : from),
    ...defined('valid_to', to === undefined ? valid_to : to),
    ...defined('zone', zone),
  };
}

/** A finding where a validity is wrong: its time zone is unknown, or a time and a day are given for the same end. */
export function validityMistake(given: GivenValidity): Finding | undefined {
  const { zone } = given;
  if (zone !== undefined && !isZone(zone))
    return { pointer: '/zone', message: `must be a time zone such as Europe/Amsterdam, got "${zone}"` };
  const pairs = [
    ['first_day', 'valid_from'],
    ['last_day', 'valid_to'],
  ] as const;
  const twice = pairs.find(([day, time]) => given[day] !== undefined && given[time] !== undefined);
  return twice && { pointer: `/${twice[0]}`, message: `is given beside ${twice[1]}: one of both` };
}

/**
 * The validity of an agreement as days of its time zone; null where it has no zone, or does not begin or end with a
 * day.
 */
export function daysOf({ zone, valid_from, valid_to }: Pick<Agreement, 'zone' | 'valid_from' | 'valid_to'>): {
  first_day: string | null;
  last_day: string | null;
} {
  const startsDay = (time: string | null) => {
    if (zone === undefined || time === null) return null;
    const day = dayAt(Date.parse(time), zone);
    return startOfDay(day, zone) === Date.parse(time) ? day : null;
  };
  const end = startsDay(valid_to);
  return { first_day: startsDay(valid_from), last_day: end && dayBeside(end, -1) };
}

function startOf(day: string, zone: string): string {
  return new Date(startOfDay(day, zone)).toISOString();
}

function defined<N extends string, V>(name: N, value: V | undefined): Partial<Record<N, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<N, V>);
}
