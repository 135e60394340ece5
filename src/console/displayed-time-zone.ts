import { useOutside } from './use-external-value.ts';

/** The time zone in which the console shows all times: the browser's own, or UTC. */
export type Zone = 'local' | 'utc';

const key = 'ocpi-hub zone';
const listeners = new Set<() => void>();

/** The time zone that the user has chosen. */
function zone(): Zone {
  return globalThis.localStorage?.getItem(key) === 'utc' ? 'utc' : 'local';
}

/** The time zone that the user has chosen; a component that uses it is rendered again when it changes. */
export function useZone(): Zone {
  return useOutside((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, zone);
}

/** Switches to the other time zone and saves the choice in this browser. */
export function nextZone(): void {
  localStorage.setItem(key, zone() === 'utc' ? 'local' : 'utc');
  for (const listener of listeners) listener();
}

/** The time zone's name in `Intl`; `undefined` is the browser's own. */
export function zoneName(): string | undefined {
  return zone() === 'utc' ? 'UTC' : undefined;
}

/** The time zone's short name, such as `UTC` or `CET`. */
export function zoneLabel(at = Date.now()): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zoneName(),
    timeZoneName: 'short',
  }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}

/** A time in the format of a calendar field, in the chosen zone, to the minute; empty for none. */
export function calendarTime(iso: string | null | undefined): string {
  if (!iso) return '';
  const time = new Date(iso);
  const offset = zone() === 'utc' ? 0 : time.getTimezoneOffset() * 60_000;
  return new Date(time.getTime() - offset).toISOString().slice(0, 16);
}

/** The value of a calendar field in the hub's format; `null` when it is empty. */
export function fromCalendar(text: string): string | null {
  if (text === '') return null;
  return new Date(zone() === 'utc' ? `${text}Z` : text).toISOString();
}
