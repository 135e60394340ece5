import type { Finding } from '../words/finding-type.ts';
import { parseDateTime } from '../words/ocpi-datetime.ts';
import { invalid } from './ocpi-errors.ts';
import { type PagePlace } from './request-and-answer-types.ts';

/** Largest number of objects on a page; a larger `limit` is reduced to it (TRANS-27). */
const maxPage = 1000;

/**
 * The list parameters of a request; times in milliseconds since 1970, `from` inclusive, `to` exclusive (TRANS-39, 40).
 */
export interface PageRequest {
  offset: number;
  limit: number;
  from?: number;
  to?: number;
}

/**
 * Reads `offset`, `limit`, `date_from` and `date_to`; throws a 2001 that names every wrong or missing one (TRANS-22,
 * 26, 34; SES-02).
 */
export function readPage(query: URLSearchParams, required: string[] = []): PageRequest {
  const findings: Finding[] = [];
  const whole = (name: string, least: number, absent: number) => {
    const text = query.get(name);
    if (text === null) return absent;
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= least) return value;
    findings.push({
      pointer: `?${name}`,
      message: `must be a whole number of at least ${least}, got "${text}"`,
    });
    return absent;
  };
  const time = (name: string) => {
    const text = query.get(name);
    if (text === null) {
      if (required.includes(name)) findings.push({ pointer: `?${name}`, message: 'is required' });
      return undefined;
    }
    const value = parseDateTime(text);
    if (value === undefined)
      findings.push({
        pointer: `?${name}`,
        message: `must be a UTC time such as 2026-01-31T08:00:00Z, got "${text}"`,
      });
    return value;
  };
  const page = {
    offset: whole('offset', 0, 0),
    limit: Math.min(whole('limit', 1, maxPage), maxPage),
    from: time('date_from'),
    to: time('date_to'),
  };
  if (findings.length > 0) throw invalid(findings);
  return page;
}

/**
 * The headers of a page of a list; the next link is absolute and repeats every parameter of the request (TRANS-28 to
 * 32).
 */
export function pageHeaders(url: URL, place: PagePlace): Record<string, string> {
  const headers: Record<string, string> = {
    'X-Total-Count': String(place.total),
    'X-Limit': String(place.limit),
  };
  const next = place.offset + place.limit;
  if (next < place.total) {
    const link = new URL(url);
    link.searchParams.set('offset', String(next));
    link.searchParams.set('limit', String(place.limit));
    headers.Link = `<${link.href}>; rel="next"`;
  }
  return headers;
}
