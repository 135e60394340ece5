import type { Outgoing, Reply, WholeAnswer } from '../messages/request-and-answer-types.ts';
import type { Judged } from '../words/finding-type.ts';
import { maskUrl } from '../words/mask-secrets-in-urls.ts';
import { systemError } from '../words/network-error-text.ts';
import { answerLimits, readJson } from '../words/read-json-with-limits.ts';
import { readListByKnownTexts } from '../words/read-list-by-known-texts.ts';
import { wordsOf } from './answer-without-envelope.ts';
import { Unreadable } from './decompress-answer.ts';
import type { RefusedAddress } from './request-address.ts';
import { TooLate } from './send-through-undici.ts';

/** A partner's answer as it was read, with its text. */
export interface Answered {
  reply: Reply;
  text: string | null;
  findings: Judged[];
}

/** Reads the answer to a request, or the error in its place; `lenient` tolerates deviations from OCPI. */
export function readAnswer(request: Outgoing, answer: WholeAnswer | Error, lenient: boolean): Answered {
  if (!(answer instanceof Error)) {
    const list = request.knownTexts && readListByKnownTexts(answer.bytes, answerLimits, request.knownTexts);
    // One text is parsed and traced: a second one took 3 µs for each Location of a page.
    const text = answer.bytes.toString('utf8');
    const { reply, findings } = read(request, answer, list ? list.value : parse(answer.bytes, text), lenient);
    return { reply: list ? { ...reply, elements: list.elements } : reply, text, findings };
  }
  if (answer instanceof TooLate) return failed('timeout', answer.message);
  if (answer instanceof Unreadable) return failed('garbage', answer.message);
  const isTooLarge = (answer as { code?: string }).code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
  return failed(timedOut(answer) ? 'timeout' : 'unreachable', words(answer), isTooLarge ? 'size' : undefined);
}

/** The answer that the hub makes up for a request to an address that may not be called. */
export function barredAt(url: string, address: RefusedAddress): Answered {
  return failed(
    'elsewhere' in address ? 'unsendable' : 'unreachable',
    `${maskUrl(url)} is not an address that may be called: ${address.refused}`,
    'address',
  );
}

function failed(outcome: Reply['outcome'], message: string, barred?: Reply['barred']): Answered {
  return {
    reply: {
      ...{ outcome, success: false, http: null, code: null, message, data: undefined, headers: {} },
      ...(barred ? { barred } : {}),
    },
    text: null,
    findings: [],
  };
}

function read(
  { method }: Outgoing,
  { http, headers, bytes }: WholeAnswer,
  parsed: unknown,
  lenient: boolean,
): { reply: Reply; findings: Judged[] } {
  const body = parsed as
    | { status_code?: unknown; status_message?: unknown; data?: unknown; timestamp?: unknown }
    | undefined;
  const bare = lenient ? wordsOf({ method, http, body, empty: bytes.length === 0 }) : undefined;
  const code = typeof body?.status_code === 'number' ? body.status_code : (bare?.code ?? null);
  const enveloped = body?.status_code !== undefined;
  const findings = bare?.findings ?? [];
  if (code === null) {
    const message = `HTTP ${http} without an OCPI envelope`;
    const instead = Buffer.from(bytes).toString('utf8', 0, insteadLimit);
    return {
      reply: {
        ...{ outcome: 'garbage', success: false, http, code, message, data: undefined, headers, enveloped },
        ...(instead && { instead }),
      },
      findings,
    };
  }
  const success = code >= 1000 && code < 2000 && http >= 200 && http < 300;
  const said = typeof body?.status_message === 'string' ? body.status_message : bare?.said;
  const message = said ?? `HTTP ${http}, status code ${code}`;
  const data = body?.data;
  const timestamp = typeof body?.timestamp === 'string' ? body.timestamp : undefined;
  return {
    reply: { outcome: 'answered', success, http, code, message, said, data, headers, enveloped, timestamp },
    findings,
  };
}

/** Number of bytes that the trace keeps of a body without an OCPI envelope. */
const insteadLimit = 500;

/** Parses the body of an answer; `undefined` for text that is no JSON object or exceeds the limits for JSON. */
function parse(bytes: Uint8Array, text: string): unknown {
  try {
    const value = readJson(bytes, answerLimits, text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function timedOut(error: unknown): boolean {
  return (
    /TIMEOUT/.test((error as { code?: string }).code ?? '') &&
    (error as { code?: string }).code !== 'UND_ERR_CONNECT_TIMEOUT'
  );
}

function words(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  // OpenSSL's messages are lines of hexadecimal digits and source files, of no use to an operator.
  if (message?.includes('SSL routines')) return `${code ?? ''} TLS failed: is https spoken there?`.trim();
  return systemError({ code, message }) || 'unknown network error';
}
