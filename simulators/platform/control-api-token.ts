import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isLoopback } from '../../src/ocpi/client/allowed-networks.ts';
import { isCrossSite } from '../../src/ocpi/server/is-cross-site-request.ts';
import { newToken, readBearer, sameSecret } from '../../src/ocpi/words/credentials-tokens.ts';

/** The token of the control API: the one given, else a new one if other machines can reach it, else none. */
export function controlTokenOf(
  given: string | undefined,
  host: string,
  publicUrl: string | undefined,
): string | undefined {
  const isOpen = !isLoopback(host) || !isLoopback(new URL(publicUrl ?? 'http://localhost').hostname);
  return given ?? (isOpen ? newToken() : undefined);
}

/**
 * Middleware that admits callers with the control API's token, or without a token only callers that address this
 * machine by its own name, which keeps out pages whose host name points here (DNS rebinding). It refuses pages of other
 * sites in any case.
 */
export function controlAccess(token: string | undefined): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const host = request.get('host') ?? '';
    const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
    if (isCrossSite(request)) return refuse(response, 403, 'this request comes from a page of another site');
    if (token === undefined)
      return isLoopback(name)
        ? next()
        : refuse(response, 403, `${JSON.stringify(name)} is no name of this machine`);
    const given = readBearer(request.get('authorization'));
    if (given !== undefined && sameSecret(given, token)) return next();
    refuse(response, 401, 'send the header Authorization: Bearer <control token>');
  };
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}
