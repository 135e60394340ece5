import type { IncomingHttpHeaders } from 'node:http';
import { holdsToken, spellingsOf } from '../words/credentials-tokens.ts';
import type { Judged } from '../words/finding-type.ts';

/** The request id and correlation id of a message, and findings about the ids that the caller sent. */
export interface MessageIds {
  requestId: string;
  correlationId: string;
  noted: Judged[];
}

/**
 * The ids of a request, or new ones where it has none (TRACE-01, 02, 04, 05). An id of more than 255 characters, or
 * with others than visible ASCII and blanks, is replaced and noted: passed on, it would break the message for its
 * receiver (TRACE-11). So is an id that contains the caller's token, with which a receiver could use the caller's
 * connection.
 */
export function messageIds(headers: IncomingHttpHeaders, newId: () => string): MessageIds {
  const noted: Judged[] = [];
  const idOf = (name: string) => {
    const given = headers[name.toLowerCase()] as string | undefined;
    if (!given) return newId();
    const tokens = spellingsOf(headers.authorization);
    const why = holdsToken(given, tokens) ? 'holds the token of its sender' : oddity(given);
    if (why === undefined) return given;
    noted.push(replaced(name, why));
    return newId();
  };
  return { requestId: idOf('X-Request-ID'), correlationId: idOf('X-Correlation-ID'), noted };
}

/** Maximum number of characters of a request's X-Request-ID or X-Correlation-ID. */
const longest = 255;

function oddity(given: string): string | undefined {
  if (given.length > longest) return `has ${given.length} characters`;
  return /^[ -~]*$/.test(given) ? undefined : 'has others than visible ASCII';
}

function replaced(name: string, why: string): Judged {
  return { pointer: '', message: `${name} ${why} and was replaced`, requirement: 'TRACE-11', lenient: true };
}
