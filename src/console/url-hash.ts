import { useOutside } from './use-external-value.ts';

/** The user's place in the console: `#/traffic/x1?module=cdrs` is the page `traffic`, with `x1` and a query. */
export interface Place {
  page: string;
  rest: string[];
  query: URLSearchParams;
}

/** Parses the part of the URL behind `#`, which browsers do not send to servers: the parts of a path, and a query. */
export function readHash(hash: string): { path: string[]; query: URLSearchParams } {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { path: path.split('/').map(decoded), query: new URLSearchParams(query) };
}

/** The link to a page of the console, without empty values of the query. */
export function linkTo(path: string[], query: Record<string, string | undefined> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const words = new URLSearchParams(given).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${words ? `?${words}` : ''}`;
}

/** The user's present place; a component that uses it is rendered again when it changes. */
export function usePlace(): Place {
  const { path, query } = readHash(useHash());
  const [page = '', ...rest] = path;
  return { page: page || 'overview', rest, query };
}

/** The part of the URL from `#` on; a component that uses it is rendered again when it changes. */
export function useHash(): string {
  return useOutside(
    (listener) => {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    () => location.hash,
  );
}

/** Changes the query without a new entry in the browser's history. */
export function replaceQuery(place: Place, query: Record<string, string | undefined>): void {
  location.replace(linkTo([place.page, ...place.rest], query));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
