import { formatDateTime } from '../../src/ocpi/dates.ts';
import type { ChargingPeriod, Connector } from '../../src/ocpi/types.generated.ts';
import { round4 } from './cost.ts';

/** What a session is going to be, if nobody stops it. */
export interface Plan {
  /** What the car takes while nothing limits it. */
  watts: number;
  chargingSeconds: number;
  /** How long the car stays when it is full. */
  parkingSeconds: number;
  /** What charging profiles made of it, in order of time; an earlier moment has no limit. */
  limits?: Limit[];
}

/** From so many seconds into a session on it may take so many watts. */
export interface Limit {
  from: number;
  watts: number;
}

/** What the meter shows some seconds into a session. */
export interface Reading {
  wattHours: number;
  chargingSeconds: number;
  parkingSeconds: number;
}

/** The session of the `turn`-th car at a connector: so much energy, or a length of its own. */
export function planOf(connector: Connector, turn: number, kwh?: number): Plan {
  const watts = wattsOf(connector);
  const usual = lengths[turn % lengths.length] ?? lengths[0];
  return {
    watts,
    chargingSeconds: kwh === undefined ? usual[0] * 60 : Math.ceil((kwh * 1000 * 3600) / watts),
    parkingSeconds: usual[1] * 60,
  };
}

/** What the meter shows `seconds` after the start. Watt-hours are whole, so that kWh add up. */
export function readingAt(plan: Plan, seconds: number): Reading {
  const chargingSeconds = Math.min(seconds, plan.chargingSeconds);
  return {
    wattHours: Math.floor(wattSeconds(plan, chargingSeconds) / 3600),
    chargingSeconds,
    parkingSeconds: Math.min(seconds, plan.chargingSeconds + plan.parkingSeconds) - chargingSeconds,
  };
}

/** The periods of a session so far: a quarter of an hour each while it charges, then one of parking. `start` in milliseconds. */
export function periodsOf(plan: Plan, start: number, seconds: number, tariff?: string): ChargingPeriod[] {
  const { chargingSeconds, parkingSeconds } = readingAt(plan, seconds);
  const at = (offset: number) => formatDateTime(start + offset * 1000);
  const begins = Array.from(
    { length: Math.max(1, Math.ceil(chargingSeconds / quarter)) },
    (_, n) => n * quarter,
  );
  const charging = begins.map((begin): ChargingPeriod => {
    const end = Math.min(begin + quarter, chargingSeconds);
    const wattHours = readingAt(plan, end).wattHours - readingAt(plan, begin).wattHours;
    return {
      start_date_time: at(begin),
      dimensions: [
        { type: 'ENERGY', volume: wattHours / 1000 },
        { type: 'TIME', volume: hours(end - begin) },
      ],
      ...(tariff ? { tariff_id: tariff } : {}),
    };
  });
  if (parkingSeconds === 0) return charging;
  const parking: ChargingPeriod = {
    start_date_time: at(chargingSeconds),
    dimensions: [{ type: 'PARKING_TIME', volume: hours(parkingSeconds) }],
    ...(tariff ? { tariff_id: tariff } : {}),
  };
  return [...charging, parking];
}

/** The connector's power in watts: `voltage` is that of one phase. */
export function mostWatts({ power_type, voltage, amperage }: Connector): number {
  return voltage * amperage * phasesOf(power_type);
}

/** How many phases carry a current. */
export function phasesOf(power: Connector['power_type']): number {
  return power === 'AC_3_PHASE' ? 3 : 1;
}

/** Seconds as hours with four decimals. */
export function hours(seconds: number): number {
  return round4(seconds / 3600);
}

/** What a car takes: the connector's power, on AC no more than its charger can do. */
function wattsOf(connector: Connector): number {
  return Math.min(mostWatts(connector), connector.power_type === 'DC' ? 120_000 : 11_000);
}

function wattSeconds({ watts, limits = [] }: Plan, seconds: number): number {
  const stretches = [{ from: 0, watts }, ...limits];
  return stretches.reduce((sum, stretch, index) => {
    const end = Math.min(stretches[index + 1]?.from ?? seconds, seconds);
    return sum + Math.max(0, end - stretch.from) * Math.min(stretch.watts, watts);
  }, 0);
}

const quarter = 900;

/** Minutes of charging and of parking afterwards, car by car. */
const lengths: [[number, number], ...[number, number][]] = [
  [32, 6],
  [25, 0],
  [40, 4],
  [18, 12],
  [35, 0],
];
