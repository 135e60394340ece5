import type { NextFunction, Request, Response } from 'express';
import { failure } from '../messages/error-with-request-facts.ts';
import { OcpiError } from '../messages/ocpi-errors.ts';
import type { Caller } from '../messages/request-and-answer-types.ts';
import { refusal } from '../messages/response-envelope.ts';
import { sendAnswer } from './send-answer.ts';
import type { RequestState, Served } from './served-platform-types.ts';

/** Answers a request that failed: a refusal in its own words, an unforeseen error without details (TRANS-23). */
export function fail<C extends Caller>(served: Served<C>) {
  return (error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const { cause, noted } = failure(error);
    const known = asOcpi(served, cause);
    const state: RequestState<C> = res.locals.state;
    // The findings of a refusal by another partner are recorded in the exchange with that partner.
    if (known.kind !== 'hub') state.refused = known.findings;
    if (served.help) res.setHeader('Link', `<${served.help(known.kind)}>; rel="help"`);
    const plainly = isPlain(state, req, known) ? { http: 200 } : {};
    sendAnswer(served, req, res, { ...refusal(known), ...plainly, ...noted });
  };
}

/** Tells whether a write to an unknown object is refused with HTTP 200, as versions after 2.1.1 demand. */
function isPlain({ edition }: RequestState, { method }: Request, { kind }: OcpiError): boolean {
  const isAbout = kind === 'unknownObject' || kind === 'unknownLocation';
  return isAbout && method !== 'GET' && edition?.refusesWritesPlainly === true;
}

function asOcpi<C extends Caller>(served: Served<C>, error: unknown): OcpiError {
  if (error instanceof OcpiError) return error;
  if ((error as { status?: number }).status === 400)
    return new OcpiError('notFound', 'the path is not percent-encoded as it should be');
  served.bug(error);
  return new OcpiError('internal', 'internal error');
}
