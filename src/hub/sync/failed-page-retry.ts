import { acceptanceOf } from '../../ocpi/client/answer-acceptance.ts';
import type { Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { limitOf, moved, offsetOf } from './list-page-url.ts';

/** Number of times that a page is asked for again before its list is given up (SYNC-16). */
const mostAgain = 5;

/** Objects per page below which the hub does not make a slow page smaller: the partner is slow, not the page. */
const smallestSlow = 10;

/** The next step after a page that failed: ask for less of it, ask for it again after `pause` ms, or give up. */
export type NextStep =
  | { do: 'less'; url: URL }
  | { do: 'again'; pause: number }
  | { do: 'fail'; error: string; passing: boolean };

/** A page that failed: its URL, the number of failures in a row before, and pauses in milliseconds. */
interface FailedPage {
  url: URL;
  failures: number;
  /** Remaining pause that the partner has asked for. */
  rests: number;
  /** First pause before a failed page of a partner's list is asked for again. */
  pause: number;
}

/**
 * Decides on the next step after a page of a partner's list that failed (SYNC-16). A page too large or too slow is
 * asked for in halves where its URL carries offset and limit. After a temporary failure it is asked for again, after a
 * first pause that doubles each time and never while the partner wants a pause; every other failure is final.
 */
export function afterFailure(reply: Reply, { url, failures, rests, pause: first }: FailedPage): NextStep {
  const { barred, http } = reply;
  // A refusal may come without a message; it is a refusal all the same.
  const message = reply.message || `refused with HTTP ${http}, status code ${reply.code}`;
  const less =
    reply.outcome === 'timeout' || barred === 'size'
      ? half(url, barred === 'size' ? 1 : smallestSlow)
      : undefined;
  if (less) return { do: 'less', url: less };
  if (barred === 'size') return { do: 'fail', error: tooLarge(url, message), passing: false };
  if (barred || isFinal(http) || acceptanceOf(reply) !== 'moment')
    return { do: 'fail', error: message, passing: false };
  if (failures >= mostAgain)
    return { do: 'fail', error: `${message} (asked ${failures + 1} times)`, passing: true };
  return { do: 'again', pause: Math.max(first * 2 ** failures, rests) };
}

/** Tells whether an HTTP status refuses the request itself, which is final, as 401 is. */
function isFinal(http: number | null): boolean {
  return http !== null && http >= 400 && http < 500 && http !== 408 && http !== 429;
}

/**
 * The first half of a page; `undefined` where its URL does not say how many objects it asks for, or asks for the fewest
 * already.
 */
function half(url: URL, least: number): URL | undefined {
  const { searchParams } = url;
  const limit = limitOf(url);
  if (!searchParams.has('offset') || !searchParams.has('limit') || limit <= least) return undefined;
  return moved(url, offsetOf(url), Math.max(least, Math.floor(limit / 2)));
}

function tooLarge(url: URL, message: string): string {
  const limit = limitOf(url);
  if (limit === 1)
    return `the object at offset ${offsetOf(url)} alone is larger than an answer may be: ${message}`;
  return `a page is larger than an answer may be, and its link carries no offset and limit by which to ask for less: ${message}`;
}
