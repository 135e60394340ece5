import type { NextFunction, Request, Response } from 'express';
import { isCrossSite } from '../ocpi/server/is-cross-site-request.ts';
import { readBearer, sameSecret } from '../ocpi/words/credentials-tokens.ts';
import { addressKey, rateLimit } from '../ocpi/words/rate-limit.ts';
import { problem, sendProblem } from './problem-details.ts';

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
