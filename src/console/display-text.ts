import type { ConnectionView, ExchangeSummary, PartyReference } from '../hub/types.generated.ts';
import { zoneLabel, zoneName } from './displayed-time-zone.ts';

/** A party in the form `NL*ABC`. */
export function partyName({ country_code, party_id }: PartyReference): string {
  return `${country_code}*${party_id}`;
}

/** A role in the words of the market. */
export function roleName(role: ConnectionView['role']): string {
  return role === 'CPO' ? 'CPO' : 'eMSP';
}

/** The time of day of an ISO 8601 time in the chosen zone, with milliseconds. */
export function clock(iso: string): string {
  const date = new Date(iso);
  const time = date.toLocaleTimeString('en-GB', { timeZone: zoneName() });
  return `${time}.${String(date.getUTCMilliseconds()).padStart(3, '0')}`;
}

/** Date, time and zone in the chosen zone: `29 Nov 2026, 08:54:55 UTC`. */
export function dateTime(iso: string): string {
  const date = new Date(iso);
  const words = date.toLocaleString('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: zoneName(),
  });
  return `${words} ${zoneLabel(date.getTime())}`;
}

/** Rewrites ISO 8601 times in a text of the hub as the console shows all times. */
export function withTimes(words: string): string {
  return words.replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (iso) =>
    Number.isNaN(Date.parse(iso)) ? iso : dateTime(iso),
  );
}

/** How far an ISO 8601 time lies in the future, in words. */
export function ahead(iso: string, now = Date.now()): string {
  const hours = Math.max(0, (Date.parse(iso) - now) / 3_600_000);
  return hours < 48 ? `in ${Math.round(hours)} h` : `in ${Math.round(hours / 24)} days`;
}

/** The age of an ISO 8601 time in words. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 90) return `${seconds} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86_400)} days ago`;
}

/** A duration in milliseconds, in words. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The outcome of an exchange: `200 · 1000`, or the reason why there was no answer. */
export function outcome({ error, http_status, ocpi_status }: ExchangeSummary): string {
  if (http_status === null) return error ?? 'no answer';
  return ocpi_status === null ? `${http_status}` : `${http_status} · ${ocpi_status}`;
}

/** The path of a URL without the beginning that all OCPI URLs share. */
export function shortUrl(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname + new URL(url).search : url;
  return path.replace(/^.*?\/2\.1\.1(?=\/|$)/, '') || path;
}

/** A number with its noun, singular or plural. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}
