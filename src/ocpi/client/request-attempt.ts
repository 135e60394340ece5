import { bodyText } from '../messages/body-for-journal.ts';
import type { Exchange, Outgoing, Reply, WholeAnswer } from '../messages/request-and-answer-types.ts';
import { inBase64, maskHeaders, maskToken } from '../words/credentials-tokens.ts';
import type { Judged } from '../words/finding-type.ts';
import { maskSecrets, maskUrl, maskUrlsIn, secretsOf } from '../words/mask-secrets-in-urls.ts';
import type { Style } from '../words/partner-style-types.ts';
import { answerLimitOf } from './answer-size-limits.ts';
import { type Answered, barredAt, readAnswer } from './read-answer.ts';
import type { Address, RefusedAddress } from './request-address.ts';
import { isPlain, restyled } from './request-body-in-style.ts';
import { headersOf } from './request-headers.ts';
import { singleObjectOf } from './unwrap-list-of-one.ts';

/** One attempt to send a request to a partner, in the partner's style. */
export interface Departure {
  request: Outgoing;
  style: Style;
  /** Findings that tell how the partner's style changed the body. */
  restyling: Judged[];
  requestId: string;
  correlationId: string;
  /** Time at which the attempt began, in milliseconds since 1970. */
  started: number;
  headers: Record<string, string>;
  address: Address;
  /** Maximum size, in bytes, of the answer to a request to a partner. */
  limit: number;
}

/** Functions that give every attempt its ids and time and check its address, and the largest answer. */
export interface Departures {
  newId(): string;
  now(): number;
  addressOf(url: string): Address;
  answerLimit: number;
}

/**
 * Prepares an attempt: the request in the partner's style with its headers, and its address. An attempt that was made
 * `early` keeps its id and time.
 */
export function depart(
  { newId, now, addressOf, answerLimit }: Departures,
  given: Outgoing,
  { style, url, correlationId }: { style: Style; url: string; correlationId: string },
): Departure {
  const { request, restyling } = inStyle(given, style, url);
  const { requestId = newId(), started = now() } = given.early ?? {};
  return {
    ...{ request, style, restyling, requestId, correlationId, started },
    headers: headersOf(request, style, requestId, correlationId),
    address: addressOf(request.url),
    limit: answerLimitOf(request, answerLimit),
  };
}

/** Puts a request into a partner's style. */
function inStyle(request: Outgoing, style: Style, url: string) {
  if (isPlain(style, request.object))
    return { request: url === request.url ? request : { ...request, url }, restyling: [] };
  const { body, findings } = restyled(request, style);
  return { request: { ...request, url, body }, restyling: findings };
}

/** Reads the outcome of an attempt, with tokens removed: an answer, an error, or an address that may not be called. */
export function arrive(
  { request, style }: Departure,
  answer: WholeAnswer | Error | RefusedAddress,
): Answered {
  const answered =
    'refused' in answer ? barredAt(request.url, answer) : readAnswer(request, answer, style.lenient);
  const masked = withoutToken(request, answered);
  return style.lenient ? singleObjectOf(request, masked) : masked;
}

/** The record of an attempt for the trace; `ended` in milliseconds since 1970. */
export function exchangeOf(
  { request, requestId, correlationId, started, headers, address }: Departure,
  { reply, text, findings }: Answered,
  { id, ended }: { id: string; ended: number },
): Exchange {
  return {
    id,
    time: new Date(started).toISOString(),
    direction: 'OUT',
    connection: request.connection,
    module: request.module,
    method: request.method,
    url: maskToken(maskUrl(sentUrl(address, request.url)), request.token),
    http_status: reply.http,
    ocpi_status: reply.code,
    duration_ms: ended - started,
    request_id: requestId,
    correlation_id: correlationId,
    parent_id: request.parent ?? null,
    from: request.from ?? null,
    to: request.to ?? null,
    findings,
    error: reply.outcome === 'answered' ? null : `${reply.outcome}: ${reply.message}`,
    request: {
      headers: request.headers ? maskHeaders(headers) : { ...headers, Authorization: '***' },
      body: request.body ? textOnce(request.body, request.module) : null,
    },
    response: {
      headers: maskedHeaders(request, reply),
      body: text === null ? null : bodyText(text, request.module),
    },
  };
}

/** The URL as it was sent; a URL that was not called stays as it was given. */
function sentUrl(address: Address, given: string): string {
  return 'refused' in address ? given : address.origin + address.path;
}

const texts = new WeakMap<Buffer, string>();

/** The text of a body for the trace, made once: one body goes to many receivers. */
function textOnce(body: Buffer, module: Exchange['module']): string {
  const known = texts.get(body);
  if (known !== undefined) return known;
  const text = bodyText(body, module);
  texts.set(body, text);
  return text;
}

/** The headers of an answer for the trace; links in them repeat the query of the endpoint, which is masked. */
function maskedHeaders({ token, url }: Outgoing, { headers }: Reply): Record<string, string> {
  const secrets = secretsOf(url);
  const masked = maskHeaders(headers, token);
  for (const name in masked) masked[name] = maskUrlsIn(maskSecrets(masked[name] as string, secrets));
  return masked;
}

/**
 * Removes the token, and the query of the endpoint, from an answer: some partners repeat them, and they must not reach
 * trace, log, operator or another partner.
 */
function withoutToken({ token, module, url }: Outgoing, { reply, text, findings }: Answered): Answered {
  const encoded = inBase64(token);
  const secrets = secretsOf(url);
  const mask = (words: string) => maskSecrets(maskToken(maskToken(words, token), encoded), secrets);
  const said = reply.said === undefined ? undefined : mask(reply.said);
  // The data of a refusal is passed on to the asking party; the Credentials of a partner may contain the same token on
  // purpose.
  const repeated =
    !reply.success &&
    module !== 'credentials' &&
    [token, encoded, ...secrets].some((secret) => text?.includes(secret));
  const data = repeated ? undefined : reply.data;
  return {
    reply: { ...reply, said, data, message: mask(reply.message) },
    text: text && mask(text),
    findings,
  };
}
