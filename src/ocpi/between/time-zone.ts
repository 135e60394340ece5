import type { Json } from '../editions/edition.ts';
import { alpha2 } from '../words/countries.ts';

/** A locale as engines of any age tell the time zones of its country. */
type Zoned = Intl.Locale & { timeZones?: string[]; getTimeZones?(): string[] };

/** Tells whether a value is the name of a time zone. */
export function isZone(value: unknown): value is string {
  if (typeof value !== 'string' || value === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** The time zone of a place whose country has one, or several that never differ; `undefined` where the country does not tell. */
export function zoneOf({ country }: Json): string | undefined {
  const zones = zonesOf(String(country));
  const [first] = zones;
  return first !== undefined && zones.every((zone) => hoursOf(zone) === hoursOf(first)) ? first : undefined;
}

function zonesOf(country: string): string[] {
  const two = alpha2(country);
  if (two === undefined) return [];
  const locale: Zoned = new Intl.Locale(`und-${two}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** The times of a zone in winter and in summer, as text. */
function hoursOf(timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
  });
  return [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)].map((time) => format.format(time)).join();
}
