import type {
  ActiveChargingProfile,
  ChargingProfile,
  ChargingRateUnit,
  Connector,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import { formatDateTime, parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { type Limit, mostWatts, phasesOf } from './charging-power-over-time.ts';

/**
 * A moment of a session: in seconds of session time since its start, and in milliseconds of wall-clock time since 1970.
 */
export interface Moment {
  seconds: number;
  now: number;
}

/** A charging profile in session time: its limits and its end; `Infinity` when it stays until the session ends. */
export interface Curve {
  limits: Limit[];
  ends: number;
}

/**
 * Converts a profile to the session time of a session that gets it at a moment. Its first second is its
 * `start_date_time` by the wall clock, or the session's start; from then on its seconds pass as fast as the car
 * charges. Under a limit below `min_charging_rate` no current flows, since the car cannot charge that slowly.
 */
export function curveOf(profile: ChargingProfile, connector: Connector, at: Moment): Curve {
  const { start_date_time, charging_rate_unit: unit } = profile;
  const duration = profile.duration ?? Number.POSITIVE_INFINITY;
  const least = profile.min_charging_rate ?? 0;
  const starts =
    start_date_time == null
      ? 0
      : at.seconds + Math.round(((parseDateTime(start_date_time) ?? at.now) - at.now) / 1000);
  const limits = (profile.charging_profile_period ?? [])
    .filter(({ start_period }) => start_period < duration)
    .map(({ start_period, limit }) => ({
      from: starts + start_period,
      watts: limit < least ? 0 : limit * wattsPer(unit, connector),
    }))
    .toSorted((a, b) => a.from - b.from);
  const ends = starts + duration;
  const after = Number.isFinite(ends) ? [{ from: ends, watts: mostWatts(connector) }] : [];
  return { limits: [...limits, ...after], ends };
}

/** The limits of a session after new ones replace the old ones at a second of it; earlier limits stay. */
export function takeOver(old: Limit[], fresh: Limit[], connector: Connector, seconds: number): Limit[] {
  return [...old.filter(({ from }) => from < seconds), ...fromOn(fresh, connector, seconds)];
}

/**
 * The active charging profile from a moment on, for so many seconds; the EVSE's maximum where nothing limits it
 * (CP-15).
 */
export function activeProfile(
  limits: Limit[],
  connector: Connector,
  unit: ChargingRateUnit,
  at: Moment,
  duration: number,
): ActiveChargingProfile {
  const start_date_time = formatDateTime(at.now);
  return {
    start_date_time,
    charging_profile: {
      start_date_time,
      duration,
      charging_rate_unit: unit,
      charging_profile_period: fromOn(limits, connector, at.seconds)
        .filter(({ from }) => from < at.seconds + duration)
        .map(({ from, watts }) => ({
          start_period: from - at.seconds,
          limit: oneDecimal(Math.min(watts, mostWatts(connector)) / wattsPer(unit, connector)),
        })),
    },
  };
}

function fromOn(limits: Limit[], connector: Connector, seconds: number): Limit[] {
  const inForce = limits.findLast(({ from }) => from <= seconds);
  return [
    { from: seconds, watts: inForce?.watts ?? mostWatts(connector) },
    ...limits.filter(({ from }) => from > seconds),
  ];
}

/** Watts of one unit of a profile's limits; amperes are per phase. */
function wattsPer(unit: ChargingRateUnit, { power_type, voltage }: Connector): number {
  return unit === 'W' ? 1 : voltage * phasesOf(power_type);
}

function oneDecimal(rate: number): number {
  return Math.round(rate * 10) / 10;
}
