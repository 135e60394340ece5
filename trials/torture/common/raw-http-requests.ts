import { connect, type Socket } from 'node:net';

/** The bytes of a request; its target is not normalised. */
export function raw(method: string, url: string, target: string, authorization: string, body = ''): string {
  return [
    `${method} ${target} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    ...(authorization ? [`Authorization: ${authorization}`] : []),
    ...(body ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`] : []),
    '',
    body,
  ].join('\r\n');
}

/** Opens a socket to the hub, from an address of this machine, which sends something and reads nothing. */
export function openSilentSocket(url: string, words: string, localAddress?: string): Socket {
  const { hostname: host, port } = new URL(url);
  const socket = connect({ port: Number(port), host, ...(localAddress ? { localAddress } : {}) }).on(
    'error',
    () => undefined,
  );
  socket.pause();
  socket.write(words);
  return socket;
}
