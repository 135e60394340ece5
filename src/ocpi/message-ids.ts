import type { IncomingHttpHeaders } from 'node:http';
import type { Judged } from './findings.ts';

/** The two ids of a message, and what was wrong with those it came with. */
export interface MessageIds {
  requestId: string;
  correlationId: string;
  noted: Judged[];
}

/**
 * The ids that a request brings, or new ones (TRACE-01, 02, 04, 05). One of more than 255 characters, or with others than
 * visible ASCII and blanks, is replaced and noted: sent on, it would break the message at whoever gets it (TRACE-11).
 */
export function messageIds(headers: IncomingHttpHeaders, newId: () => string): MessageIds {
  const noted: Judged[] = [];
  const idOf = (name: string) => {
    const given = headers[name.toLowerCase()] as string | undefined;
    if (!given) return newId();
    if (given.length <= longest && /^[ -~]*$/.test(given)) return given;
    noted.push(replaced(name, given));
    return newId();
  };
  return { requestId: idOf('X-Request-ID'), correlationId: idOf('X-Correlation-ID'), noted };
}

/** Characters of an id at most. */
const longest = 255;

function replaced(name: string, given: string): Judged {
  const why = given.length > longest ? `has ${given.length} characters` : 'has others than visible ASCII';
  return { pointer: '', message: `${name} ${why} and was replaced`, requirement: 'TRACE-11', lenient: true };
}
