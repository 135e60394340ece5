import { type AdminApi, operations } from './operations.generated.ts';

export type { AdminApi, Page } from './operations.generated.ts';

/** Thrown when the admin API refuses a request: its problem (RFC 9457), with the places in the body that are wrong. */
export class AdminProblem extends Error {
  override name = 'AdminProblem';
  /** HTTP status with which the admin API refused the request. */
  readonly status: number;
  readonly type: string;
  /** Errors in the request's body, by JSON Pointer. */
  readonly errors: { pointer: string; message: string }[];

  constructor(status: number, { type, title, detail, errors = [] }: Problem) {
    const places = errors.map(({ pointer, message }) => `${pointer}: ${message}`);
    super([detail ?? title ?? `HTTP ${status}`, ...places].join('; '));
    this.status = status;
    this.type = type ?? 'about:blank';
    this.errors = errors;
  }
}

interface Problem {
  type?: string;
  title?: string;
  detail?: string;
  errors?: { pointer: string; message: string }[];
}

/** The address of a hub's admin API, and its token. */
export interface AdminAt {
  /** Base URL of the hub, with or without `/admin`. */
  url: string;
  /** The admin token, as in `HUB_ADMIN_TOKEN`. */
  token: string;
  /** A replacement for `fetch`, such as one with a proxy. */
  fetch?: typeof globalThis.fetch;
}

/**
 * A client of the admin API, typed by its OpenAPI document: a function for each operation, with the parameters of path and query
 * and the `body` in one object. Lists are pages, refusals `AdminProblem`.
 */
export function adminClient(at: AdminAt): AdminApi {
  const names = Object.keys(operations) as (keyof AdminApi)[];
  const made = names.map((name) => [name, (given?: Given) => ask(at, name, given ?? {})]);
  return Object.fromEntries(made) as AdminApi;
}

type Given = Record<string, unknown>;

async function ask(
  { url, token, fetch = globalThis.fetch }: AdminAt,
  name: keyof AdminApi,
  given: Given,
): Promise<unknown> {
  const [method, path, query, kind] = operations[name];
  const target = new URL(`${withoutEnd(url)}${filled(path, given)}`);
  for (const key of query) if (given[key] !== undefined) target.searchParams.set(key, String(given[key]));
  const answer = await fetch(target, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(given.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
  if (!answer.ok) throw new AdminProblem(answer.status, await problemOf(answer));
  if (kind === 'response') return answer;
  if (kind === 'none') return undefined;
  const data: unknown = await answer.json();
  return kind === 'page' ? pageOf(data, answer.headers) : data;
}

/** Removes slashes and `/admin` from the end of a base URL. */
function withoutEnd(url: string): string {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end).replace(/\/admin$/, '');
}

function filled(path: string, given: Given): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name];
    if (typeof value !== 'string' || value === '') throw new TypeError(`${name} is needed for ${path}`);
    return encodeURIComponent(value);
  });
}

function pageOf(items: unknown, headers: Headers) {
  const next = /<([^<>]*)>\s*;\s*rel="?next"?/.exec(headers.get('link') ?? '')?.[1];
  return { items, total: Number(headers.get('x-total-count')), ...(next && { next }) };
}

async function problemOf(answer: Response): Promise<Problem> {
  const text = await answer.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return { detail: `HTTP ${answer.status}: ${text.slice(0, 200)}` };
  }
}
