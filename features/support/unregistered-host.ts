import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host that no partner has registered. It accepts and records every request. */
export interface Stranger {
  url: string;
  /** The received requests: method, path, and the token if there was one. */
  received: string[];
  close(): Promise<unknown>;
}

/** Starts a host that no partner has registered, on an address of its own. */
export async function stranger(): Promise<Stranger> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no token'}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status_code":1000}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.9', resolve));
  return {
    url: `http://127.0.0.9:${(server.address() as AddressInfo).port}`,
    received,
    close: async () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
