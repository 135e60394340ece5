import { request } from 'undici';
import type { Json } from '../torture/common/partner-record-lines.ts';
import { openSilentSocket } from '../torture/common/raw-http-requests.ts';

/** An answer; `status` is 0 when none came. */
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
    return { status: answer.statusCode, json: /^[[{]/.test(text) ? (JSON.parse(text) as Json) : {} };
  } catch {
    return { status: 0, json: {} };
  }
}

/** Sends bytes; gives the first line and the body of the answer. */
export function sendBytes(url: string, words: string): Promise<string> {
  return new Promise((done) => {
    const socket = openSilentSocket(url, words);
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
