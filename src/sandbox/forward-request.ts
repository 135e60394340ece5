import { request as requestOf } from 'node:http';
import type { Request, Response } from 'express';

/**
 * Passes a request on to a server of this machine as it came, and its answer back. Resolves to false where no server
 * listens: nothing of the request has been read then, and it can be passed to another. `failed` answers where the
 * server closes the connection without an answer.
 */
export function forward(
  request: Request,
  response: Response,
  to: { port: number; path: string; headers?: Record<string, string> },
  failed: () => void,
): Promise<boolean> {
  const { port, path } = to;
  const headers = { ...request.headers, host: `127.0.0.1:${port}`, ...to.headers };
  return new Promise((done) => {
    // A connection that stays open could lead to a process that has ended, and part of the request would be lost.
    const target = { agent: false, host: '127.0.0.1', port, method: request.method, path, headers };
    let isTaken = false;
    const onward = requestOf(target, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('socket', (socket) =>
      socket.once('connect', () => {
        isTaken = true;
        done(true);
        request.pipe(onward);
        response.on('close', () => onward.destroy());
      }),
    );
    onward.on('error', () => {
      if (!isTaken) done(false);
      else if (response.headersSent) response.destroy();
      else failed();
    });
  });
}
