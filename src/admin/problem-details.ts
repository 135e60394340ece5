import type { Response } from 'express';
import { guidePath, helpOf } from '../hub/guide-page-of-error.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { Problem } from '../hub/types.generated.ts';
import type { Finding } from '../ocpi/words/finding-type.ts';

/** All kinds of problems that the admin API answers with, with HTTP status and title (RFC 9457). */
export const problems = {
  invalid: [400, 'The request is not valid'],
  unauthorized: [401, 'The admin token is missing or wrong'],
  forbidden: [403, 'Another site may not do this'],
  notFound: [404, 'There is nothing here'],
  methodNotAllowed: [405, 'This method is not offered here'],
  conflict: [409, 'This does not fit the present state'],
  tooLarge: [413, 'The body is too large'],
  encoding: [415, 'The body is encoded in a way not known here'],
  partnerRefused: [422, 'The partner does not accept this, or what it said will not do'],
  tooMany: [429, 'Too many requests, or wrong tokens, came from this address'],
  internal: [500, 'The hub failed'],
  partnerUnreachable: [502, 'The partner did not answer as it should'],
} as const;

export type ProblemKind = keyof typeof problems;

/** Maximum number of errors that an answer lists; its detail says how many there are. */
const listed = 100;

/** Makes a problem of a kind, with a detail that helps to solve it. */
export function problem(kind: ProblemKind, detail: string, errors: Finding[] = []): Problem {
  const [status, title] = problems[kind];
  const name = kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return {
    type: `urn:ocpi-hub:problem:${name}`,
    title,
    status,
    detail,
    help: guidePath(`errors/${helpOf('admin', kind)}`),
    ...(errors.length > 0 ? { errors: errors.slice(0, listed) } : {}),
  };
}

/** The problem with which the admin API answers an error; `undefined` for an unforeseen error. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Refusal) return problem(error.kind, error.message, error.findings);
  const { status, type, limit } = error as { status?: number; type?: string; limit?: number };
  if (status === 413) return problem('tooLarge', `the body is larger than ${limit} bytes`);
  if (status === 415) return problem('encoding', 'send the body as it is, or with gzip, deflate or br');
  if (status === 400 && !type)
    return problem('invalid', 'the path or the compressed body is not encoded as it should be');
  if (status !== undefined && status < 500) return problem('invalid', 'the body cannot be read');
  return undefined;
}

/** Sends a problem as the answer. */
export function sendProblem(response: Response, given: Problem, headers: Record<string, string> = {}): void {
  response.status(given.status).set({ 'Content-Type': 'application/problem+json', ...headers });
  response.end(JSON.stringify(given));
}
