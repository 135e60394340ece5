import { nextLink } from '../src/ocpi/words/next-link-header.ts';

/** An answer of the hub's admin API. */
export interface AdminAnswer<T> {
  status: number;
  body: T;
  /** Path of the next page of a list, without `/admin` at its beginning. */
  next?: string;
  /** Number of rows of the whole list, of which the answer has one page. */
  total?: number;
}

/** A client of a hub's admin API: `ask('POST', '/connections', body)`. */
export function adminClient(base: string, token: string) {
  return async <T>(method: string, path: string, body?: unknown): Promise<AdminAnswer<T>> => {
    const answer = await fetch(base + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const next = nextLink(answer.headers.get('link') ?? undefined)?.replace(/^\/admin/, '');
    const total = Number(answer.headers.get('x-total-count') ?? Number.NaN);
    return {
      ...{ status: answer.status, body: (text ? JSON.parse(text) : undefined) as T, next },
      ...(Number.isNaN(total) ? {} : { total }),
    };
  };
}
