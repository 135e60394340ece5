import type { Request } from 'express';
import { checkShape } from '../hub/check-json-schema.ts';
import { Refusal } from '../hub/refusal-error.ts';
import { summary } from '../ocpi/schemas/ajv-errors-to-findings.ts';
import { JsonProblem, readJson, requestLimits } from '../ocpi/words/read-json-with-limits.ts';
import { readQuery } from './query-parameters.ts';
import type { AdminRequest, Route } from './route-types.ts';

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
