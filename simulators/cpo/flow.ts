import type { Connector } from '../../src/ocpi/types.generated.ts';

/** What a session is going to be, if nobody stops it. */
export interface Plan {
  /** Volts of all phases together: watts of one ampere. */
  voltsOfAll: number;
  /** What the car takes on each phase while nothing limits it. */
  amperes: number;
  /** From so many Wh on the battery takes that share of the current. */
  taper: [wattHours: number, share: number][];
  /** With so many Wh the car has what it came for. */
  wattHours: number;
  /** How long it stays then. */
  parkingSeconds: number;
  /** What charging profiles made of it, in order of time; an earlier moment has no limit. */
  limits?: Limit[];
}

/** From so many seconds into a session on it may take so many watts. */
export interface Limit {
  from: number;
  watts: number;
}

/** A part of a session with one current, in whole seconds since its start. */
export interface Flow {
  from: number;
  to: number;
  /** On each phase, in tenths, as charge points set it; 0 while nothing flows. */
  amperes: number;
  /** Watt-seconds since the start of the session, before this part and after it. */
  before: number;
  after: number;
}

/** What the meter shows some seconds into a session. */
export interface Reading {
  /** Whole, as meters count. */
  wattHours: number;
  chargingSeconds: number;
  /** Without current: a pause or, at the end, parking. */
  parkingSeconds: number;
}

/**
 * The currents of a session from the first second to the last: the connector's, the car's, what the battery takes and
 * what profiles allow, whichever is least. It lasts until the car has what it came for, so longer under a limit, but
 * nobody waits longer than 24 hours.
 */
export function flowOf(plan: Plan): Flow[] {
  const { voltsOfAll, wattHours, taper, limits = [], parkingSeconds } = plan;
  const flows: Flow[] = [];
  const full = Math.round(wattHours * 3600);
  let [second, charged] = [0, 0];
  while (charged < full && second < longest) {
    const amperes = amperesAt(plan, second, charged);
    const watts = amperes * voltsOfAll;
    const marks = [full, ...taper.map(([mark]) => mark * 3600)].filter((mark) => mark > charged);
    const reached = watts > 0 ? second + Math.ceil((Math.min(...marks) - charged) / watts) : longest;
    const changes = limits.map(({ from }) => Math.ceil(from)).filter((from) => from > second);
    const to = Math.min(reached, longest, ...changes);
    const after = Math.min(full, charged + watts * (to - second));
    flows.push({ from: second, to, amperes, before: charged, after });
    [second, charged] = [to, after];
  }
  if (parkingSeconds > 0)
    flows.push({ from: second, to: second + parkingSeconds, amperes: 0, before: charged, after: charged });
  return flows;
}

/** How long a session lasts, in seconds. */
export function lengthOf(plan: Plan): number {
  return flowOf(plan).at(-1)?.to ?? 0;
}

/** When the car has what it came for, in seconds since the start. */
export function chargedAt(plan: Plan): number {
  return lengthOf(plan) - plan.parkingSeconds;
}

/** What the meter shows `seconds` after the start. */
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

/** The connector's power in watts: `voltage` is that of one phase. */
export function mostWatts({ power_type, voltage, amperage }: Connector): number {
  return voltage * amperage * phasesOf(power_type);
}

/** How many phases carry a current. */
export function phasesOf(power: Connector['power_type']): number {
  return power === 'AC_3_PHASE' ? 3 : 1;
}

function amperesAt(
  { voltsOfAll, amperes, taper, limits = [] }: Plan,
  second: number,
  charged: number,
): number {
  const share = taper.findLast(([mark]) => mark * 3600 <= charged)?.[1] ?? 1;
  const limit = limits.findLast(({ from }) => from <= second)?.watts ?? Number.POSITIVE_INFINITY;
  return Math.floor(Math.min(amperes * share, limit / voltsOfAll) * 10 + tiny) / 10;
}

/** Hides what binary fractions lose. */
const tiny = 1e-9;

const longest = 24 * 3600;
