import { request as requestOf } from 'node:http';
import type { Request, Response } from 'express';

/** Passes a request on to a server of this machine as it came, and its answer back; `failed` answers where nobody is there. */
export function forward(
  request: Request,
  response: Response,
  to: { port: number; path: string; headers?: Record<string, string> },
  failed: () => void,
): void {
  const { port, path } = to;
  const headers = { ...request.headers, host: `127.0.0.1:${port}`, ...to.headers };
  const onward = requestOf({ host: '127.0.0.1', port, method: request.method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else failed();
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
