import { connect, type Socket } from 'node:net';
import { request } from 'undici';
import type { Json } from '../torture/record.ts';

/** What came back; `status` is 0 when nothing did. */
export interface Answered {
  status: number;
  json: Json;
}

/** Sends one HTTP request; never throws. */
export async function call(
  method: string,
  url: string,
  authorization: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  try {
    const answer = await request(url, {
      method: method as 'GET',
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, json: text.startsWith('{') ? (JSON.parse(text) as Json) : {} };
  } catch {
    return { status: 0, json: {} };
  }
}

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

/** Opens a socket to the hub that reads nothing, and says something. */
export function shout(url: string, words: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  socket.pause();
  socket.write(words);
  return socket;
}

/** Says something and gives the first line and the body of the answer. */
export function say(url: string, words: string): Promise<string> {
  return new Promise((done) => {
    const socket = shout(url, words);
    let text = '';
    const end = () => {
      socket.destroy();
      done(text);
    };
    socket.on('data', (part) => {
      text += String(part);
      if (/"status_code"/.test(text)) end();
    });
    socket.on('close', end).setTimeout(5000, end).resume();
  });
}
