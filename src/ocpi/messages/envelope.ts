import { formatDateTime } from '../words/dates.ts';
import type { OcpiError } from './errors.ts';
import type { Answer } from './exchange.ts';

/**
 * An envelope (TRANS-09); `now` in milliseconds since 1970. Data that is ready as JSON is not parsed again and makes it
 * bytes; all else is a text, which Node puts behind the head and the journal keeps as it is.
 */
export function envelope(answer: Answer, now: number): Buffer | string {
  const { ocpi = 1000, message } = answer;
  const status = {
    status_code: ocpi,
    ...(message === undefined ? {} : { status_message: message }),
    timestamp: formatDateTime(now),
  };
  if (answer.raw) return withData('', [answer.raw], status);
  if (answer.page) return withData('[', answer.page.objects, status);
  return JSON.stringify(answer.data === undefined ? status : { data: answer.data, ...status });
}

/** The answer to a request that failed: codes of its kind, its words, its findings as data (TRANS-12, TRANS-14). */
export function refusal(error: OcpiError): Answer {
  return {
    http: error.http,
    ocpi: error.ocpi,
    message: error.message,
    headers: error.headers,
    ...(error.findings.length > 0 ? { data: { findings: error.findings } } : {}),
  };
}

/** Written into place at once: a list of parts with a comma between each takes 0.5 ms more for a page of 1,000. */
function withData(open: '[' | '', data: Buffer[], status: object): Buffer {
  const head = `{"data":${open}`;
  const tail = `${open && ']'},${JSON.stringify(status).slice(1)}`;
  const commas = Math.max(0, data.length - 1);
  const size = data.reduce((sum, { length }) => sum + length, commas);
  const whole = Buffer.allocUnsafe(head.length + size + Buffer.byteLength(tail));
  let at = whole.write(head);
  for (const bytes of data) {
    at += bytes.copy(whole, at);
    // After the last one the tail stands in its place.
    whole[at++] = comma;
  }
  whole.write(tail, head.length + size);
  return whole;
}

const comma = ','.charCodeAt(0);
