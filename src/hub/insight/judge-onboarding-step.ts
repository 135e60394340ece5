import { endpointOf } from '../../ocpi/editions/endpoint-urls.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { ReportStep } from '../types.generated.ts';
import { succeeded, wordsOf } from './exchanges-about-object.ts';
import type { Step, Way } from './onboarding-steps.ts';

/** A journalled exchange without bodies. `ok` is undefined where the partner did its part and another party did not. */
export interface Seen
  extends Pick<Exchange, 'time' | 'direction' | 'module' | 'method' | 'request_id' | 'findings'> {
  ok: boolean | undefined;
  /** The refusal as text; empty when the exchange succeeded. */
  words: string;
}

/** Codes of refusals that are the caller's fault: HTTP status first, then status code. */
const callersFault = { http: [400, 401, 405, 413, 414, 429, 431], ocpi: [2000, 2001, 2002] };

/** Reduces an exchange to the fields that a report needs. */
export function seenOf(exchange: Exchange): Seen {
  const { time, direction, module, method, request_id, findings } = exchange;
  const ok = outcomeOf(exchange);
  const words = ok === true ? '' : wordsOf(exchange);
  return { time, direction, module, method, request_id, findings, ok, words };
}

/** Tells whether an exchange succeeded; undefined where the partner did its part and another party did not. */
export function outcomeOf(exchange: Exchange): boolean | undefined {
  const { direction, module, http_status, ocpi_status } = exchange;
  if (succeeded(exchange)) return true;
  const caller = callersFault.http.includes(http_status ?? 0) || callersFault.ocpi.includes(ocpi_status ?? 0);
  const registering = module === 'credentials' || module === 'versions';
  return direction === 'OUT' || caller || registering ? false : undefined;
}

/**
 * A line about a request: `PATCH locations on 2026-01-31T08:00:00.000Z: HTTP 200, 2001: /city: is required (request
 * X)`.
 */
export function lineOf({ method, module, time, words, request_id }: Seen): string {
  return `${method} ${module} on ${time}${words ? `: ${words}` : ''} (request ${request_id})`;
}

/** Judges how far a partner is in a step, from exchanges that are newest first within each module and direction. */
export function judgeStep(
  { step, title, parts, stored: module }: Step,
  connection: Connection,
  seen: Seen[],
  totals: Map<string, number>,
): ReportStep {
  const stored = module === undefined ? null : (totals.get(module) ?? 0);
  const judged = parts.map(({ ways, next }) => ({ next, ...judgePart(ways, seen) }));
  const about = judged.flatMap(({ about }) => about).sort((a, b) => (a.time < b.time ? 1 : -1));
  const bad = judged.find(({ refused }) => refused);
  const open = stored === null ? judged.find(({ works }) => !works) : stored > 0 ? undefined : judged[0];
  const failed = about.filter(({ ok }) => ok === false).length;
  const [last] = about;
  return {
    step,
    title,
    status: bad ? 'failing' : open ? 'missing' : 'done',
    seen: [
      about.length === 0 ? 'No request yet' : `${about.length} requests, ${failed} of them refused`,
      ...(last ? [`the last: ${lineOf(last)}`] : []),
      ...(stored === null ? [] : [`${stored} stored`]),
    ].join('; '),
    next: bad?.refused
      ? refusedWords(bad.refused)
      : open
        ? open.next + notOffered(parts, open.next, connection)
        : null,
    count: about.length,
    failed,
    stored,
    last: last?.time ?? null,
    request_ids: (bad?.refused ? [bad.refused, ...about] : about)
      .map(({ request_id }) => request_id)
      .filter((id, at, all) => all.indexOf(id) === at)
      .slice(0, 3),
  };
}

/** A part of a step works when one of its ways does; it fails when the newest request of any way failed. */
function judgePart(ways: Way[], seen: Seen[]) {
  const byWay = ways.map(({ direction, methods, module }) =>
    seen.filter(
      (one) => one.direction === direction && one.module === module && methods.includes(one.method),
    ),
  );
  const newest = byWay.map((all) => all.find(({ ok }) => ok !== undefined));
  return {
    about: byWay.flat(),
    refused: newest.find((one) => one?.ok === false),
    // A request that failed only by another party's fault counts as working, for example a question about an unknown
    // Token.
    works: byWay.some((all) => all.some(({ ok }) => ok !== false)),
  };
}

function refusedWords(refused: Seen): string {
  const whose =
    refused.direction === 'IN' ? 'The hub refused your' : 'You did not take, or did not answer, the hub’s';
  return `${whose} last ${lineOf(refused)}. Mend that, and try again.`;
}

/** Names the modules that a step needs and that the partner does not offer. */
function notOffered(parts: Step['parts'], next: string, { status, endpoints }: Connection): string {
  const part = parts.find((one) => one.next === next);
  const modules = (part?.ways ?? [])
    .filter(({ direction }) => direction === 'OUT')
    .map(({ module }) => module ?? '')
    .filter((module) => !endpointOf(endpoints, module));
  if (status !== 'REGISTERED' || modules.length === 0 || modules.length < (part?.ways.length ?? 0)) return '';
  return ` Your version details do not list ${[...new Set(modules)].join(', ')}.`;
}
