import { randomUUID } from 'node:crypto';
import { Agent, type Dispatcher } from 'undici';
import { type Exchange, journalledBody } from './exchange.ts';
import type { Judged } from './findings.ts';
import { answerLimits, readJson } from './json.ts';
import type { Method } from './modules.ts';
import { type Border, borderOf, type Reach } from './network.ts';
import type { Party } from './party.ts';
import { bodyText } from './record.ts';
import { routingHeaders } from './routing.ts';
import { maskHeaders, maskToken, maskUrl } from './tokens.ts';

/** A request to a partner. */
export interface Outgoing {
  method: Method;
  url: string;
  /** The token the partner gave us. */
  token: string;
  /** JSON, ready to send. */
  body?: Buffer;
  module: Exchange['module'];
  /** Connection id, for the journal. */
  connection: string | null;
  /** Routing headers; none on versions and credentials (ROUTE-06). */
  to?: Party;
  from?: Party;
  /** More headers, or others in place of the usual ones. */
  headers?: Record<string, string>;
  /** A new id for every request (TRACE-03); the correlation id of what caused it (TRACE-04). */
  correlationId?: string;
  /** The exchange that caused it. */
  parent?: string;
  /** Milliseconds until the answer must be complete. */
  timeout: number;
  /** What is wrong with an answer of success, for the journal. */
  judge?: (reply: Reply) => Judged[];
}

/** What came of a request. Only `answered` has an envelope; `success` is a 1xxx code with HTTP 2xx (TRANS-20, TRANS-24). */
export interface Reply {
  outcome: 'answered' | 'timeout' | 'unreachable' | 'garbage';
  success: boolean;
  http: number | null;
  code: number | null;
  /** The partner's words, or ours where it had none. */
  message: string;
  /** The partner's `status_message`. */
  said?: string;
  data: unknown;
  headers: Record<string, string | string[] | undefined>;
}

/** Sends one request and waits for its reply; never throws for what a partner or the network does. */
export type Send = (request: Outgoing) => Promise<Reply>;

/** How requests leave: limits, networks, journal. Times in milliseconds. */
export interface ClientOptions {
  reach: Reach;
  connectTimeout?: number;
  /** Sockets per partner origin. */
  connections?: number;
  /** Largest answer in bytes. */
  answerLimit?: number;
  now(): number;
  record(exchange: Exchange): void;
}

/** The door out: undici with keep-alive and one pool per partner origin. Redirects are not followed. */
export function ocpiClient(options: ClientOptions): { send: Send; close(): Promise<void> } {
  const { reach, connectTimeout = 3000, connections = 32, answerLimit = 32 * 1_048_576 } = options;
  const border = borderOf(reach);
  const agent = new Agent({
    connections,
    maxResponseSize: answerLimit,
    keepAliveTimeout: 30_000,
    connect: { timeout: connectTimeout, lookup: border.lookup },
  });
  const send: Send = async (request) => {
    const started = options.now();
    const requestId = randomUUID();
    const correlationId = request.correlationId ?? randomUUID();
    const headers = {
      Authorization: `Token ${request.token}`,
      Accept: 'application/json',
      ...(request.body ? { 'Content-Type': 'application/json' } : {}),
      'X-Request-ID': requestId,
      'X-Correlation-ID': correlationId,
      ...routingHeaders(request),
      ...request.headers,
    };
    const { reply, text } = withoutToken(request, await exchange(agent, request, headers, border));
    options.record({
      id: randomUUID(),
      time: new Date(started).toISOString(),
      direction: 'OUT',
      connection: request.connection,
      module: request.module,
      method: request.method,
      url: maskToken(maskUrl(request.url), request.token),
      http_status: reply.http,
      ocpi_status: reply.code,
      duration_ms: options.now() - started,
      request_id: requestId,
      correlation_id: correlationId,
      parent_id: request.parent ?? null,
      from: request.from ?? null,
      to: request.to ?? null,
      findings: (reply.success && request.judge?.(reply)) || [],
      error: reply.outcome === 'answered' ? null : `${reply.outcome}: ${reply.message}`,
      request: {
        headers: maskHeaders(headers),
        body: request.body ? bodyText(request.body, request.module) : null,
      },
      response: {
        headers: maskHeaders(reply.headers, request.token),
        body: text === null ? null : bodyText(Buffer.from(text.slice(0, journalledBody)), request.module),
      },
    });
    return reply;
  };
  return { send, close: () => agent.destroy() };
}

async function exchange(
  agent: Agent,
  request: Outgoing,
  headers: Record<string, string>,
  border: Border,
): Promise<{ reply: Reply; text: string | null }> {
  const failed = (outcome: Reply['outcome'], message: string) => ({
    reply: { outcome, success: false, http: null, code: null, message, data: undefined, headers: {} },
    text: null,
  });
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  const refused = url ? border.refuses(url) : 'it is no URL';
  if (!url || refused)
    return failed('unreachable', `${maskUrl(request.url)} is not an address that may be called: ${refused}`);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), request.timeout);
  try {
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers,
      body: request.body ?? null,
      signal: deadline.signal,
    });
    const bytes = await response.body.bytes();
    return { reply: read(response, bytes), text: Buffer.from(bytes).toString('utf8') };
  } catch (error) {
    if (deadline.signal.aborted) return failed('timeout', `no answer within ${request.timeout} ms`);
    return failed(timedOut(error) ? 'timeout' : 'unreachable', words(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Some partners repeat the token they were called with; it must not reach journal, log, operator or another partner. */
function withoutToken({ token, module }: Outgoing, { reply, text }: { reply: Reply; text: string | null }) {
  const said = reply.said === undefined ? undefined : maskToken(reply.said, token);
  // A refusal's data goes to whoever asked; the Credentials of a partner may name the same token on purpose.
  const repeated = !reply.success && module !== 'credentials' && text?.includes(token);
  const data = repeated ? undefined : reply.data;
  return {
    reply: { ...reply, said, data, message: maskToken(reply.message, token) },
    text: text && maskToken(text, token),
  };
}

function read(response: Dispatcher.ResponseData, bytes: Uint8Array): Reply {
  const { statusCode: http, headers } = response;
  const body = parse(bytes) as
    | { status_code?: unknown; status_message?: unknown; data?: unknown }
    | undefined;
  const code = typeof body?.status_code === 'number' ? body.status_code : null;
  if (code === null)
    return {
      outcome: 'garbage',
      success: false,
      http,
      code,
      message: `HTTP ${http} without an OCPI envelope`,
      data: undefined,
      headers,
    };
  const success = code >= 1000 && code < 2000 && http >= 200 && http < 300;
  const said = typeof body?.status_message === 'string' ? body.status_message : undefined;
  const message = said ?? `HTTP ${http}, status code ${code}`;
  return { outcome: 'answered', success, http, code, message, said, data: body?.data, headers };
}

/** The object that an answer is; `undefined` for what is no object, and for more than any list needs. */
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
  return [code, message].filter(Boolean).join(' ') || 'unknown network error';
}
