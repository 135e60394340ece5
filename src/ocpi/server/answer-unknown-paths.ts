import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Method, Side } from '../editions/basic-ocpi-types.ts';
import type { Edition } from '../editions/edition-type.ts';
import { offeredBelow, waysIn } from '../editions/routes.ts';
import { usualEditions } from '../editions/supported-versions.ts';
import { OcpiError } from '../messages/ocpi-errors.ts';
import { envelope, refusal } from '../messages/response-envelope.ts';
import type { RequestState } from './served-platform-types.ts';

/**
 * The last handlers of an application: they answer unknown paths of any spelling with an envelope and 404, or 400 when the
 * path cannot be read; `sides` are the interfaces that the application serves.
 */
export function elsewhere(now: () => number, sides: Side[]): [RequestHandler, ErrorRequestHandler] {
  const words = ['unknown path', ...(sides.length > 0 ? [waysIn(sides)] : [])].join('; ');
  const end = (res: Response, error: OcpiError) => {
    res.status(error.http).set('Content-Type', 'application/json; charset=utf-8');
    res.end(envelope(refusal(error), now()));
  };
  return [
    (_req, res) => end(res, new OcpiError('notFound', words)),
    (_error, _req, res, _next) => end(res, new OcpiError('malformed', 'this request cannot be read')),
  ];
}

/**
 * The 405 for a path: it names the methods that the path offers, or the paths of its module that offer the method, and
 * the URL that lists the endpoints (TRANS-21).
 */
export function notAllowed(
  method: string,
  methods: Method[],
  { side, module, edition = usualEditions[0] as Edition }: Pick<RequestState, 'side' | 'module' | 'edition'>,
): OcpiError {
  const offered =
    methods.length === 0 && side && module
      ? `there is ${offeredBelow(edition, side, module)}`
      : `offered: ${methods.join(', ')}`;
  const more = module === 'versions' && side ? `; /ocpi/${side}/${edition.version} lists the endpoints` : '';
  return new OcpiError('methodNotAllowed', `${method} is not offered here; ${offered}${more}`, {
    headers: { Allow: methods.join(', ') },
  });
}
