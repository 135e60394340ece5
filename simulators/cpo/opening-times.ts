import type { ExceptionalPeriod, Location } from '../../src/ocpi/types/2.1.1.generated.ts';
import { parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { localTime, minutesOf } from '../tariffs/local-time.ts';

/** Whether a Location is open at a moment, in milliseconds since 1970, by its own opening times; one that says nothing is always open. */
export function isOpen({ opening_times, time_zone = 'UTC' }: Location, time: number): boolean {
  const { twentyfourseven, regular_hours, exceptional_openings, exceptional_closings } = opening_times ?? {};
  const within = (periods: ExceptionalPeriod[] | null | undefined) =>
    (periods ?? []).some(
      ({ period_begin, period_end }) =>
        (parseDateTime(period_begin) ?? 0) <= time && time < (parseDateTime(period_end) ?? 0),
    );
  if (within(exceptional_closings)) return false;
  if (within(exceptional_openings) || twentyfourseven || !regular_hours) return true;
  const { day, minutes } = localTime(time_zone ?? 'UTC', time);
  return regular_hours.some(
    ({ weekday, period_begin, period_end }) =>
      days[weekday - 1] === day && minutesOf(period_begin) <= minutes && minutes < minutesOf(period_end),
  );
}

const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** The moment at which clocks of a zone show so many minutes after midnight of a date (YYYY-MM-DD), in milliseconds since 1970. */
export function moment(zone: string, date: string, minutes: number): number {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  // The second turn takes the time zone's offset near the moment itself, not near the first guess.
  return [0, 1].reduce((guess) => guess - (shownAt(zone, guess) - wanted), wanted);
}

/** The time that clocks of a zone show, as if it were UTC. */
function shownAt(zone: string, time: number): number {
  const { date, minutes } = localTime(zone, time);
  return Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
}
