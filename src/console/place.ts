import { useOutside } from './external-value.ts';

/** The user's place in the console: `#/traffic/x1?module=cdrs` is the page `traffic`, with `x1` and a query. */
export interface Place {
  page: string;
  rest: string[];
  query: URLSearchParams;
}

/** Parses a place from the hash of the URL, which browsers do not send. */
function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', ...rest] = path.split('/').map(decoded);
  return { page: page || 'overview', rest, query: new URLSearchParams(query) };
}

/** The link to a place, without empty values of the query. */
export function linkTo(path: string[], query: Record<string, string | undefined> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const words = new URLSearchParams(given).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${words ? `?${words}` : ''}`;
}

/** The present place; the component is rendered again when it changes. */
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
