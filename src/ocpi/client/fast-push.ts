import type { Dispatcher } from 'undici';
import type { Exchange, Express, Outgoing, WholeAnswer } from '../messages/request-and-answer-types.ts';
import type { Style } from '../words/partner-style-types.ts';
import { arrive, type Departure, type Departures, depart, exchangeOf } from './request-attempt.ts';
import { styledUrl } from './retry-in-other-style.ts';
import { dispatch } from './send-through-undici.ts';

/** Network, partner styles and journal of the OCPI client, which the quick way of sending pushes shares. */
export interface ExpressOptions extends Departures {
  agent: Dispatcher;
  styleOf(request: Outgoing): Style;
  record(exchange: Exchange): void;
}

/**
 * Makes the quick way of sending pushes: one attempt, an answer without data to read, callbacks instead of promises.
 */
export function expressOf(options: ExpressOptions): Express {
  const { agent, styleOf, newId, now, record } = options;
  /**
   * Records an answer with which the partner accepted the push; returns false for an answer that the ordinary client
   * must handle.
   */
  const took = (departure: Departure, answer: WholeAnswer | Error): boolean => {
    if (answer instanceof Error) return false;
    const answered = arrive(departure, answer);
    if (!answered.reply.success) return false;
    const findings = [...departure.restyling, ...answered.findings];
    record(exchangeOf(departure, { ...answered, findings }, { id: newId(), ended: now() }));
    return true;
  };
  return (request, ended) => {
    const style = styleOf(request);
    const correlationId = request.correlationId ?? newId();
    const departure = depart(options, request, { style, url: styledUrl(request, style), correlationId });
    const { address, headers, limit, requestId, started } = departure;
    const { method, body, timeout, judge } = departure.request;
    if ('refused' in address || !body || judge) return false;
    dispatch(agent, { ...address, method, headers, body }, { timeout, limit }, (answer) =>
      ended(took(departure, answer) ? undefined : { requestId, started, answer }),
    );
    return true;
  };
}
