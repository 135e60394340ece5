import { Agent, type Dispatcher } from 'undici';
import type {
  Exchange,
  Express,
  Outgoing,
  Reply,
  Send,
  WholeAnswer,
} from '../messages/request-and-answer-types.ts';
import type { Judged } from '../words/finding-type.ts';
import { type Lesson, type PartnerStyles, plainStyle, type Style } from '../words/partner-style-types.ts';
import { newUuid } from '../words/random-uuid.ts';
import { borderOf, type Reach } from './allowed-networks.ts';
import { revealsNetwork } from './errors-that-reveal-network.ts';
import { expressOf } from './fast-push.ts';
import { type Near, nearBorder, toNear } from './origins-in-this-process.ts';
import { addressReader } from './request-address.ts';
import { arrive, depart, exchangeOf } from './request-attempt.ts';
import { type Attempt, nextAttempt, styledUrl } from './retry-in-other-style.ts';
import { dispatch } from './send-through-undici.ts';

/** Settings of the HTTP client: limits, networks, journal. Times are in milliseconds. */
export interface ClientOptions {
  reach: Reach;
  connectTimeout?: number;
  /** Maximum number of sockets to one partner origin. */
  connections?: number;
  /** Largest page of a list in bytes; other answers have smaller limits of their own. */
  answerLimit?: number;
  now(): number;
  /** Makes an id for a request, and one for its exchange in the journal; default: a random UUID. */
  newId?(): string;
  record(exchange: Exchange): void;
  /** The styles of OCPI that partners need; by default every partner gets plain 2.1.1. */
  styles?: PartnerStyles;
  /** Origins that this process itself serves; by default none. */
  near?: Near;
  /** The HTTP client's network; by default sockets. */
  dispatcher?: Dispatcher;
}

/** Sends requests to partners: `send` any request, `express` pushes that are expected to succeed. */
export interface Client {
  send: Send;
  express: Express;
  close(): Promise<void>;
}

/** Maximum number of attempts at one request, redirects included. */
const mostAttempts = 5;

/**
 * The HTTP client for all requests to partners: undici with keep-alive and one pool per origin. A partner that may deviate
 * gets requests in its style, and the same request again in another style where its answer asks for that; the journal has
 * one exchange for each attempt.
 */
export function ocpiClient(options: ClientOptions): Client {
  const {
    reach,
    newId = newUuid,
    connectTimeout = 3000,
    connections = 32,
    answerLimit = 32 * 1_048_576,
    now,
    styles,
  } = options;
  const border = options.near ? nearBorder(borderOf(reach), options.near) : borderOf(reach);
  const network =
    options.dispatcher ??
    new Agent({
      connections,
      // The size of a partner's answer is limited where the answer is read, by its kind.
      maxResponseSize: -1,
      keepAliveTimeout: 30_000,
      connect: { timeout: connectTimeout, lookup: border.lookup },
    });
  const agent = options.near ? network.compose(toNear(options.near)) : network;
  const departures = { newId, now, answerLimit, addressOf: addressReader(border) };
  const styleOf = (request: Outgoing) => styles?.of(request.connection) ?? plainStyle;

  const once = async (given: Outgoing, style: Style, url: string, correlationId: string) => {
    const departure = depart(departures, given, { style, url, correlationId });
    const { request, restyling, address, headers, limit } = departure;
    const { method, body = null, timeout } = request;
    const answer =
      given.early?.answer ??
      ('refused' in address
        ? address
        : await new Promise<WholeAnswer | Error>((ended) =>
            dispatch(agent, { ...address, method, headers, body }, { timeout, limit }, ended),
          ));
    const { reply, text, findings } = arrive(departure, answer);
    if (!reach.privateNetworks && revealsNetwork(reply)) reply.hidden = true;
    const judgement = reply.success ? request.judge?.(reply) : undefined;
    const judged = judgement ? { ...reply, data: judgement.data ?? reply.data, judgement } : reply;
    const all = [...restyling, ...findings, ...(judgement?.findings ?? [])];
    // The client decides on another attempt before it records the answer, so that the record contains the reason too.
    const write = (more: Judged[]) => {
      const answered = { reply, text, findings: [...all, ...more] };
      options.record(exchangeOf(departure, answered, { id: newId(), ended: now() }));
    };
    return { reply: judged, write };
  };
  const send: Send = async (request) => {
    const correlationId = request.correlationId ?? newId();
    let style = styleOf(request);
    let url = styledUrl(request, style);
    let lesson: Lesson = {};
    const tried = new Map<string, Reply>();
    for (;;) {
      const given = request.early && tried.size > 0 ? { ...request, early: undefined } : request;
      const { reply, write } = await once(given, style, url, correlationId);
      const next = style.lenient ? nextAttempt(request, style, url, reply) : undefined;
      if (next) tried.set(attemptKey(url, style), reply);
      const known = next && tried.get(attemptKey(next.url, next.style));
      if (!next || tried.size >= mostAttempts || known) {
        write([]);
        if (reply.success && Object.keys(lesson).length > 0) await styles?.learn(request.connection, lesson);
        // A redirect that leads back to a URL which has answered: that answer counts.
        return known && isRedirect(reply) ? known : reply;
      }
      write([next.finding]);
      ({ style, url } = next satisfies Attempt);
      lesson = { ...lesson, ...next.lesson };
    }
  };
  const express = expressOf({ ...departures, agent, styleOf, record: options.record });
  return { send, express, close: () => agent.destroy() };
}

function attemptKey(url: string, style: Style): string {
  return `${url} ${JSON.stringify(style)}`;
}

function isRedirect({ http }: Reply): boolean {
  return http !== null && http >= 300 && http < 400;
}
