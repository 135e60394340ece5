import { withQuery } from '../src/ocpi/editions/endpoint-urls.ts';
import { dataOf, type Exchange, inShort, type Json, succeeded } from './http-exchange.ts';
import { endpointOf, send, type Trial, type Walk } from './suite-run-state.ts';

/** Maximum number of objects that are read of one list. */
const most = 5000;

/**
 * Reads a partner's list to its end by the `next` links; the trial remembers it, unless it is to be read `fresh`
 * (TRANS-37).
 */
export async function walk(trial: Trial, module: string, query = '', fresh = false): Promise<Walk> {
  const key = `${module}?${query}`;
  const known = trial.walks.get(key);
  if (known && !fresh) return known;
  const result: Walk = { objects: [], pages: [] };
  trial.walks.set(key, result);
  let url: string | undefined = withQuery(endpointOf(trial, module) ?? '', query);
  const seen = new Set<string>();
  while (url && !seen.has(url) && result.objects.length < most) {
    seen.add(url);
    const page = await send(trial, 'GET', url);
    result.pages.push(page);
    const data = dataOf(page);
    if (!succeeded(page) || !Array.isArray(data)) {
      result.trouble = `GET ${url} shows no list: ${inShort(page)}`;
      return result;
    }
    if (data.length > 0 && repeats(result.pages)) {
      result.trouble = `GET ${url} shows the page before once more`;
      return result;
    }
    result.objects.push(...(data as Json[]));
    const next = data.length === 0 ? undefined : nextLink(page.answer.headers.link);
    // The token is a secret between the partner and the suite, and is not sent to another host.
    if (next !== undefined && !sameOrigin(next, url)) {
      result.trouble = `the next link of GET ${url} leads to another host, ${new URL(next).origin}, and is not followed`;
      return result;
    }
    url = next;
  }
  if (url && seen.has(url)) result.trouble = `the next link leads back to ${url}`;
  if (result.objects.length >= most) result.trouble = `it has more than ${most} objects`;
  return result;
}

/** Whether the newest page repeats the page before it: such a list has no end. */
export function repeats(pages: Exchange[]): boolean {
  const [before, now] = pages.slice(-2).map((page) => JSON.stringify(dataOf(page)));
  return now !== undefined && before === now;
}

/** Whether two URLs have the same host, port and scheme. */
export function sameOrigin(url: string, other: string): boolean {
  return new URL(url).origin === new URL(other).origin;
}

/** The URL in a header `Link: <…>; rel="next"`. */
export function nextLink(header: string | undefined): string | undefined {
  const link = (header ?? '').split(/,\s*(?=<)/).find((one) => /;\s*rel="?next"?/i.test(one));
  const url = /<([^<>]*)>/.exec(link ?? '')?.[1];
  return url !== undefined && URL.canParse(url) ? url : undefined;
}

/** The query that the list of a module requires: `date_from` for Sessions (SES-03). */
export function needed(module: string): string {
  return module === 'sessions' ? 'date_from=2000-01-01T00:00:00Z' : '';
}

/**
 * Whether a page of `length` objects is the last one by its own X-Total-Count, be that right or not; a page without the
 * header counts as the last.
 */
export function endsList({ url, answer }: Exchange, length: number): boolean {
  const total = Number(answer.headers['x-total-count'] ?? Number.NaN);
  const offset = Number(new URL(url).searchParams.get('offset') ?? 0);
  return Number.isNaN(total) || offset + length >= total;
}
