import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../hub/refusal.ts';
import { checkShape } from '../hub/shapes.ts';
import { summary } from '../ocpi/findings.ts';
import { sameSecret } from '../ocpi/tokens.ts';
import { problem, sendProblem } from './problem.ts';
import { readQuery } from './query.ts';
import type { AdminRequest, Route } from './route.ts';

/** Lets in who has the admin token, and answers 401 to everybody else. */
export function bearer(token: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = /^bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    if (given !== undefined && sameSecret(given, token)) return next();
    const detail =
      given === undefined
        ? 'send the header Authorization: Bearer <admin token>'
        : 'this is not the admin token';
    const challenge = `Bearer realm="ocpi-hub admin"${given === undefined ? '' : ', error="invalid_token"'}`;
    sendProblem(response, problem('unauthorized', detail), { 'WWW-Authenticate': challenge });
  };
}

/** The request as its route declares it; a Refusal names every wrong query parameter, or every wrong field of the body. */
export function readRequest(route: Route, request: Request): AdminRequest {
  return {
    params: request.params as Record<string, string>,
    query: route.open ? {} : readQuery(new URLSearchParams(request.url.split('?')[1] ?? ''), route.query),
    body: route.body && readBody(route.body, request.body),
  };
}

function readBody(shape: NonNullable<Route['body']>, bytes: unknown): unknown {
  const body = parse(bytes);
  const findings = checkShape(shape, body);
  if (findings.length > 0)
    throw new Refusal('invalid', `the body is not valid: ${summary(findings)}`, findings);
  return body;
}

function parse(bytes: unknown): unknown {
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw notJson('is empty: JSON expected');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // The parser quotes what it read, which may be a token.
    throw notJson(`is not JSON: ${(error as Error).message.replace(/, (\.\.\.)?".*/s, '')}`);
  }
}

function notJson(what: string): Refusal {
  return new Refusal('invalid', `the body ${what}`, [{ pointer: '', message: what }]);
}
