import { invalidAt } from '../messages/ocpi-errors.ts';
import type { Judged } from '../words/finding-type.ts';
import { hasDotSegments } from '../words/url-dot-segments.ts';

/** A finding about more than one blank between `Token` and the token (TRANS-78). */
export function oddBlanks(authorization = ''): Judged[] {
  if (!/^token(?! \S)/i.test(authorization)) return [];
  return [
    { pointer: '', message: 'several blanks were read as one', requirement: 'TRANS-01', lenient: true },
  ];
}

/** Throws 2001 for an id in the URL whose dots would lead to another path in later URLs (TRANS-72). */
export function refuseElsewhere({ country_code: _, party_id: __, ...ids }: Record<string, string>): void {
  for (const id of Object.values(ids))
    if (hasDotSegments(id))
      throw invalidAt('', `the id "${id}" in the URL must have no part "." or ".." between / and \\`);
}

/** Throws 2001 for a body in which the caller has wrapped the object in `data`, as in an answer. */
export function refuseWrapped(body: unknown): void {
  const { data, ...rest } = (body ?? {}) as Record<string, unknown>;
  const isAnswer = Object.keys(rest).every((name) => inAnswers.includes(name));
  if (typeof data === 'object' && data !== null && isAnswer)
    throw invalidAt('', 'the body of a request is the object itself: it must not stand in "data"');
}

const inAnswers = ['status_code', 'status_message', 'timestamp'];
