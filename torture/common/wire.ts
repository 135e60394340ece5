import { connect, type Socket } from 'node:net';

/** A request as it stands on the wire; nothing in its target is normalised. */
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

/** Opens a socket to the hub that reads nothing, from an address of this machine, and says something. */
export function shout(url: string, words: string, localAddress?: string): Socket {
  const { hostname: host, port } = new URL(url);
  const socket = connect({ port: Number(port), host, ...(localAddress ? { localAddress } : {}) }).on(
    'error',
    () => undefined,
  );
  socket.pause();
  socket.write(words);
  return socket;
}
