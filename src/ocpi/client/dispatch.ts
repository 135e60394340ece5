import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { packedLimit, TooLarge, unpacked } from './unpack.ts';

/** A server's answer, whole and decoded. */
export interface WholeAnswer {
  http: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** The error of a request whose answer was not complete in time. */
export class TooLate extends Error {}

/**
 * One request through undici's `dispatch`: no stream and no abort signal for an answer that is read whole anyway, half of
 * what its `request` costs. Rejects with `TooLate` after `timeout` milliseconds, counted from now, with `TooLarge` and
 * `Unreadable` for a body of more than `limit` bytes, decoded, or in a coding that cannot be read, and with undici's own errors.
 */
export function dispatch(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  timeout: number,
  limit: number,
): Promise<WholeAnswer> {
  return new Promise((answered, failed) => {
    let under_way: Dispatcher.DispatchController | undefined;
    let http = 0;
    let headers: IncomingHttpHeaders = {};
    let encoding: string | undefined;
    let size = 0;
    const parts: Buffer[] = [];
    let late: TooLate | undefined;
    const timer = setTimeout(() => {
      late = new TooLate(`no answer within ${timeout} ms`);
      failed(late);
      under_way?.abort(late);
    }, timeout);
    const mostBytes = () => (encoding === undefined ? limit : packedLimit(limit));
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        under_way = controller;
        // The request has spent its whole timeout waiting for a free socket.
        if (late) controller.abort(late);
      },
      onResponseStart(controller, statusCode, given) {
        http = statusCode;
        headers = given;
        encoding = given['content-encoding']?.toString();
        if (Number(given['content-length']) > mostBytes()) controller.abort(new TooLarge(limit));
      },
      onResponseData(controller, part) {
        size += part.length;
        if (size > mostBytes()) controller.abort(new TooLarge(limit));
        else parts.push(part);
      },
      onResponseEnd() {
        const [first = Buffer.alloc(0)] = parts;
        const bytes = parts.length > 1 ? Buffer.concat(parts) : first;
        if (encoding === undefined) {
          clearTimeout(timer);
          answered({ http, headers, bytes });
        } else {
          unpacked(bytes, encoding, limit)
            .then((whole) => answered({ http, headers, bytes: whole }))
            .catch(failed)
            .finally(() => clearTimeout(timer));
        }
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
