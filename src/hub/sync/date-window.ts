import { formatDateTime, parseDateTime } from '../../ocpi/words/ocpi-datetime.ts';

/** The `last_updated` window of a partner's list: `from` inclusive, null without a beginning; `to` exclusive. */
export interface Window {
  from: string | null;
  to: string;
}

/** The note of a successful pull: its start by the earlier of two clocks. Earlier releases noted the window's end. */
export type Mark = { since: string } | { date_to: string };

/** Beginning of a full sync's window for Sessions, which cannot be listed without `date_from` (SYNC-03). */
const beginning = '1970-01-01T00:00:00Z';

/**
 * The window of a pull that starts `now`: everything, or the changes since the last pull less an overlap, up to the
 * next full second, so that changes in this second are in it (SYNC-02, SYNC-17). Times in milliseconds since 1970.
 */
export function windowOf(
  last: Mark | undefined,
  { now, overlap, needsFrom }: { now: number; overlap: number; needsFrom: boolean },
): Window {
  const since = last && parseDateTime('since' in last ? last.since : last.date_to);
  const from = since === undefined ? undefined : formatDateTime(Math.max(0, since - overlap));
  return {
    from: from ?? (needsFrom ? beginning : null),
    to: formatDateTime(Math.ceil(now / 1000) * 1000),
  };
}

/**
 * The note of a pull that started at `started` by the hub's clock: the earlier of that and the times that the partner
 * gave on first pages, since the partner's clock dates its objects (SYNC-17). Invalid times do not count.
 */
export function markOf(started: number, timestamps: (string | undefined)[]): Mark {
  const theirs = timestamps.flatMap((text) => timeOf(text ?? '') ?? []);
  return { since: formatDateTime(Math.min(started, ...theirs)) };
}

/** Reads a time, also one with an offset from UTC, which is against OCPI but unambiguous. */
function timeOf(text: string): number | undefined {
  const offset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?[+-]\d{2}:\d{2}$/.test(text);
  const time = offset ? Date.parse(text) : parseDateTime(text);
  return time === undefined || Number.isNaN(time) ? undefined : time;
}
