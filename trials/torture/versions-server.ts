import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A partner that serves its versions and nothing else, for any number of registrations. */
export async function startVersionsServer(): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    const home = `http://${request.headers.host}/ocpi`;
    const details = {
      version: '2.1.1',
      endpoints: [{ identifier: 'credentials', url: `${home}/credentials` }],
    };
    const data = request.url?.endsWith('versions') ? [{ version: '2.1.1', url: `${home}/2.1.1` }] : details;
    const body = { status_code: 1000, timestamp: new Date().toISOString(), data };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
