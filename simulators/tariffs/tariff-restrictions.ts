import type Fraction from 'fraction.js';
import type { TariffRestrictions } from '../../src/ocpi/types/2.1.1.generated.ts';
import { exact } from './exact-decimals.ts';
import { type LocalTime, minutesOf } from './local-time.ts';

/** A moment of a session, with the quantities that restrictions of a Tariff depend on. */
export interface Moment {
  local: LocalTime;
  /** Time of the moment, in seconds since the charging session began. */
  seconds: Fraction;
  /** kWh charged since the session began. */
  kwh: Fraction;
  /** Charging power at that moment of the session, in kW; 0 while no current flows. */
  power: Fraction;
}

/** Whether all restrictions hold at a moment: each from its minimum or start on, and below its maximum or end (mod_tariffs.md, 4.5). */
export function hold(restrictions: TariffRestrictions, { local, seconds, kwh, power }: Moment): boolean {
  const { start_time, end_time, start_date, end_date, day_of_week = [] } = restrictions;
  return (
    isTimeWithin(local.minutes, start_time, end_time) &&
    (start_date == null || local.date >= start_date) &&
    (end_date == null || local.date < end_date) &&
    (day_of_week === null || day_of_week.length === 0 || day_of_week.includes(local.day)) &&
    isWithin(kwh, restrictions.min_kwh, restrictions.max_kwh) &&
    isWithin(power, restrictions.min_power, restrictions.max_power) &&
    isWithin(seconds, restrictions.min_duration, restrictions.max_duration)
  );
}

/** Whether restrictions depend on the clock or the calendar. */
export function looksAtClock(restrictions: TariffRestrictions): boolean {
  const { start_time, end_time, start_date, end_date, day_of_week } = restrictions;
  return [start_time, end_time, start_date, end_date, day_of_week].some((value) => value != null);
}

/**
 * Whether a time of day is within a window: an end before the start is on the next day; equal times mean the whole day.
 */
function isTimeWithin(minutes: number, start?: string | null, end?: string | null): boolean {
  const from = start == null ? 0 : minutesOf(start);
  const until = end == null ? 24 * 60 : minutesOf(end);
  return from < until ? minutes >= from && minutes < until : minutes >= from || minutes < until;
}

function isWithin(value: Fraction, min?: number | null, max?: number | null): boolean {
  return (min == null || value.gte(exact(min))) && (max == null || value.lt(exact(max)));
}
