import { type RequestHandler, type Response, Router } from 'express';
import { problem, sendProblem } from '../admin/problem-details.ts';
import type { Hub } from '../hub/hub-dependencies.ts';
import { forward } from './forward-request.ts';

/** The process that runs the sandbox of a hub of several processes, as far as this process knows. */
export interface Whereabouts {
  /** Whether this process runs the sandbox and takes requests for it. */
  isHere(): boolean;
  /** The port of this machine at which another process takes requests for the sandbox. */
  port(): number | undefined;
  /** Asks all processes which one runs the sandbox; the answer arrives later. */
  ask(): void;
}

/** Milliseconds that a request waits for a process that runs the sandbox, and milliseconds between two attempts. */
const patience = 15_000;
const pause = 100;

/**
 * Passes requests for the sandbox on to the process that runs it. While there is none, because it has just ended or has
 * not opened its workspaces yet, a request waits; 502 where none comes.
 */
export function passOn({ now, after }: Pick<Hub, 'now' | 'after'>, at: Whereabouts): Router {
  const lead: RequestHandler = async (request, response, next) => {
    const nobody = () => sendAway(response, 'the process that has the sandbox cannot be reached');
    const headers = { 'x-forwarded-for': request.ip ?? '' };
    const until = now() + patience;
    while (!response.closed) {
      if (at.isHere()) return next();
      const port = at.port();
      const to = { path: request.originalUrl, headers };
      if (port !== undefined && (await forward(request, response, { port, ...to }, nobody))) return;
      if (now() >= until) return nobody();
      at.ask();
      await new Promise<void>((done) => after(pause, done));
    }
  };
  const router = Router({ caseSensitive: true });
  router.use(['/sandbox/api', '/sandbox/w'], lead);
  return router;
}

/**
 * Lets requests pass only while this process runs the sandbox; for the server at which other processes pass requests
 * on.
 */
export function onlyWhile(isOpen: () => boolean): Router {
  return Router().use((_request, response, next) =>
    isOpen() ? next() : sendAway(response, 'another process of the hub has the sandbox now'),
  );
}

function sendAway(response: Response, reason: string): void {
  const detail = `${reason}: try again in some seconds`;
  sendProblem(response, problem('partnerUnreachable', detail), { 'Retry-After': '5' });
}
