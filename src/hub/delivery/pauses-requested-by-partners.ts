import type { Send } from '../../ocpi/messages/request-and-answer-types.ts';
import { retryAfter } from '../../ocpi/words/retry-after-header.ts';
import { type RequestedPauses } from '../build-request-to-partner.ts';

/** Longest pause, in milliseconds, that the hub grants to a partner that asks for one. */
const longestRest = 5 * 60_000;

/** Starts without a pause for any partner. */
export function newRequestedPauses(now: () => number): RequestedPauses {
  const until = new Map<string, number>();
  return {
    left(connection) {
      const left = Math.max(0, (until.get(connection) ?? 0) - now());
      if (left === 0) until.delete(connection);
      return left;
    },
    heed(connection, { success, headers }) {
      const pause = success ? undefined : retryAfter(headers['retry-after'], now(), longestRest);
      if (pause) until.set(connection, Math.max(until.get(connection) ?? 0, now() + pause));
    },
  };
}

/** A `send` that also takes note of the pauses that partners ask for in their answers. */
export function notingPauses(send: Send, rests: RequestedPauses): Send {
  return async (request) => {
    const reply = await send(request);
    if (request.connection !== null) rests.heed(request.connection, reply);
    return reply;
  };
}
