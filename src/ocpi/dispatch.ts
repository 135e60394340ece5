import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** What a server answered, whole. */
export interface WholeAnswer {
  http: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** Why there is no answer: it was not complete in time. */
export class TooLate extends Error {}

/**
 * One request through undici's `dispatch`: no stream and no abort signal for an answer that is read whole anyway, half of
 * what its `request` costs. Rejects with `TooLate` after `timeout` milliseconds, counted from now, and with undici's own
 * errors.
 */
export function dispatch(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  timeout: number,
): Promise<WholeAnswer> {
  return new Promise((answered, failed) => {
    let under_way: Dispatcher.DispatchController | undefined;
    let http = 0;
    let headers: IncomingHttpHeaders = {};
    const parts: Buffer[] = [];
    let late: TooLate | undefined;
    const timer = setTimeout(() => {
      late = new TooLate(`no answer within ${timeout} ms`);
      failed(late);
      under_way?.abort(late);
    }, timeout);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        under_way = controller;
        // It has waited for a socket all the time that it had.
        if (late) controller.abort(late);
      },
      onResponseStart(_controller, statusCode, given) {
        http = statusCode;
        headers = given;
      },
      onResponseData(_controller, part) {
        parts.push(part);
      },
      onResponseEnd() {
        clearTimeout(timer);
        const [first = Buffer.alloc(0)] = parts;
        answered({ http, headers, bytes: parts.length > 1 ? Buffer.concat(parts) : first });
      },
      onResponseError(_controller, error) {
        clearTimeout(timer);
        failed(error);
      },
    };
    try {
      dispatcher.dispatch(request, handler);
    } catch (error) {
      clearTimeout(timer);
      failed(error);
    }
  });
}
