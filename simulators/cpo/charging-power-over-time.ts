import type { Connector } from '../../src/ocpi/types/2.1.1.generated.ts';

/** The planned course of a session, if nothing ends it earlier. */
export interface Plan {
  /** Voltage of all phases of the connector together: the watts of one ampere. */
  voltsOfAll: number;
  /** Amperes that the car takes on each phase while no profile or grid limits it. */
  amperes: number;
  /** The charging taper: from so many Wh on, the battery takes that share of the current. */
  taper: [wattHours: number, share: number][];
  /** The energy after which the car is charged. */
  wattHours: number;
  /** Seconds that the car stays after it is charged. */
  parkingSeconds: number;
  /** The start of charging: from so many seconds on the car takes that share of its current. */
  ramp?: [seconds: number, share: number][];
  /** Pauses of the car: after so many Wh no current flows for so many seconds. */
  pauses?: [wattHours: number, seconds: number][];
  /** Power limits by charging profiles, in order of time; before the first there is no limit. */
  limits?: Limit[];
  /** Power limits by the grid connection that the EVSE shares with others, in order of time. */
  grid?: Limit[];
}

/** A power limit: so many watts from so many seconds into the session on. */
export interface Limit {
  from: number;
  watts: number;
}

/** A part of a session with a constant current, in whole seconds since the session's start. */
export interface Flow {
  from: number;
  to: number;
  /** Amperes on each phase, in tenths, as charge points set them; 0 while no current flows. */
  amperes: number;
  /** Watt-seconds since the start of the session, before and after this part. */
  before: number;
  after: number;
}

/** The reading of the energy meter some seconds into a session. */
export interface Reading {
  /** Energy charged so far in whole Wh, as meters count it. */
  wattHours: number;
  chargingSeconds: number;
  /** Seconds in which the car was plugged in and no current flowed: a pause or, at the end, parking. */
  parkingSeconds: number;
}

/**
 * The currents of a session from the first second to the last: each the lowest of those that the connector, the car,
 * its battery and the charging profiles allow. The session lasts until the car is charged, so longer under a limit, but
 * at most 24 hours.
 */
export function flowOf(plan: Plan): Flow[] {
  const { voltsOfAll, wattHours, taper, parkingSeconds, ramp = [], limits = [], grid = [] } = plan;
  const pauses = [...(plan.pauses ?? [])];
  const flows: Flow[] = [];
  const full = Math.round(wattHours * 3600);
  let [second, charged] = [0, 0];
  while (charged < full && second < longest) {
    const [pause] = pauses;
    if (pause && pause[0] * 3600 <= charged) {
      pauses.shift();
      const to = Math.min(longest, second + pause[1]);
      flows.push({ from: second, to, amperes: 0, before: charged, after: charged });
      second = to;
      continue;
    }
    const amperes = amperesAt(plan, second, charged);
    const watts = amperes * voltsOfAll;
    const marks = [full, ...[...taper, ...pauses].map(([mark]) => mark * 3600)].filter(
      (mark) => mark > charged,
    );
    const reached = watts > 0 ? second + Math.ceil((Math.min(...marks) - charged) / watts) : longest;
    const turns = [
      ...limits.map(({ from }) => from),
      ...grid.map(({ from }) => from),
      ...ramp.map(([from]) => from),
    ];
    const changes = turns.map((from) => Math.ceil(from)).filter((from) => from > second);
    const to = Math.min(reached, longest, ...changes);
    const after = Math.min(full, charged + watts * (to - second));
    flows.push({ from: second, to, amperes, before: charged, after });
    [second, charged] = [to, after];
  }
  if (parkingSeconds > 0)
    flows.push({ from: second, to: second + parkingSeconds, amperes: 0, before: charged, after: charged });
  return flows;
}

/** Length of a session in seconds. */
export function lengthOf(plan: Plan): number {
  return flowOf(plan).at(-1)?.to ?? 0;
}

/** Seconds from the session's start until the car is charged. */
export function chargedAt(plan: Plan): number {
  return lengthOf(plan) - plan.parkingSeconds;
}

/** The meter reading `seconds` after the session's start. */
export function readingAt(plan: Plan, seconds: number): Reading {
  const reading = { wattHours: 0, chargingSeconds: 0, parkingSeconds: 0 };
  let wattSeconds = 0;
  for (const { from, to, amperes, before, after } of flowOf(plan)) {
    if (from >= seconds) break;
    const passed = Math.min(to, seconds) - from;
    wattSeconds = Math.min(after, before + amperes * plan.voltsOfAll * passed);
    if (amperes > 0) reading.chargingSeconds += passed;
    else reading.parkingSeconds += passed;
  }
  return { ...reading, wattHours: Math.floor(wattSeconds / 3600 + tiny) };
}

/** The power that flows `seconds` after the session's start, in watts. */
export function wattsAt(plan: Plan, seconds: number): number {
  const flow = flowOf(plan).find(({ from, to }) => from <= seconds && seconds < to);
  return Math.round((flow?.amperes ?? 0) * plan.voltsOfAll);
}

/** The power that a car would take `seconds` after its session's start if neither the grid nor its start held it back, in watts. */
export function demandAt(plan: Plan, seconds: number): number {
  const flow = flowOf(plan).find(({ from, to }) => from <= seconds && seconds < to);
  if (!flow || seconds >= chargedAt(plan)) return 0;
  const charged = Math.min(flow.after, flow.before + flow.amperes * plan.voltsOfAll * (seconds - flow.from));
  return amperesAt({ ...plan, grid: [], ramp: [] }, seconds, charged) * plan.voltsOfAll;
}

/** The connector's maximum power in watts; `voltage` is that of one phase. */
export function mostWatts({ power_type, voltage, amperage }: Connector): number {
  return voltage * amperage * phasesOf(power_type);
}

/** Number of electrical phases through which the car takes current. */
export function phasesOf(power: Connector['power_type']): number {
  return power === 'AC_3_PHASE' ? 3 : 1;
}

function amperesAt(
  { voltsOfAll, amperes, taper, ramp = [], limits = [], grid = [] }: Plan,
  second: number,
  charged: number,
): number {
  const share = taper.findLast(([mark]) => mark * 3600 <= charged)?.[1] ?? 1;
  const begun = ramp.findLast(([from]) => from <= second)?.[1] ?? 1;
  const inForce = [limits, grid].map(
    (list) => list.findLast(({ from }) => from <= second)?.watts ?? Number.POSITIVE_INFINITY,
  );
  const most = Math.min(amperes * Math.min(share, begun), ...inForce.map((watts) => watts / voltsOfAll));
  return Math.floor(most * 10 + tiny) / 10;
}

/** Tolerance for the rounding errors of binary fractions. */
const tiny = 1e-9;

const longest = 24 * 3600;
