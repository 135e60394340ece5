import type { NextFunction, Request, Response } from 'express';
import type { Hub } from '../hub/hub-dependencies.ts';
import { problem, problemOf, sendProblem } from './problem-details.ts';
import { readRequest } from './read-request.ts';
import type { Admin, AdminAnswer, Route } from './route-types.ts';

/** Security headers for browsers: the answers are data, appear in no frame, and send no referrer to other sites. */
export const answerHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Rewrites a path from OpenAPI's notation into that of Express. */
export function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

/**
 * Makes the handler for the requests of one path; it answers 405 to a method that no route has. `adminOf` gives the
 * parts of the hub that a request may use.
 */
export function serve<A extends Admin>(
  adminOf: (request: Request, response: Response) => A,
  rows: Route<A>[],
) {
  const methods = rows.map(({ method }) => method as string);
  return async (request: Request, response: Response): Promise<void> => {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = rows.find((row) => row.method === method);
    if (route) {
      const answer = await route.handle(adminOf(request, response), readRequest(route, request));
      return send(response, answer, request.method);
    }
    const allowed = methods.includes('GET') ? ['HEAD', ...methods] : methods;
    const detail = `${request.method} is not offered here; offered: ${methods.join(', ')}`;
    sendProblem(response, problem('methodNotAllowed', detail), { Allow: allowed.join(', ') });
  };
}

function send(response: Response, answer: AdminAnswer, method: string): void {
  const { status = 200, headers, body, text, stream } = answer;
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (stream && method !== 'HEAD') return stream(response);
  if (body !== undefined) response.set('Content-Type', 'application/json; charset=utf-8');
  response.end(body === undefined ? text : JSON.stringify(body));
}

/**
 * Makes the error handler: a known problem is answered as such, any other error with 500, and only the log tells its
 * cause.
 */
export function fail(hub: Pick<Hub, 'log'>) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const known = problemOf(error);
    if (!known)
      hub.log.error({ err: error, method: request.method, path: request.path }, 'admin request failed');
    if (response.headersSent) return void response.destroy();
    sendProblem(response, known ?? problem('internal', 'the cause is in the log of the hub'));
  };
}
