import type {
  DayOfWeek,
  PriceComponent,
  Tariff,
  TariffDimensionType,
  TariffRestrictions,
} from '../../src/ocpi/types.generated.ts';

/** What a session used. */
export interface Usage {
  /** When it started, in milliseconds since 1970, and in which zone it is what time of day. */
  start: number;
  zone: string;
  wattHours: number;
  chargingSeconds: number;
  parkingSeconds: number;
  /** Highest power, in kW. */
  power: number;
}

/**
 * Cost of a session without VAT, four decimals. For each dimension the first element with a price for it counts whose
 * restrictions hold; they are looked at once, with the local time of the start and the totals at the end.
 */
export function costOf(tariff: Tariff, usage: Usage): number {
  const elements = tariff.elements.filter(({ restrictions = {} }) => holds(restrictions, usage));
  const dimensions: TariffDimensionType[] = ['FLAT', 'ENERGY', 'TIME', 'PARKING_TIME'];
  const prices = dimensions.map((dimension) =>
    elements
      .flatMap((element) => element.price_components.filter(({ type }) => type === dimension))
      .slice(0, 1)
      .reduce((sum, component) => sum + priceOf(component, usage), 0),
  );
  return round4(prices.reduce((sum, price) => sum + price, 0));
}

/** A number with at most four decimals (TY / number). */
export function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function priceOf({ type, price, step_size }: PriceComponent, usage: Usage): number {
  if (type === 'FLAT') return price;
  const [amount, unit] =
    type === 'ENERGY'
      ? [usage.wattHours, 1000]
      : [type === 'TIME' ? usage.chargingSeconds : usage.parkingSeconds, 3600];
  const step = Math.max(step_size, 1);
  return (Math.ceil(amount / step) * step * price) / unit;
}

function holds(restrictions: TariffRestrictions, usage: Usage): boolean {
  const { date, time, day } = localTime(usage.start, usage.zone);
  const { start_time = '00:00', end_time = '24:00', start_date = '', end_date = '9999' } = restrictions;
  const days = restrictions.day_of_week ?? [];
  const seconds = usage.chargingSeconds + usage.parkingSeconds;
  return (
    (start_time < end_time ? time >= start_time && time < end_time : time >= start_time || time < end_time) &&
    date >= start_date &&
    date < end_date &&
    (days.length === 0 || days.includes(day)) &&
    within(usage.wattHours / 1000, restrictions.min_kwh, restrictions.max_kwh) &&
    within(usage.power, restrictions.min_power, restrictions.max_power) &&
    within(seconds, restrictions.min_duration, restrictions.max_duration)
  );
}

/** From `min` on and below `max`. */
function within(value: number, min: number | undefined, max: number | undefined): boolean {
  return (min === undefined || value >= min) && (max === undefined || value < max);
}

/** Date, time of day and weekday on the clock at a place. */
function localTime(time: number, zone: string): { date: string; time: string; day: DayOfWeek } {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    day: String(parts.weekday).toUpperCase() as DayOfWeek,
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'long',
    hourCycle: 'h23',
  });
  formats.set(zone, format);
  return format;
}
