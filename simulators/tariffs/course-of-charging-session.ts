import Fraction from 'fraction.js';
import type {
  CdrDimensionType,
  ChargingPeriod,
  Connector,
  Location,
  Tariff,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import { parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { exact } from './exact-decimals.ts';
import { isZone } from './local-time.ts';

/** The course of a session: its stretches in order of time. */
export interface Course {
  /** The time zone, by its IANA name, of the times of day, dates and weekdays of a Tariff. */
  zone: string;
  stretches: Stretch[];
}

/** A part of a session with a constant power, or without any. */
export interface Stretch {
  /** The Tariff by which this part of the session is billed. */
  tariff?: Tariff;
  /** Start of this stretch of the session, in milliseconds since 1970. */
  start: number;
  seconds: Fraction;
  charging: boolean;
  kwh: Fraction;
  /** Charging power during this stretch of the session, in kW. */
  power: Fraction;
}

/** The fields of a Session or CDR from which its course is derived. */
export interface Told {
  charging_periods: ChargingPeriod[];
  /** End of the session's last charging period, in milliseconds since 1970. */
  end: number;
  location: Location;
  tariffs: Tariff[];
}

/**
 * Derives the course from the charging periods of a Session or CDR. Times are rounded to the nearest second; a period
 * with charging and parking has them in this order, and one with neither lasts until the next begins, charging when it
 * has energy. Its Tariff is the one with its `tariff_id`, else the first.
 */
export function courseOf({ charging_periods, end, location, tariffs }: Told): Course {
  const connector = location.evses?.[0]?.connectors[0];
  const starts = charging_periods.map(({ start_date_time }) => parseDateTime(start_date_time) ?? end);
  const stretches = charging_periods.flatMap((period, index) => {
    const start = starts[index] ?? end;
    const tariff = tariffs.find(({ id }) => id === period.tariff_id) ?? tariffs[0];
    return stretchesOf(period, start, starts[index + 1] ?? end, connector).map((one) => ({ ...one, tariff }));
  });
  return { zone: zoneOf(location), stretches };
}

/** The time zone of a Location; UTC if it names none that is known. */
export function zoneOf({ time_zone }: Location): string {
  return time_zone && isZone(time_zone) ? time_zone : 'UTC';
}

/** The sum of a period's volumes of one dimension; `undefined` when it has none. */
export function volumeOf({ dimensions }: ChargingPeriod, wanted: CdrDimensionType): Fraction | undefined {
  const volumes = dimensions.filter(({ type }) => type === wanted).map(({ volume }) => exact(volume));
  return volumes.length === 0 ? undefined : volumes.reduce((sum, volume) => sum.add(volume));
}

function stretchesOf(period: ChargingPeriod, start: number, end: number, connector?: Connector): Stretch[] {
  const kwh = volumeOf(period, 'ENERGY') ?? none;
  const length = new Fraction(Math.max(0, Math.round((end - start) / 1000)));
  const named = [secondsOf(period, 'TIME'), secondsOf(period, 'PARKING_TIME')];
  const isSilent = named.every((seconds) => seconds === undefined);
  const charges = kwh.gt(none);
  const charging = named[0] ?? (isSilent && charges ? length : none);
  const parking = named[1] ?? (isSilent && !charges ? length : none);
  const first: Stretch = {
    start,
    seconds: charging,
    charging: true,
    kwh,
    power: powerOf(period, charging, kwh, connector),
  };
  const then: Stretch = {
    start: start + charging.valueOf() * 1000,
    seconds: parking,
    charging: false,
    kwh: none,
    power: none,
  };
  if (parking.equals(none)) return [first];
  return charging.equals(none) && !charges ? [then] : [first, then];
}

function secondsOf(period: ChargingPeriod, type: 'TIME' | 'PARKING_TIME'): Fraction | undefined {
  return volumeOf(period, type)?.mul(3600).round();
}

/**
 * The average power of a period in kW. It is inexact in a short period, since meters count whole Wh and clocks seconds:
 * if the currents stated in the period explain it within that error, they count.
 */
function powerOf(period: ChargingPeriod, seconds: Fraction, kwh: Fraction, connector?: Connector): Fraction {
  const [low, high] = (['MIN_CURRENT', 'MAX_CURRENT'] as const).map((type) => {
    const amperes = volumeOf(period, type);
    return amperes && connector && amperes.mul(exact(wattsPerAmpere(connector))).div(1000);
  });
  if (seconds.equals(none)) return high ?? none;
  const average = kwh.mul(3600).div(seconds);
  if (!low || !high) return average;
  const most = seconds.gt(1) ? kwh.add(aWattHour).mul(3600).div(seconds.sub(1)) : high;
  const least = kwh.sub(aWattHour).mul(3600).div(seconds.add(1));
  if (most.lt(low) || least.gt(high)) return average;
  if (average.lt(low)) return low;
  return average.gt(high) ? high : average;
}

/** Watts of one ampere on every phase of a connector; `voltage` is that of one phase. */
function wattsPerAmpere({ voltage, power_type }: Connector): number {
  return voltage * (power_type === 'AC_3_PHASE' ? 3 : 1);
}

const none = new Fraction(0);
const aWattHour = new Fraction(1, 1000);
