import { Agent } from 'undici';
import { patience } from './eventually.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [name: string]: Json;
}

/** The answer to one request. `json` is the body as an object, absent when the body is anything else. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  json: JsonObject | undefined;
  /** The time after sending the request (milliseconds since 1970). */
  asked: number;
  /** The time at the end of the answer (milliseconds since 1970). */
  came: number;
}

/** The content of a request: headers, and a body that is sent unchanged. */
export interface Content {
  headers?: Record<string, string>;
  body?: string | undefined;
}

const settings = { connections: 64, headersTimeout: patience, bodyTimeout: patience };
const agent = new Agent(settings);
/** An agent without keep-alive: with several hub processes on a port each request then goes to the next one. */
const spreading = new Agent({ ...settings, pipelining: 0 });
const spread = new Set<string>();

/** Gives every request to this address a connection of its own. */
export function spreadRequests(url: string): void {
  spread.add(new URL(url).origin);
}

/** Sends one HTTP request exactly as given. Throws when no answer comes in time. */
export async function call(method: string, url: string, content: Content = {}): Promise<Answer> {
  const asked = Date.now();
  const { origin } = new URL(url);
  const dispatcher = spread.has(origin) ? spreading : agent;
  // The target is given as a path, since undici would normalise a URL.
  const answer = await dispatcher.request({
    origin,
    path: url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/'),
    method: method as 'GET',
    headers: content.headers ?? {},
    body: content.body ?? null,
  });
  const body = await answer.body.text();
  return {
    status: answer.statusCode,
    headers: flat(answer.headers),
    body,
    json: asObject(body),
    asked,
    came: Date.now(),
  };
}

/** Parses a JSON object; `undefined` when the text is anything else. */
export function asObject(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Closes all HTTP connections that `call` keeps open for later requests. */
export async function closeConnections(): Promise<void> {
  await Promise.all([agent.destroy(), spreading.destroy()]);
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, ([] as unknown[]).concat(value).join(', ')]),
  );
}
