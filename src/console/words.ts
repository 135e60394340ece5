import type { ConnectionView, ExchangeSummary, PartyReference } from '../hub/types.generated.ts';

/** A party in the form `NL*ABC`. */
export function partyName({ country_code, party_id }: PartyReference): string {
  return `${country_code}*${party_id}`;
}

/** A role in the words of the market. */
export function roleName(role: ConnectionView['role']): string {
  return role === 'CPO' ? 'CPO' : 'eMSP';
}

/** The time of day of an ISO 8601 time in the user's time zone, with milliseconds. */
export function clock(iso: string): string {
  const date = new Date(iso);
  const digits = (value: number, count = 2) => String(value).padStart(count, '0');
  return `${digits(date.getHours())}:${digits(date.getMinutes())}:${digits(date.getSeconds())}.${digits(date.getMilliseconds(), 3)}`;
}

/** Date and time in the user's time zone. */
export function dateTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
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

/** A number with its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}
