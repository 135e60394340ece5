import type {
  CDR,
  PriceComponent,
  Tariff,
  TariffRestrictions,
} from '../../src/ocpi/types/2.1.1.generated.ts';

/**
 * For the tests: the cost of a simulator's CDR in ten-thousandths of the currency, computed second by second with whole
 * numbers. It shares no code with the engine, and relies on each period having one current.
 */
export function walk(cdr: CDR, tariff: Tariff): number {
  const zone = cdr.location.time_zone ?? 'UTC';
  const connector = cdr.location.evses?.[0]?.connectors[0];
  if (!connector) throw new Error('no connector');
  const wattsOfAnAmpere = connector.voltage * (connector.power_type === 'AC_3_PHASE' ? 3 : 1);
  const limits = tariff.elements.flatMap(({ restrictions: one }) => [one?.min_kwh, one?.max_kwh]);
  const inWattHours = limits.flatMap((kwh) => (kwh === undefined ? [] : Math.round(kwh * 1000)));
  const thresholds = [...new Set(inWattHours)].sort((a, b) => a - b);
  const used = new Map<PriceComponent, Ratio>();
  let [second, wattHours] = [0, 0];
  for (const period of cdr.charging_periods) {
    const volume = (type: string) => period.dimensions.find((one) => one.type === type)?.volume;
    const parks = volume('PARKING_TIME') !== undefined;
    const length = Math.round(Number(volume('TIME') ?? volume('PARKING_TIME')) * 3600);
    const energy = Math.round((volume('ENERGY') ?? 0) * 1000);
    const watts = Math.round(Number(volume('MAX_CURRENT') ?? 0) * wattsOfAnAmpere);
    const start = Date.parse(period.start_date_time);
    // The number of the period's parts under each price. A second has `energy` parts, or one when no current flows.
    const parts = new Map<PriceComponent, number>();
    for (let passed = 0; passed < Math.max(length, 1); passed += 1) {
      // A threshold of energy is passed within a second, so energy is counted in 1 / length Wh.
      const [before, after] = [
        wattHours * length + energy * passed,
        wattHours * length + energy * (passed + 1),
      ];
      const marks = [
        before,
        ...thresholds.filter((one) => one * length > before && one * length < after),
        after,
      ];
      for (let index = 0; index < marks.length - 1; index += 1) {
        const from = index === 0 ? before : Number(marks[index]) * length;
        const to = index === marks.length - 2 ? after : Number(marks[index + 1]) * length;
        const moment = {
          time: start + passed * 1000,
          seconds: second + passed,
          wattHours: length === 0 ? wattHours : from / length,
          watts: parks ? 0 : watts,
        };
        for (const component of inForce(tariff, moment, zone))
          parts.set(component, (parts.get(component) ?? 0) + (energy === 0 ? 1 : to - from));
      }
    }
    for (const [component, count] of parts)
      used.set(
        component,
        plus(used.get(component) ?? [0n, 1n], amountOf(component, parks, count, energy, length)),
      );
    second += length;
    wattHours += energy;
  }
  return rounded([...used].map(([component, amount]) => priceOf(component, amount)).reduce(plus, [0n, 1n]));
}

type Ratio = [top: bigint, bottom: bigint];

interface Moment {
  time: number;
  seconds: number;
  wattHours: number;
  watts: number;
}

/** The Wh or seconds that a charging period has, for an exact computation of its cost. */
function amountOf(
  { type }: PriceComponent,
  parks: boolean,
  parts: number,
  energy: number,
  length: number,
): Ratio {
  if (type === 'ENERGY')
    return length === 0 ? [BigInt(energy), 1n] : [energy === 0 ? 0n : BigInt(parts), BigInt(length)];
  if (type === 'FLAT' || length === 0 || parks !== (type === 'PARKING_TIME')) return [0n, 1n];
  return [BigInt(parts), BigInt(energy === 0 ? 1 : energy)];
}

function priceOf({ type, price, step_size }: PriceComponent, [top, bottom]: Ratio): Ratio {
  const money = BigInt(Math.round(price * 10_000));
  if (type === 'FLAT') return [money, 1n];
  const step = BigInt(step_size === 0 ? 1 : step_size);
  const steps = (top + bottom * step - 1n) / (bottom * step);
  return [steps * step * money, type === 'ENERGY' ? 1000n : 3600n];
}

function inForce({ elements }: Tariff, moment: Moment, zone: string): PriceComponent[] {
  const found: PriceComponent[] = [];
  for (const { restrictions, price_components } of elements)
    if (restrictions === undefined || allows(restrictions, moment, zone))
      for (const one of price_components) if (!found.some(({ type }) => type === one.type)) found.push(one);
  return found;
}

function allows(
  rule: TariffRestrictions,
  { time, seconds, wattHours, watts }: Moment,
  zone: string,
): boolean {
  if (rule.min_duration !== undefined && seconds < rule.min_duration) return false;
  if (rule.max_duration !== undefined && seconds >= rule.max_duration) return false;
  if (rule.min_kwh !== undefined && wattHours < Math.round(rule.min_kwh * 1000)) return false;
  if (rule.max_kwh !== undefined && wattHours >= Math.round(rule.max_kwh * 1000)) return false;
  if (rule.min_power !== undefined && watts < Math.round(rule.min_power * 1000)) return false;
  if (rule.max_power !== undefined && watts >= Math.round(rule.max_power * 1000)) return false;
  const { start_date, end_date, day_of_week, start_time, end_time } = rule;
  if (!start_date && !end_date && !day_of_week && !start_time && !end_time) return true;
  const [date, clock, day] = wallAt(zone, Math.floor(time / 60_000));
  if (start_date && date < start_date) return false;
  if (end_date && date >= end_date) return false;
  if (day_of_week?.length && !day_of_week.some((one) => one.startsWith(day))) return false;
  const [from, until] = [start_time ?? '00:00', end_time ?? '24:00'];
  return from < until ? clock >= from && clock < until : clock >= from || clock < until;
}

/** Date, HH:MM and the first three letters of the weekday in a minute since 1970. */
function wallAt(zone: string, minute: number): typeof lastWall {
  if (zone === lastZone && minute === lastMinute) return lastWall;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(zone, format);
  }
  const shown = format.format(minute * 60_000);
  const date = shown.slice(0, 10);
  const day = new Date(`${date}T12:00:00Z`).toUTCString().slice(0, 3).toUpperCase();
  [lastZone, lastMinute, lastWall] = [zone, minute, [date, shown.slice(11, 16), day]];
  return lastWall;
}

const formats = new Map<string, Intl.DateTimeFormat>();
let [lastZone, lastMinute] = ['', 0];
let lastWall: [date: string, clock: string, day: string] = ['', '', ''];

function plus([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return b === d ? [a + c, b] : [a * d + c * b, b * d];
}

/** Rounds a fraction to the nearest whole number, halves up. */
function rounded([top, bottom]: Ratio): number {
  return Number((2n * top + bottom) / (2n * bottom));
}
