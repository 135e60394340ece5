import Fraction from 'fraction.js';
import type { PriceComponent, Tariff, TariffDimensionType } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { Course, Stretch } from './course-of-charging-session.ts';
import { exact } from './exact-decimals.ts';
import { type LocalTime, localTime, minutesOf } from './local-time.ts';
import { hold, looksAtClock } from './tariff-restrictions.ts';

/** A price component in force, with its Tariff and element. */
export interface Offer {
  tariff: Tariff;
  /** Index of its element in the Tariff. */
  element: number;
  component: PriceComponent;
}

/** A part of a session in which the same prices apply. */
export interface Piece {
  /** Start of this part of the session, in seconds since the session began. */
  from: Fraction;
  seconds: Fraction;
  charging: boolean;
  kwh: Fraction;
  /** The prices in force in the piece, by dimension. */
  offers: Map<TariffDimensionType, Offer>;
}

/**
 * Cuts a session at every moment at which prices may change. Each dimension has the price of the first element, in the
 * order of the Tariff, that has one for it and whose restrictions hold then (mod_tariffs.md, 3.1).
 */
export function piecesOf({ zone, stretches }: Course): Piece[] {
  const pieces: Piece[] = [];
  let seconds = new Fraction(0);
  let kwh = new Fraction(0);
  for (const stretch of stretches) {
    const cuts = cutsOf(stretch, zone, seconds, kwh);
    const length = stretch.seconds;
    cuts.forEach(({ at, local }, index) => {
      const until = cuts[index + 1]?.at ?? length;
      const before = kwh.add(flown(stretch, at));
      const moment = { local, seconds: seconds.add(at), kwh: before, power: stretch.power };
      const isLast = index === cuts.length - 1;
      pieces.push({
        from: moment.seconds,
        seconds: until.sub(at),
        charging: stretch.charging,
        kwh: (isLast ? kwh.add(stretch.kwh) : kwh.add(flown(stretch, until))).sub(before),
        offers: offersAt(stretch.tariff, moment),
      });
    });
    seconds = seconds.add(length);
    kwh = kwh.add(stretch.kwh);
  }
  return pieces;
}

/** A moment within a stretch of a session at which prices may change, in seconds since it began. */
interface Cut {
  at: Fraction;
  local: LocalTime;
}

function cutsOf(stretch: Stretch, zone: string, seconds: Fraction, kwh: Fraction): Cut[] {
  const all = stretch.tariff?.elements.flatMap(({ restrictions }) => restrictions ?? []) ?? [];
  const given = (values: (number | null | undefined)[]) =>
    values.flatMap((value) => (value == null ? [] : exact(value)));
  const byClock = all.some(looksAtClock);
  const durations = given(all.flatMap((one) => [one.min_duration, one.max_duration]));
  const energies = given(all.flatMap((one) => [one.min_kwh, one.max_kwh]));
  const inside = (at: Fraction) => at.gt(0) && at.lt(stretch.seconds);
  const cuts = [
    ...durations.map((value) => value.sub(seconds)),
    ...(stretch.kwh.gt(0)
      ? energies.map((value) => value.sub(kwh).mul(stretch.seconds).div(stretch.kwh))
      : []),
    ...(byClock ? clockCuts(stretch, zone, all.flatMap(timesOf)) : []),
  ].filter(inside);
  const ordered = [new Fraction(0), ...cuts.sort((a, b) => a.compare(b))];
  return ordered
    .filter((at, index) => index === 0 || !at.equals(ordered[index - 1] ?? -1))
    .map((at) => ({
      at,
      local: byClock ? localTime(zone, stretch.start + at.mul(1000).floor().valueOf()) : unread,
    }));
}

/** Cuts at every quarter of an hour, since no zone changes its offset within one, and at the times of day. */
function clockCuts(stretch: Stretch, zone: string, times: number[]): Fraction[] {
  const cuts: Fraction[] = [];
  const end = stretch.start + stretch.seconds.valueOf() * 1000;
  for (let start = Math.floor(stretch.start / quarter) * quarter; start < end; start += quarter) {
    const { minutes } = localTime(zone, start);
    const within = times.map((time) => time - minutes).filter((later) => later > 0 && later < 15);
    for (const later of [0, ...within]) cuts.push(new Fraction(start + later * 60_000 - stretch.start, 1000));
  }
  return cuts;
}

function timesOf({
  start_time,
  end_time,
}: {
  start_time?: string | null;
  end_time?: string | null;
}): number[] {
  return [start_time, end_time].flatMap((time) => (time == null ? [] : minutesOf(time)));
}

/** Energy in kWh that was charged in the first seconds of a stretch of a session. */
function flown({ kwh, seconds }: Stretch, at: Fraction): Fraction {
  return at.equals(0) ? at : kwh.mul(at).div(seconds);
}

function offersAt(tariff: Tariff | undefined, moment: Parameters<typeof hold>[1]): Piece['offers'] {
  const offers: Piece['offers'] = new Map();
  tariff?.elements.forEach(({ price_components, restrictions }, element) => {
    if (restrictions && !hold(restrictions, moment)) return;
    for (const component of price_components)
      if (!offers.has(component.type)) offers.set(component.type, { tariff, element, component });
  });
  return offers;
}

const quarter = 15 * 60_000;

/** A placeholder for the local time when no restriction depends on it, since computing it is slow. */
const unread: LocalTime = { date: '', minutes: 0, day: 'MONDAY' };
