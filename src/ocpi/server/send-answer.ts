import type { Request, Response } from 'express';
import { pageHeaders } from '../messages/paging.ts';
import type { Answer, Caller } from '../messages/request-and-answer-types.ts';
import { envelope, pageEnd } from '../messages/response-envelope.ts';
import { routingHeaders } from '../messages/routing-headers.ts';
import { isInTwoParts, type RequestState, type SentBody, type Served } from './served-platform-types.ts';
import { tidySlashes } from './tidy-url-slashes.ts';

/**
 * Sends an answer in its envelope, with paging headers for a page, and routing headers where it is about a functional
 * module.
 */
export function sendAnswer<C extends Caller>(
  served: Served<C>,
  req: Request,
  res: Response,
  given: Answer,
): void {
  const state: RequestState<C> = res.locals.state;
  state.answer = given;
  state.sent = bodyOf(given, served.now(), state);
  res.statusCode = given.http ?? 200;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  setHeaders(res, given.headers);
  if (given.page)
    setHeaders(res, pageHeaders(new URL(served.url() + tidySlashes(req.originalUrl)), given.page));
  if (isFunctional(state)) setHeaders(res, routingHeaders(answered(served, state, given)));
  if (!isInTwoParts(state.sent)) return void res.end(state.sent);
  res.setHeader('Content-Length', sizeOf(state.sent));
  res.write(state.sent.start);
  res.end(state.sent.end);
}

function bodyOf<C extends Caller>(given: Answer, now: number, { pages }: RequestState<C>): SentBody {
  const start = given.page && pages?.startOf(given.page.objects);
  return start ? { start, end: pageEnd(given, now) } : envelope(given, now);
}

/** Number of bytes, or of characters of a text, of an answer's body. */
export function sizeOf(body: SentBody): number {
  return isInTwoParts(body) ? body.start.length + Buffer.byteLength(body.end) : body.length;
}

/** Sets headers without Express's `set`, which checks every value for a content type. */
function setHeaders(res: Response, headers: Record<string, string> | undefined): void {
  for (const name in headers) res.setHeader(name, headers[name] as string);
}

/** The parties in the routing headers of an answer: those of the request, exchanged (ROUTE-04). */
function answered<C extends Caller>(served: Served<C>, state: RequestState<C>, given: Answer) {
  return {
    to: given.asker ?? state.inbound?.from ?? state.caller?.party,
    from: given.from ?? served.party,
  };
}

/** Tells whether a request is about a functional module, which excludes versions and credentials. */
export function isFunctional(state: RequestState): boolean {
  return state.module !== 'versions' && state.module !== 'credentials';
}
