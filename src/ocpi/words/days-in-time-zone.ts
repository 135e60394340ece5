/**
 * A quarter of an hour in milliseconds: in every time zone days begin at a multiple of it, and clocks change by
 * multiples of it.
 */
const quarter = 15 * 60_000;

/**
 * Whether a text is the name of a time zone, such as `Europe/Amsterdam`; an offset, which newer JavaScript engines
 * accept, is none.
 */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    formatOf(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first moment of a day (`2026-01-31`) in a time zone, in milliseconds since 1970, also where clocks change at
 * midnight.
 */
export function startOfDay(day: string, zone: string): number {
  const format = formatOf(zone);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The time zone may have another offset at another hour of the day: the moment is then searched nearby.
  let time = midnight - (Date.parse(`${clockBy(format, midnight)}Z`) - midnight);
  while (dayBy(format, time) >= day) time -= quarter;
  while (dayBy(format, time) < day) time += quarter;
  return time;
}

/** The day in a time zone at a time in milliseconds since 1970. */
export function dayAt(time: number, zone: string): string {
  return dayBy(formatOf(zone), time);
}

/** The day that lies `by` days after another one, or before it. */
export function dayBeside(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 24 * 3_600_000).toISOString().slice(0, 10);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const [date, clock] = [
    { year: 'numeric', month: '2-digit', day: '2-digit' },
    { hour: '2-digit', minute: '2-digit' },
  ] as const;
  return new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', ...date, ...clock });
}

function dayBy(format: Intl.DateTimeFormat, time: number): string {
  return clockBy(format, time).slice(0, 10);
}

/** Date and time of day in a time zone at a moment: `2026-01-31T08:15`. */
function clockBy(format: Intl.DateTimeFormat, time: number): string {
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}
