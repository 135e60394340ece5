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
import { envelope, refusal } from '../messages/envelope.ts';
import { OcpiError } from '../messages/errors.ts';
import { addressKey } from '../words/rates.ts';
import { oneAtATime } from './turns.ts';
import { unreadAnswers } from './unread.ts';

/** A certificate with its key, both in PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

/** How long a caller may take, in milliseconds, and how much it may open. */
const bounds = {
  /** The head of a request. */
  headers: 10_000,
  /** The whole request. */
  request: 30_000,
  /** A connection without requests. */
  idle: 65_000,
  /** Taking an answer off our hands. */
  answer: 60_000,
  /** How often all this is looked at. */
  every: 2000,
  headerBytes: 16_384,
  socketsPerAddress: 4096,
  sockets: 16_384,
  /** Requests that wait on a socket until the one before them is answered (TRANS-79). */
  waiting: 16,
  /** Bytes of answers that one address, and all, leave unread before no more is made. */
  unreadPerAddress: 32 << 20,
  unread: 64 << 20,
};

/**
 * An HTTP server, or with a certificate an HTTPS server, in which nobody can wait for ever: who sends slowly, reads
 * slowly or opens too much is cut off, and what is no HTTP is answered with an envelope all the same.
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
    // A proxy reads for many, and one of them must not hold up the others.
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
  // Node answers these itself otherwise, without an envelope.
  server.on('checkExpectation', answer);
  boundSockets(server, limits, trusted);
  return server;
}

/**
 * What an Express application is to be served with. It gives each request and response the prototype of its own; where
 * they have it from the beginning that changes nothing, and V8 need not treat them as objects of no known shape. They are
 * made by classes, for what `Reflect.construct` makes has no known shape either (50 µs a request, of 560).
 */
function kindsOf(app: Express) {
  class Incoming extends IncomingMessage {}
  class Answer extends ServerResponse {}
  Object.setPrototypeOf(Incoming.prototype, app.request);
  Object.setPrototypeOf(Answer.prototype, app.response);
  Object.assign(app, { request: Incoming.prototype, response: Answer.prototype });
  return { IncomingMessage: Incoming, ServerResponse: Answer };
}

/** Path and query of what stands in a request line, which may be a whole URL (RFC 9112); `undefined` for anything else. */
function pathOf(target: string): string | undefined {
  if (target.startsWith('/')) return target;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined;
  // As it stands: what it is normalised to may be another place (TRANS-72).
  return target.replace(/^[^/]+\/\/[^/?#]*/, '').replace(/^(?!\/)/, '/');
}

/** Cuts off who opens too many connections, or does not read the answers it asked for. */
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

/** Answers what never became a request. */
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
