import {
  createServer as createHttp,
  IncomingMessage,
  type RequestListener,
  type Server,
  ServerResponse,
} from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Express } from 'express';
import { OcpiError } from '../messages/ocpi-errors.ts';
import { envelope, refusal } from '../messages/response-envelope.ts';
import { addressKey } from '../words/rate-limit.ts';
import { unreadAnswers } from './limit-unread-answers.ts';
import { oneAtATime } from './one-request-at-a-time-per-socket.ts';

/** A TLS certificate with its key, both in PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

/** Time limits for callers in milliseconds, and limits of their connections. */
const bounds = {
  /** Time in which the head of a caller's request must arrive. */
  headers: 10_000,
  /** Time in which a caller's whole request must arrive. */
  request: 30_000,
  /** Time for which a caller's connection without requests stays open. */
  idle: 65_000,
  /** Time in which a caller must read the server's answer. */
  answer: 60_000,
  /** Milliseconds between two checks of the server's limits on open connections. */
  every: 2000,
  headerBytes: 16_384,
  socketsPerAddress: 4096,
  sockets: 16_384,
  /** Number of requests that may wait on a socket until the one before them is answered (TRANS-79). */
  waiting: 16,
  /** Bytes of unread answers, to one address and to all, at which new pages wait. */
  unreadPerAddress: 32 << 20,
  unread: 64 << 20,
};

/**
 * Makes an HTTP server, or with a certificate an HTTPS server, with limits: it cuts off a caller that sends slowly,
 * reads slowly or opens too many connections, and answers input that is no HTTP with an envelope.
 */
export function boundedServer(
  listener: RequestListener | Express,
  options: {
    certificate?: Certificate | undefined;
    trusted?: (address: string) => boolean;
    now: () => number;
  } & {
    limits?: Partial<typeof bounds>;
  },
): Server {
  const { certificate, trusted = () => false, now } = options;
  const limits = { ...bounds, ...options.limits };
  const settings = {
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.idle,
    connectionsCheckingInterval: limits.every,
    maxHeaderSize: limits.headerBytes,
    ...('request' in listener ? kindsOf(listener) : {}),
  };
  const unread = unreadAnswers({
    perKey: limits.unreadPerAddress,
    all: limits.unread,
    making: Number.POSITIVE_INFINITY,
  });
  const answer = oneAtATime((req, res) => {
    const address = req.socket.remoteAddress ?? '';
    // A trusted proxy carries many callers, so one slow reader must not block the rest.
    if (trusted(address)) return read(req, res);
    unread.whenRoom(addressKey(address), res, () => read(req, res));
  }, limits.waiting);
  const read: RequestListener = (req, res) => {
    const path = pathOf(req.url ?? '');
    if (path === undefined) {
      const problem = new OcpiError('malformed', 'the URL cannot be read');
      res.statusCode = problem.http;
      res.setHeader('Content-Type', 'application/json; charset=utf-8');
      return void res.end(envelope(refusal(problem), now()));
    }
    req.url = path;
    listener(req, res);
  };
  const server: Server = certificate
    ? createHttps(
        { ...settings, ...certificate, minVersion: 'TLSv1.2', handshakeTimeout: limits.headers },
        answer,
      )
    : createHttp(settings, answer);
  server.maxConnections = limits.sockets;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket, now));
  // Without this handler Node answers `Expect` itself, without an envelope.
  server.on('checkExpectation', answer);
  boundSockets(server, limits, trusted);
  return server;
}

/**
 * Makes the request and response classes for an Express application. Express sets the prototype of each request and
 * response to its own; instances that have that prototype from the start keep their hidden class in V8, which saves 50
 * of 560 µs a request. They are real classes, because objects from `Reflect.construct` have no stable hidden class
 * either.
 */
function kindsOf(app: Express) {
  class Incoming extends IncomingMessage {}
  class Answer extends ServerResponse {}
  Object.setPrototypeOf(Incoming.prototype, app.request);
  Object.setPrototypeOf(Answer.prototype, app.response);
  Object.assign(app, { request: Incoming.prototype, response: Answer.prototype });
  return { IncomingMessage: Incoming, ServerResponse: Answer };
}

/**
 * Path and query of the target in a request line, which may be a whole URL (RFC 9112); `undefined` for anything else.
 */
function pathOf(target: string): string | undefined {
  if (target.startsWith('/')) return target;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined;
  // The path is not normalised, since that could turn it into another path (TRANS-72).
  return target.replace(/^[^/]+\/\/[^/?#]*/, '').replace(/^(?!\/)/, '/');
}

/** Cuts off callers that open too many connections or do not read their answers. */
function boundSockets(server: Server, limits: typeof bounds, trusted: (address: string) => boolean): void {
  const sockets = new Set<Socket>();
  const perAddress = new Map<string, number>();
  const stuck = new WeakMap<Socket, number>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    const open = (perAddress.get(address) ?? 0) + 1;
    if (open > limits.socketsPerAddress && !trusted(address)) return void socket.destroy();
    perAddress.set(address, open);
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      const left = (perAddress.get(address) ?? 1) - 1;
      if (left > 0) perAddress.set(address, left);
      else perAddress.delete(address);
    });
  });
  const timer = setInterval(() => {
    for (const socket of sockets) {
      const rounds = socket.writableLength > 0 ? (stuck.get(socket) ?? 0) + 1 : 0;
      stuck.set(socket, rounds);
      if (rounds * limits.every > limits.answer) socket.destroy();
    }
  }, limits.every).unref();
  server.on('close', () => clearInterval(timer));
}

const reasons: Record<string, ['headersTooLarge' | 'requestTimeout', string]> = {
  HPE_HEADER_OVERFLOW: ['headersTooLarge', 'the head of the request is too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['requestTimeout', 'the request took too long to come'],
};

/** Answers input that Node's HTTP parser refuses. */
function refuse(error: NodeJS.ErrnoException, socket: Socket | TLSSocket, now: () => number): void {
  const { _httpMessage: under_way } = socket as {
    _httpMessage?: { headersSent: boolean; req: IncomingMessage };
  };
  if (!socket.writable || under_way?.headersSent) return void socket.destroy();
  const [kind, words] = reasons[error.code ?? ''] ?? (['malformed', 'this is no HTTP request'] as const);
  const problem = new OcpiError(kind, words);
  const body = Buffer.from(envelope(refusal(problem), now()));
  const head = [
    `HTTP/1.1 ${problem.http} Refused`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body.length}`,
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
  setTimeout(() => socket.destroy(), 1000).unref();
}
