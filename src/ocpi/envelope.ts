import { formatDateTime } from './dates.ts';
import type { OcpiError } from './errors.ts';
import type { Answer } from './exchange.ts';

const comma = Buffer.from(',');

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
  if (answer.raw) return withData(status, [answer.raw]);
  if (answer.page)
    return withData(status, [
      Buffer.from('['),
      ...answer.page.objects.flatMap((bytes, n) => (n === 0 ? [bytes] : [comma, bytes])),
      Buffer.from(']'),
    ]);
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

function withData(status: object, data: Buffer[]): Buffer {
  return Buffer.concat([
    Buffer.from('{"data":'),
    ...data,
    Buffer.from(`,${JSON.stringify(status).slice(1)}`),
  ]);
}
