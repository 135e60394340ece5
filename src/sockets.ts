import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Settings } from './hub/configuration.ts';
import type { Certificate } from './ocpi/listen.ts';

/** The server's certificate, where the settings name one; rejects with the variable that is wrong. */
export async function certificateOf({
  HUB_TLS_CERT,
  HUB_TLS_KEY,
}: Settings): Promise<Certificate | undefined> {
  if (!HUB_TLS_CERT || !HUB_TLS_KEY) return undefined;
  const read = async (name: string, file: string) => {
    const text = await readFile(file, 'utf8').catch((error: Error) => error.message);
    if (/^-----BEGIN /m.test(text)) return text;
    throw new Error(`${name} must be a PEM file, got ${JSON.stringify(file)}`);
  };
  return { cert: await read('HUB_TLS_CERT', HUB_TLS_CERT), key: await read('HUB_TLS_KEY', HUB_TLS_KEY) };
}

/** Resolves when it listens. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((listening, failed) => server.once('error', failed).listen(port, host, listening));
}

/** The URL of a server that listens. */
export function addressOf(server: Server, scheme: string, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** No new connections; requests in flight get their answers; what is still open after so many milliseconds is cut. */
export async function close(server: Server, patience: number): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  const late = setTimeout(() => server.closeAllConnections(), patience);
  server.closeIdleConnections();
  await closed;
  clearTimeout(late);
}
