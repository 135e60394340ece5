import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Express } from 'express';
import type { Message, Reply } from './simulated-network.ts';

/** Passes a request to an Express application as if it had come by a socket, and waits for the answer. */
export function handle(app: Express, message: Message, answer: (reply: Reply) => void): void {
  const request = new IncomingMessage(new Socket());
  const { method, path, headers, body } = message;
  Object.assign(request, {
    method,
    url: path,
    httpVersion: '1.1',
    headers: { ...headers, ...(body && { 'content-length': String(body.length) }) },
    rawHeaders: Object.entries(headers).flat(),
  });
  if (body) request.push(body);
  request.push(null);
  app(request as never, responseTo(request, answer) as never);
}

/**
 * An HTTP response without a socket, which is passed on as a whole when it ends. Express changes its prototype, so that
 * it has an `end` of its own.
 */
function responseTo(request: IncomingMessage, answer: (reply: Reply) => void): ServerResponse {
  const response = new ServerResponse(request);
  response.end = (body?: unknown) => {
    if (response.finished) return response;
    response.finished = true;
    const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(body as string);
    const headers = Object.fromEntries(
      Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
    );
    response.emit('prefinish');
    process.nextTick(() => {
      response.emit('finish');
      response.emit('close');
      answer({ http: response.statusCode, headers, body: bytes });
    });
    return response;
  };
  return response;
}
