import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Settings } from './hub/configuration.ts';
import type { Certificate } from './ocpi/server/http-server-with-limits.ts';

/** Reads the hub's TLS certificate, if the settings name one; rejects with the name of the wrong variable. */
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

/** Starts a server at a port; resolves when it listens. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((listening, failed) => server.once('error', failed).listen(port, host, listening));
}

/** The URL of a listening server. */
export function addressOf(server: Server, scheme: string, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Closes a server: it accepts no new connections, requests in flight get their answers, and connections still open
 * after `patience` milliseconds are cut.
 */
export async function close(server: Server, patience: number): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  const late = setTimeout(() => server.closeAllConnections(), patience);
  server.closeIdleConnections();
  await closed;
  clearTimeout(late);
}
