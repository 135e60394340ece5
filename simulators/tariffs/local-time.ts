import type { DayOfWeek } from '../../src/ocpi/types/2.1.1.generated.ts';

/** The local calendar and clock at a place. */
export interface LocalTime {
  /** The local calendar day, as YYYY-MM-DD. */
  date: string;
  /** Minutes since midnight. */
  minutes: number;
  day: DayOfWeek;
}

/**
 * The local time in a zone (`Europe/Madrid`) at so many milliseconds since 1970; an unknown zone throws a RangeError.
 */
export function localTime(zone: string, time: number): LocalTime {
  const minute = Math.floor(time / 60_000);
  const key = `${zone} ${minute}`;
  const known = read.get(key);
  if (known) return known;
  if (read.size >= most) read.clear();
  const local = readTime(zone, minute * 60_000);
  read.set(key, local);
  return local;
}

/**
 * Cache of local times: computing one takes longer than everything else, and a session is priced again at every update.
 */
const read = new Map<string, LocalTime>();
const most = 5000;

function readTime(zone: string, time: number): LocalTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
    day: String(parts.weekday).toUpperCase() as DayOfWeek,
  };
}

/** Whether a text is the name of a time zone that the engine knows. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
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
