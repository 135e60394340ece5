import { Agent, type Dispatcher } from 'undici';
import type { Exchange, Outgoing, Reply, Send } from '../messages/exchange.ts';
import { bodyText } from '../messages/journalled-body.ts';
import type { Judged } from '../words/finding.ts';
import { newUuid } from '../words/ids.ts';
import { answerLimits, readJson } from '../words/json.ts';
import { type Lesson, type Manners, plainStyle, type Style } from '../words/style.ts';
import { maskHeaders, maskToken } from '../words/tokens.ts';
import { maskSecrets, maskUrl, maskUrlsIn, secretsOf } from '../words/url-secrets.ts';
import { type Address, addressReader } from './address.ts';
import { answerLimitOf } from './answer-limits.ts';
import { dispatch, TooLate, type WholeAnswer } from './dispatch.ts';
import { type Attempt, nextAttempt, styledUrl } from './leniency.ts';
import { borderOf, type Reach } from './network.ts';
import { revealsNetwork } from './network-errors.ts';
import { headersOf } from './request-headers.ts';
import { isPlain, restyled } from './restyle.ts';
import { singleObjectOf } from './single-object.ts';
import { Unreadable } from './unpack.ts';
import { wordsOf } from './without-envelope.ts';

/** Settings of the client: limits, networks, journal. Times are in milliseconds. */
export interface ClientOptions {
  reach: Reach;
  connectTimeout?: number;
  /** Sockets per partner origin. */
  connections?: number;
  /** Largest page of a list in bytes; other answers have bounds of their own below it. */
  answerLimit?: number;
  now(): number;
  /** Makes an id for a request, and one for its exchange in the journal; default: a random UUID. */
  newId?(): string;
  record(exchange: Exchange): void;
  /** The styles that partners need; default: every partner gets 2.1.1 as it is written. */
  manners?: Manners;
  /** The network; default: sockets. */
  dispatcher?: Dispatcher;
}

/** Attempts at one request at most, redirects included. */
const mostAttempts = 5;

/**
 * The HTTP client for all requests to partners: undici with keep-alive and one pool per origin. A partner that may deviate
 * gets requests in its style, and the same request again in another style where its answer asks for that; the journal has
 * one exchange for each attempt.
 */
export function ocpiClient(options: ClientOptions): { send: Send; close(): Promise<void> } {
  const {
    reach,
    newId = newUuid,
    connectTimeout = 3000,
    connections = 32,
    answerLimit = 32 * 1_048_576,
  } = options;
  const border = borderOf(reach);
  const addressOf = addressReader(border);
  const agent =
    options.dispatcher ??
    new Agent({
      connections,
      // Answers are counted where they are read, each by its kind.
      maxResponseSize: -1,
      keepAliveTimeout: 30_000,
      connect: { timeout: connectTimeout, lookup: border.lookup },
    });
  const once = async (given: Outgoing, style: Style, url: string, correlationId: string) => {
    const { request, restyling } = inStyle(given, style, url);
    const started = options.now();
    const requestId = newId();
    const headers = headersOf(request, style, requestId, correlationId);
    const address = addressOf(request.url);
    const limit = answerLimitOf(request, answerLimit);
    const answered = await exchange(agent, request, headers, address, style.lenient, limit);
    if (!reach.privateNetworks && revealsNetwork(answered.reply)) answered.reply.hidden = true;
    const masked = withoutToken(request, answered);
    const { reply, text, findings } = style.lenient ? singleObjectOf(request, masked) : masked;
    const judgement = reply.success ? request.judge?.(reply) : undefined;
    const judged = judgement ? { ...reply, data: judgement.data ?? reply.data, judgement } : reply;
    const all = [...restyling, ...findings, ...(judgement?.findings ?? [])];
    // The client decides on another attempt before it journals the answer, so that the journal holds the reason too.
    const write = (more: Judged[]) =>
      options.record({
        id: newId(),
        time: new Date(started).toISOString(),
        direction: 'OUT',
        connection: request.connection,
        module: request.module,
        method: request.method,
        url: maskToken(maskUrl(sentUrl(address, request.url)), request.token),
        http_status: reply.http,
        ocpi_status: reply.code,
        duration_ms: options.now() - started,
        request_id: requestId,
        correlation_id: correlationId,
        parent_id: request.parent ?? null,
        from: request.from ?? null,
        to: request.to ?? null,
        findings: [...all, ...more],
        error: reply.outcome === 'answered' ? null : `${reply.outcome}: ${reply.message}`,
        request: {
          headers: request.headers ? maskHeaders(headers) : { ...headers, Authorization: '***' },
          body: request.body ? textOnce(request.body, request.module) : null,
        },
        response: {
          headers: maskedHeaders(request, reply),
          body: text === null ? null : bodyText(text, request.module),
        },
      });
    return { reply: judged, write };
  };
  const send: Send = async (request) => {
    const { manners } = options;
    const correlationId = request.correlationId ?? newId();
    let style = manners?.of(request.connection) ?? plainStyle;
    let url = style.trailing_slash === 'never' ? request.url : styledUrl(request, style);
    let lesson: Lesson = {};
    const tried = new Map<string, Reply>();
    for (;;) {
      const { reply, write } = await once(request, style, url, correlationId);
      const next = style.lenient ? nextAttempt(request, style, url, reply) : undefined;
      if (next) tried.set(attemptKey(url, style), reply);
      const known = next && tried.get(attemptKey(next.url, next.style));
      if (!next || tried.size >= mostAttempts || known) {
        write([]);
        if (reply.success && Object.keys(lesson).length > 0) await manners?.learn(request.connection, lesson);
        // A redirect back to where something was answered already: that is the answer.
        return known && isRedirect(reply) ? known : reply;
      }
      write([next.finding]);
      ({ style, url } = next satisfies Attempt);
      lesson = { ...lesson, ...next.lesson };
    }
  };
  return { send, close: () => agent.destroy() };
}

function attemptKey(url: string, style: Style): string {
  return `${url} ${JSON.stringify(style)}`;
}

function isRedirect({ http }: Reply): boolean {
  return http !== null && http >= 300 && http < 400;
}

/** The URL as it left; one that did not leave stays as it was given. */
function sentUrl(address: Address, given: string): string {
  return 'refused' in address ? given : address.origin + address.path;
}

const texts = new WeakMap<Buffer, string>();

/** The text of a body for the journal: one body goes to many receivers. */
function textOnce(body: Buffer, module: Exchange['module']): string {
  const known = texts.get(body);
  if (known !== undefined) return known;
  const text = bodyText(body, module);
  texts.set(body, text);
  return text;
}

/** Puts a request into a partner's style. */
function inStyle(request: Outgoing, style: Style, url: string) {
  if (isPlain(style, request.object))
    return { request: url === request.url ? request : { ...request, url }, restyling: [] };
  const { body, findings } = restyled(request, style);
  return { request: { ...request, url, body }, restyling: findings };
}

interface Answered {
  reply: Reply;
  text: string | null;
  findings: Judged[];
}

async function exchange(
  agent: Dispatcher,
  request: Outgoing,
  headers: Record<string, string>,
  address: Address,
  lenient: boolean,
  limit: number,
): Promise<Answered> {
  const failed = (outcome: Reply['outcome'], message: string, barred?: Reply['barred']) => ({
    reply: {
      ...{ outcome, success: false, http: null, code: null, message, data: undefined, headers: {} },
      ...(barred ? { barred } : {}),
    },
    text: null,
    findings: [],
  });
  if ('refused' in address)
    return failed(
      'elsewhere' in address ? 'unsendable' : 'unreachable',
      `${maskUrl(request.url)} is not an address that may be called: ${address.refused}`,
      'address',
    );
  const { method, body = null, timeout } = request;
  try {
    const answer = await dispatch(agent, { ...address, method, headers, body }, timeout, limit);
    return { ...read(request, answer, lenient), text: answer.bytes.toString('utf8') };
  } catch (error) {
    if (error instanceof TooLate) return failed('timeout', error.message);
    if (error instanceof Unreadable) return failed('garbage', error.message);
    const isTooLarge = (error as { code?: string }).code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
    return failed(timedOut(error) ? 'timeout' : 'unreachable', words(error), isTooLarge ? 'size' : undefined);
  }
}

/** The headers of an answer as they are shown; links in them repeat the query of the endpoint. */
function maskedHeaders({ token, url }: Outgoing, { headers }: Reply): Record<string, string> {
  const secrets = secretsOf(url);
  const masked = maskHeaders(headers, token);
  for (const name in masked) masked[name] = maskUrlsIn(maskSecrets(masked[name] as string, secrets));
  return masked;
}

/** Some partners repeat the token they were called with, or the query of their endpoint; it must not reach journal, log, operator or another partner. */
function withoutToken({ token, module, url }: Outgoing, { reply, text, findings }: Answered): Answered {
  const encoded = Buffer.from(token).toString('base64');
  const secrets = secretsOf(url);
  const mask = (words: string) => maskSecrets(maskToken(maskToken(words, token), encoded), secrets);
  const said = reply.said === undefined ? undefined : mask(reply.said);
  // A refusal's data goes to whoever asked; the Credentials of a partner may name the same token on purpose.
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

function read(
  { method }: Outgoing,
  { http, headers, bytes }: WholeAnswer,
  lenient: boolean,
): { reply: Reply; findings: Judged[] } {
  const body = parse(bytes) as
    | { status_code?: unknown; status_message?: unknown; data?: unknown; timestamp?: unknown }
    | undefined;
  const bare = lenient ? wordsOf({ method, http, body, empty: bytes.length === 0 }) : undefined;
  const code = typeof body?.status_code === 'number' ? body.status_code : (bare?.code ?? null);
  const enveloped = body?.status_code !== undefined;
  const findings = bare?.findings ?? [];
  if (code === null) {
    const message = `HTTP ${http} without an OCPI envelope`;
    return {
      reply: { outcome: 'garbage', success: false, http, code, message, data: undefined, headers, enveloped },
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

/** Parses the body of an answer; `undefined` for text that is no JSON object or exceeds the limits of JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    const value = readJson(bytes, answerLimits);
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
  return [code, message].filter(Boolean).join(' ') || 'unknown network error';
}
