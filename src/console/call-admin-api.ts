import type { FindingView, Problem } from '../hub/types.generated.ts';
import { adminToken, signOut } from './admin-token-of-tab.ts';

/** Thrown when the hub does not answer with success; `errors` names the wrong fields of the request. */
class Refused extends Error {
  readonly status: number;
  readonly errors: FindingView[];
  constructor(message: string, status = 0, errors: FindingView[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls the admin API and returns its JSON; throws a Refused when it fails. An invalid token ends the session. */
export async function ask<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const answer = await sendRequest(path, {
    method,
    signal: signal ?? null,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw refusal(answer.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** One page of a list of the admin API. */
export interface ServedPage<T> {
  rows: T[];
  /** Number of entries on all pages of the list, from the header `X-Total-Count`. */
  total: number | undefined;
  /** Path of the next page, from the header `Link`. */
  next: string | undefined;
}

/** Reads one page of a list. */
export async function askPage<T>(path: string, signal: AbortSignal): Promise<ServedPage<T>> {
  const answer = await sendRequest(path, { signal });
  const text = await answer.text();
  if (!answer.ok) throw refusal(answer.status, text);
  const total = answer.headers.get('X-Total-Count');
  return {
    rows: JSON.parse(text) as T[],
    total: total === null ? undefined : Number(total),
    next: nextIn(answer.headers.get('Link')),
  };
}

/**
 * Path of the next page in a `Link` header, without its host: the hub may be reached under another name than the one in
 * its links.
 */
export function nextIn(link: string | null): string | undefined {
  const next = (link ?? '').split(',').find((one) => /rel="?next\b/.test(one));
  if (!next) return undefined;
  const { pathname, search } = new URL(next.slice(next.indexOf('<') + 1, next.indexOf('>')), 'http://hub');
  return pathname + search;
}

/**
 * Sends a request with the admin token of the session; throws a Refused when the hub cannot be reached or rejects the
 * token.
 */
export async function sendRequest(path: string, init: RequestInit = {}): Promise<Response> {
  const headers: Record<string, string> = { Authorization: `Bearer ${adminToken() ?? ''}` };
  if (init.body) headers['Content-Type'] = 'application/json';
  const answer = await fetch(path, { ...init, headers }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new Refused('The hub does not answer. Is it running?');
  });
  if (answer.status === 401) {
    if (adminToken() !== null) signOut('The hub no longer takes this token.');
    throw new Refused('The hub does not know this token.', 401);
  }
  return answer;
}

/** The text that the console shows for anything that was thrown. */
export function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The error for an unsuccessful answer, in the words of the hub. */
export function refusal(status: number, text: string): Refused {
  try {
    const { detail, title, errors, error } = JSON.parse(text) as Partial<Problem> & { error?: string };
    const words = detail ?? title ?? error ?? `The hub answers ${status}.`;
    return new Refused(words.charAt(0).toUpperCase() + words.slice(1), status, errors);
  } catch {
    return new Refused(`The hub answers ${status} without words.`, status);
  }
}
