import type { Tariff } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import { minutesOf } from './local-time.ts';

const day = 24 * 60;

/**
 * Minutes of the day that the times of a Tariff leave without a price by mistake: an end of 23:59 is meant as the end
 * of the day, but in OCPI an end is the first minute outside (mod_tariffs.md, 4.5). Longer gaps count as intended.
 */
export function holes(tariffs: Tariff[]): Finding[] {
  return tariffs.flatMap(({ elements }, nth) => {
    const windows = elements.map(({ restrictions }) => windowOf(restrictions ?? {}));
    return windows.flatMap(({ until }, element) => {
      if (until === undefined || !isHole(windows, until)) return [];
      const pointer = `/tariffs/${nth}/elements/${element}/restrictions/end_time`;
      const [from, to] = [until, (until + 1) % day].map(inWords);
      return [
        {
          pointer,
          message: `leaves ${from} to ${to} without a price: an end is outside, and the end of a day is 00:00`,
        },
      ];
    });
  });
}

interface Window {
  from: number;
  /** The last minute of the window in the day; absent if it ends with the day. */
  until?: number;
}

function windowOf({
  start_time,
  end_time,
}: {
  start_time?: string | null;
  end_time?: string | null;
}): Window {
  const from = start_time == null ? 0 : minutesOf(start_time);
  return end_time == null ? { from } : { from, until: minutesOf(end_time) };
}

/** Tells whether the times of a Tariff leave one minute of the day without a price, and cover the next. */
function isHole(windows: Window[], minute: number): boolean {
  const covered = (at: number) => windows.some((window) => covers(window, at % day));
  return !covered(minute) && covered(minute + 1);
}

function covers({ from, until = day }: Window, minute: number): boolean {
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

function inWords(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
