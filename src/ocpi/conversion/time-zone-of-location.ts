import type { Json } from '../editions/basic-ocpi-types.ts';
import { alpha2 } from '../words/country-codes.ts';
import { isZone as isZoneName } from '../words/days-in-time-zone.ts';

/** A locale that tells the time zones of its country, as JavaScript engines of any age offer it. */
type Zoned = Intl.Locale & { timeZones?: string[]; getTimeZones?(): string[] };

/** Names of time zones that were looked up and are valid; invalid ones are not remembered. */
const zones = new Set<string>();

/** The time zone of each country that was looked up; empty where it has none, or several. */
const zonesOfCountries = new Map<string, string>();

/** The time zone of a Location: its own, else that of its country; `undefined` where neither tells. */
export function zoneFor(location: Json): string | undefined {
  return isZone(location.time_zone) ? location.time_zone : zoneOf(location);
}

/** Tells whether a value is the name of a time zone. */
function isZone(value: unknown): value is string {
  if (typeof value !== 'string' || value === '') return false;
  if (zones.has(value)) return true;
  const isName = isZoneName(value);
  // A valid name may be written in upper and lower case in many ways.
  if (isName && zones.size < 1000) zones.add(value);
  return isName;
}

/**
 * The time zone of a place whose country has one zone, or several that never differ; `undefined` where the country does
 * not tell.
 */
function zoneOf({ country }: Json): string | undefined {
  const two = alpha2(String(country));
  if (two === undefined) return undefined;
  const known = zonesOfCountries.get(two) ?? onlyZoneOf(two);
  zonesOfCountries.set(two, known);
  return known || undefined;
}

function onlyZoneOf(two: string): string {
  const all = zonesOf(two);
  const [first = ''] = all;
  return all.every((zone) => hoursOf(zone) === hoursOf(first)) ? first : '';
}

function zonesOf(two: string): string[] {
  const locale: Zoned = new Intl.Locale(`und-${two}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** The offsets of a time zone in winter and in summer, as text, by which zones are compared. */
function hoursOf(timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
  });
  return [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)].map((time) => format.format(time)).join();
}
