import type { Tariff } from '../../src/ocpi/types.generated.ts';
import type { Finding } from '../../src/ocpi/validation.ts';
import { minutesOf } from './local-time.ts';

const day = 24 * 60;

/**
 * Where the times of a tariff leave one minute without a price: who writes 23:59 for the end of the day means the end of the
 * day, but an end is the first minute that is outside (mod_tariffs.md, 4.5). Longer holes are meant.
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
  /** Absent where it ends with the day. */
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

/** Whether nothing covers a minute, and something the next one. */
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
