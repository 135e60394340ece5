import { Agent, request } from 'undici';
import type { Json } from './common/partner-record-lines.ts';

/** The bearer token of the admin API in every hub the torture starts. */
export const adminToken = 'torture-admin-token';

const agent = new Agent({
  connections: 8,
  headersTimeout: 10_000,
  bodyTimeout: 10_000,
  keepAliveTimeout: 1000,
});

/** The answer to an HTTP request; `status` is 0 when none came. */
export interface Answered {
  status: number;
  json: Json;
  headers: Record<string, string | string[] | undefined>;
  /** The reason why no answer came, or the text of an answer that is not JSON. */
  error?: string;
}

/** An HTTP answer in words. */
export function inWords({ status, json, error }: Answered): string {
  return status === 0
    ? `no answer: ${error}`
    : `HTTP ${status} ${error ?? JSON.stringify(json).slice(0, 300)}`;
}

/** Sends one HTTP request; never throws. */
export async function http(
  method: string,
  url: string,
  authorization: string,
  body?: Json,
): Promise<Answered> {
  try {
    const answer = await request(url, {
      dispatcher: agent,
      method: method as 'GET',
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, ...read(text) };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return { status: 0, json: {}, headers: {}, error: code ?? message };
  }
}

function read(text: string): Pick<Answered, 'json' | 'error'> {
  try {
    return { json: text === '' ? {} : (JSON.parse(text) as Json) };
  } catch {
    return { json: {}, error: `no JSON: ${text.slice(0, 300)}` };
  }
}

/** Sends a request to the admin API of a hub. */
export function admin(hub: string, method: string, path: string, body?: Json): Promise<Answered> {
  return http(method, `${hub}/admin${path}`, `Bearer ${adminToken}`, body);
}
