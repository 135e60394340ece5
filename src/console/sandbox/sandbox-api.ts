import { refusal } from '../call-admin-api.ts';
import { type Asked, useLoaded } from '../use-admin-api-resource.ts';

/** The key to a workspace of the sandbox: its id, and the secret that opens it. */
export interface Key {
  id: string;
  secret: string;
}

/** The API of the sandbox, relative to its page. */
const api = './api';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls the API of the sandbox and returns its JSON; throws an error with words for the user when it fails. */
export async function askSandbox<T>(method: Method, path: string, body?: unknown): Promise<T> {
  return JSON.parse(await answered(path, { method, ...bodyOf(body) })) as T;
}

/** Calls the API of one workspace with its secret. */
export async function askWorkspace<T>(
  { id, secret }: Key,
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const headers = { Authorization: `Bearer ${secret}` };
  const at = `/workspaces/${encodeURIComponent(id)}${path}`;
  const text = await answered(at, { method, headers, signal: signal ?? null, ...bodyOf(body) });
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Loads a resource of a workspace, and again every `every` milliseconds while the page is visible. */
export function useWorkspace<T>(key: Key, path: string | null, every = 0): Asked<T> {
  return useLoaded(path, every, (at, signal) => askWorkspace<T>(key, 'GET', at, undefined, signal));
}

/** Reads a text of a workspace, such as a report. */
export function textOf({ id, secret }: Key, path: string): Promise<string> {
  const headers = { Authorization: `Bearer ${secret}` };
  return answered(`/workspaces/${encodeURIComponent(id)}${path}`, { headers });
}

async function answered(path: string, init: RequestInit): Promise<string> {
  const answer = await fetch(api + path, init).catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new Error('The sandbox does not answer. Is the hub running?');
  });
  const text = await answer.text();
  if (!answer.ok) throw refusal(answer.status, text);
  return text;
}

function bodyOf(body: unknown): RequestInit {
  return body === undefined ? {} : { body: JSON.stringify(body) };
}
