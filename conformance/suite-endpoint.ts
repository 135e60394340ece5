import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { plainOf } from './decode-base64-token.ts';
import { asObject, type Exchange, type Json } from './http-exchange.ts';
import type { Options } from './run-options.ts';
import { flat } from './send-request.ts';

/**
 * The ways in which the suite can present itself during a handshake; only `plain` and `odd` are those of a correct
 * partner.
 */
export type Manner =
  /** The suite offers versions, modules and fields that the partner may not know. */
  | 'odd'
  /** The suite offers versions and modules of 2.1.1 alone. */
  | 'plain'
  | 'unauthorized'
  | 'no-json'
  | 'error'
  | 'no-list'
  | 'no-2.1.1'
  | 'no-credentials';

/** The suite's answer to a request of the partner. */
export interface Reply {
  http?: number;
  code?: number;
  data?: unknown;
  headers?: Record<string, string>;
}

/** The suite's own OCPI endpoint, which the partner calls back. */
export interface SuiteEndpoint {
  url: string;
  /** The suite's versions URL that behaves in this manner. */
  versionsUrl(manner: Manner): string;
  /** URL of one of the suite's modules, as its version details list it in the correct manners. */
  endpoint(module: string): string;
  /** Every request that the suite received, oldest first. */
  inbox: Exchange[];
  /** Tokens with which the partner may call the suite. */
  tokens: Set<string>;
  close(): Promise<void>;
}

/** Answers a partner's request to a module of the suite: its path below the endpoint, its query, its body. */
export type AnswerModule = (request: {
  module: string;
  method: string;
  path: string;
  query: URLSearchParams;
  body: Json | undefined;
  exchange: Exchange;
}) => Reply | Promise<Reply>;

/**
 * Opens the suite's endpoint. `tick` numbers everything that happens in the run, `answer` answers requests to modules.
 */
export async function openSuiteEndpoint(
  options: Options,
  tick: () => number,
  answer: AnswerModule,
): Promise<SuiteEndpoint> {
  const room = randomBytes(6).toString('hex');
  const inbox: Exchange[] = [];
  const tokens = new Set<string>();
  const server = createServer((req, res) => void serve(req, res));
  // With a limit for idle connections, one could be closed just when a request arrives on it.
  server.keepAliveTimeout = 0;
  await new Promise<void>((ready, failed) =>
    server.once('error', failed).listen(options.port, options.host, ready),
  );
  const { port } = server.address() as AddressInfo;
  const address = options.host.includes(':') ? `[${options.host}]` : options.host;
  const url = `${(options.publicUrl ?? `http://${address}:${port}`).replace(/(?<!\/)\/+$/, '')}/${room}`;
  const endpoint = (module: string) => url + (paths[module] ?? `/${module}`);

  /** Accepts a token also in Base64, since the wrong coding must not look like a wrong token (TRANS-01 judges it). */
  const isGood = (token: string) => tokens.has(token) || tokens.has(plainOf(token));

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const exchange: Exchange = {
      direction: 'received',
      begun: tick(),
      ended: 0,
      time: new Date().toISOString(),
      method: req.method ?? '',
      url: new URL(url).origin + (req.url ?? ''),
      headers: flat(req.headers),
      body: await text(req),
      answer: { status: null, headers: {}, body: '' },
      error: null,
    };
    // Clients of an earlier owner of the port may still call: only requests with this run's path or a token are the
    // partner's.
    const { pathname } = new URL(exchange.url);
    const given = /^token (\S+)$/i.exec(exchange.headers.authorization ?? '')?.[1] ?? '';
    if (pathname.startsWith(new URL(url).pathname) || isGood(given)) inbox.push(exchange);
    const reply = await replyTo(exchange);
    const { http = 200, headers = {} } = reply;
    const body = 'text' in reply ? reply.text : enveloped(reply);
    exchange.answer = { status: http, headers: { 'content-type': 'application/json', ...headers }, body };
    exchange.ended = tick();
    res.writeHead(http, exchange.answer.headers).end(body);
  }

  async function replyTo(
    exchange: Exchange,
  ): Promise<Reply | { http?: number; headers?: never; text: string }> {
    const { pathname, searchParams } = new URL(exchange.url);
    const path = new URL(url).pathname;
    if (!pathname.startsWith(`${path}/`)) return { http: 404, code: 2000 };
    const below = pathname.slice(path.length);
    const [, manner, isDetails] = /^\/x-([\w.-]+)\/v(\/d)?\/?$/.exec(below) ?? [];
    if (manner === 'unauthorized') return { http: 401, code: 2000 };
    if (manner === 'no-json') return { text: '<html>not what you are looking for</html>' };
    if (manner === 'error') return { code: 2000 };
    if (manner === 'no-list') return { data: { versions: 'none' } };
    const token = /^token (\S+)$/i.exec(exchange.headers.authorization ?? '')?.[1];
    if (token === undefined || !isGood(token)) return { http: 401, code: 2000 };
    if (manner)
      return exchange.method === 'GET'
        ? { data: isDetails ? detailsOf(manner as Manner, endpoint) : versionsOf(url, manner as Manner) }
        : { http: 405, code: 2000 };
    const module = Object.keys(paths).find((name) => below.startsWith(trimmed(paths[name] ?? '')));
    if (!module) return { http: 404, code: 2000 };
    const rest = below.slice(trimmed(paths[module] ?? '').length);
    return answer({
      module,
      method: exchange.method,
      path: rest,
      query: searchParams,
      body: asObject(exchange.body),
      exchange,
    });
  }

  return {
    url,
    versionsUrl: (manner) => `${url}/x-${manner}/v`,
    endpoint,
    inbox,
    tokens,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Paths of the suite's endpoints: a partner cannot guess them, and some end with a slash (VER-06, TRANS-54). */
const paths: Record<string, string> = {
  credentials: '/in/credentials',
  locations: '/in/lo/',
  sessions: '/in/x/sessions',
  cdrs: '/in/cdr',
  tariffs: '/in/tariff-book/',
  tokens: '/in/t/',
  commands: '/in/do',
  chargingprofiles: '/in/profiles',
  results: '/out',
};

/** Modules that the suite offers to a partner of any role. */
const offered = Object.keys(paths).filter((module) => module !== 'results');

function versionsOf(url: string, manner: Manner): unknown {
  const at = `${url}/x-${manner}/v/d`;
  const other = (version: string) => ({ version, url: `${at}?version=${version}` });
  if (manner === 'no-2.1.1') return [other('2.0')];
  const own = { version: '2.1.1', url: at };
  return manner === 'odd'
    ? [other('2.0'), { ...own, note: 'unknown fields do no harm' }, other('2.2.1')]
    : [other('2.0'), own];
}

function detailsOf(manner: Manner, endpoint: (module: string) => string): unknown {
  const modules = offered.filter((module) => manner !== 'no-credentials' || module !== 'credentials');
  const standard = modules.filter((module) => manner === 'odd' || module !== 'chargingprofiles');
  const endpoints = standard.map((identifier) => ({ identifier, url: endpoint(identifier) }));
  const more = { identifier: 'com.example.loyalty', role: 'SENDER', url: endpoint('loyalty') };
  return { version: '2.1.1', endpoints: manner === 'odd' ? [more, ...endpoints] : endpoints };
}

function enveloped({ code = 1000, data }: Reply): string {
  const timestamp = `${new Date().toISOString().slice(0, 19)}Z`;
  const message = code >= 1000 && code < 2000 ? {} : { status_message: 'refused by the conformance suite' };
  return JSON.stringify({
    ...(data === undefined ? {} : { data }),
    status_code: code,
    ...message,
    timestamp,
  });
}

/** Tells whether a request carries a token, plain or in Base64; TRANS-01 judges the coding. */
export function carries({ headers }: Exchange, token: string): boolean {
  const given = /^Token (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  return given === token || plainOf(given) === token;
}

function trimmed(path: string): string {
  return path.replace(/\/$/, '');
}
