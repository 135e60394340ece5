import { useOutside } from './outside.ts';

/** Where the user is: `#/traffic/x1?module=cdrs` is the page `traffic`, with `x1` and a query. */
export interface Place {
  page: string;
  rest: string[];
  query: URLSearchParams;
}

/** Reads a place from the part of the URL that the browser keeps to itself. */
function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', ...rest] = path.split('/').map(decoded);
  return { page: page || 'overview', rest, query: new URLSearchParams(query) };
}

/** The link to a place. Empty values of the query are left out. */
export function linkTo(path: string[], query: Record<string, string | undefined> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const words = new URLSearchParams(given).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${words ? `?${words}` : ''}`;
}

/** The place, as it changes. */
export function usePlace(): Place {
  const hash = useOutside(
    (listener) => {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    () => location.hash,
  );
  return placeOf(hash);
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
