import type { NextFunction, Request, Response } from 'express';
import { checkShape } from '../hub/check-shape.ts';
import { Refusal } from '../hub/refusal.ts';
import { summary } from '../ocpi/schemas/findings.ts';
import { isCrossSite } from '../ocpi/server/cross-site.ts';
import { JsonProblem, readJson, requestLimits } from '../ocpi/words/json.ts';
import { addressKey, rateLimit } from '../ocpi/words/rate-limit.ts';
import { readBearer, sameSecret } from '../ocpi/words/tokens.ts';
import { problem, sendProblem } from './problem.ts';
import { readQuery } from './query.ts';
import type { AdminRequest, Route } from './route.ts';

/**
 * Limit of wrong admin tokens from one address: `burst` at once, then `perSecond`, so that nobody can guess even a
 * short token.
 */
const guesses = { perSecond: 0.2, burst: 20 };

/** Admits requests with the admin token, answers 401 to all others, and 429 to an address that has tried too many. */
export function bearer(token: string, now: () => number) {
  const wrong = rateLimit({ ...guesses, now });
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = readBearer(request.get('authorization'));
    const address = addressKey(request.ip);
    // The limit applies before the token is compared: otherwise the right token would stand out among wrong ones.
    const wait = given === undefined ? 0 : wrong(address, 0);
    if (wait > 0) {
      const detail = `this address has tried too many wrong tokens: try again in ${wait} s`;
      return sendProblem(response, problem('tooMany', detail), { 'Retry-After': String(wait) });
    }
    if (given !== undefined && sameSecret(given, token)) return next();
    if (given !== undefined) wrong(address);
    const detail =
      given === undefined
        ? 'send the header Authorization: Bearer <admin token>'
        : 'this is not the admin token';
    const challenge = `Bearer realm="ocpi-hub admin"${given === undefined ? '' : ', error="invalid_token"'}`;
    sendProblem(response, problem('unauthorized', detail), { 'WWW-Authenticate': challenge });
  };
}

/**
 * Limit of requests from one address for documents and metrics, which need no token: `burst` at once, then `perSecond`.
 */
const openRequests = { perSecond: 10, burst: 100 };

/** Answers 429 to an address that requests documents or metrics too often. */
export function boundedByAddress(now: () => number) {
  const limit = rateLimit({ ...openRequests, now });
  return (request: Request, response: Response, next: NextFunction): void => {
    const wait = limit(addressKey(request.ip));
    if (wait === 0) return next();
    const detail = `this address asks too often: try again in ${wait} s`;
    sendProblem(response, problem('tooMany', detail), { 'Retry-After': String(wait) });
  };
}

/**
 * Refuses requests that a page of another site sends through an operator's browser. A client that is not a browser
 * sends neither header.
 */
export function sameSite(request: Request, response: Response, next: NextFunction): void {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads || !isCrossSite(request)) return next();
  sendProblem(response, problem('forbidden', 'this request comes from a page of another site'));
}

/**
 * Parses a request as its route declares it; throws a Refusal that names every wrong query parameter, or every wrong
 * field of the body.
 */
export function readRequest(
  route: Pick<Route, 'open' | 'query' | 'body' | 'bodies'>,
  request: Request,
): AdminRequest {
  return {
    params: request.params as Record<string, string>,
    query: route.open ? {} : readQuery(new URLSearchParams(request.url.split('?')[1] ?? ''), route.query),
    body: route.body && readBody(route.body, request.body, route.bodies),
    url: request.originalUrl,
    page: request.accepts(['json', 'html']) === 'html',
  };
}

/** Limits of a request body to the admin API: only operators have the token, and they send whole lists. */
const limits = { ...requestLimits, values: 2_000_000 };

function readBody(shape: NonNullable<Route['body']>, bytes: unknown, mayBeList = false): unknown {
  const body = parse(bytes);
  const findings =
    mayBeList && Array.isArray(body)
      ? body.flatMap((one, nth) =>
          checkShape(shape, one).map((found) => ({ ...found, pointer: `/${nth}${found.pointer}` })),
        )
      : checkShape(shape, body);
  if (findings.length > 0)
    throw new Refusal('invalid', `the body is not valid: ${summary(findings)}`, findings);
  return body;
}

function parse(bytes: unknown): unknown {
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw notJson('is empty: JSON expected');
  try {
    return readJson(bytes, limits);
  } catch (error) {
    if (error instanceof JsonProblem) throw notJson(error.message);
    throw error;
  }
}

function notJson(what: string): Refusal {
  return new Refusal('invalid', `the body ${what}`, [{ pointer: '', message: what }]);
}
