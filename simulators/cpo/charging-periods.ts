import Fraction from 'fraction.js';
import type { CdrDimension, ChargingPeriod, Tariff } from '../../src/ocpi/types/2.1.1.generated.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { turnsOf } from '../tariffs/cost-of-session.ts';
import type { Course } from '../tariffs/course-of-charging-session.ts';
import { type Flow, flowOf, type Plan, readingAt } from './charging-power-over-time.ts';

/** Time, place and Tariff of a session. */
export interface Setting {
  /** Milliseconds since 1970. */
  start: number;
  zone: string;
  tariff?: Tariff;
}

/**
 * The charging periods of a session so far. A new one begins where the current or a price changes, and after a quarter
 * of an hour, so that one price and one current hold within each.
 */
export function periodsOf(plan: Plan, setting: Setting, seconds: number): ChargingPeriod[] {
  const flows = flowOf(plan)
    .filter(({ from }, index) => index === 0 || from < seconds)
    .map((flow) => until(flow, seconds, plan));
  const last = flows.at(-1)?.to ?? 0;
  const ends = flows.map(({ to }) => to);
  const begins = [0, ...ends, ...quartersTo(last), ...turnsOf(courseOf(flows, plan, setting))];
  const ordered = [...new Set(begins)].filter((begin) => begin < last).sort((a, b) => a - b);
  return (ordered.length === 0 ? [0] : ordered).map((begin, index) => {
    const end = ordered[index + 1] ?? last;
    const amperes = flows.find(({ from, to }) => from <= begin && begin < to)?.amperes ?? plan.amperes;
    return {
      start_date_time: formatDateTime(setting.start + begin * 1000),
      dimensions: dimensionsOf(plan, begin, end, amperes),
      ...(setting.tariff ? { tariff_id: setting.tariff.id } : {}),
    };
  });
}

/** Converts seconds into hours with four decimals, as charging periods state them. */
export function hours(seconds: number): number {
  return Math.round((seconds / 3600) * 10_000) / 10_000;
}

function dimensionsOf(plan: Plan, begin: number, end: number, amperes: number): CdrDimension[] {
  if (amperes === 0) return [{ type: 'PARKING_TIME', volume: hours(end - begin) }];
  const wattHours = readingAt(plan, end).wattHours - readingAt(plan, begin).wattHours;
  return [
    { type: 'ENERGY', volume: wattHours / 1000 },
    { type: 'TIME', volume: hours(end - begin) },
    { type: 'MIN_CURRENT', volume: amperes },
    { type: 'MAX_CURRENT', volume: amperes },
  ];
}

function until(flow: Flow, seconds: number, { voltsOfAll }: Plan): Flow {
  if (flow.to <= seconds) return flow;
  const to = Math.max(flow.from, seconds);
  return {
    ...flow,
    to,
    after: Math.min(flow.after, flow.before + flow.amperes * voltsOfAll * (to - flow.from)),
  };
}

function quartersTo(seconds: number): number[] {
  return Array.from({ length: Math.ceil(seconds / quarter) }, (_, number) => number * quarter);
}

/**
 * The course of a session in exact watt-seconds: the moments at which prices change are computed from it, not from
 * rounded meter readings.
 */
function courseOf(flows: Flow[], { voltsOfAll }: Plan, { start, zone, tariff }: Setting): Course {
  const stretches = flows.flatMap((flow) =>
    evenly(flow, voltsOfAll).map(({ from, to, amperes, before, after }) => ({
      tariff,
      start: start + from * 1000,
      seconds: new Fraction(to - from),
      charging: amperes > 0,
      kwh: new Fraction(Math.round(after) - Math.round(before), 3_600_000),
      power: new Fraction(Math.round(amperes * voltsOfAll), 1000),
    })),
  );
  return { zone, stretches };
}

/**
 * Splits off the last second before the car is full, which is only partly used, so that earlier price changes stay at
 * the moments already sent.
 */
function evenly(flow: Flow, voltsOfAll: number): Flow[] {
  const last = flow.to - 1;
  const before = flow.before + flow.amperes * voltsOfAll * (last - flow.from);
  if (flow.amperes === 0 || last <= flow.from || before + flow.amperes * voltsOfAll <= flow.after)
    return [flow];
  return [
    { ...flow, to: last, after: before },
    { ...flow, from: last, before },
  ];
}

const quarter = 900;
