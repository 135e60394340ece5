import { useOutside } from '../external-value.ts';
import type { Key } from './ask.ts';

/** The place in the sandbox: `#/ID/SECRET/exchanges/x1?to=y` is the page `exchanges` of a workspace. Browsers send nobody what stands behind `#`. */
export interface SandboxPlace {
  key: Key | undefined;
  page: string;
  rest: string[];
  query: URLSearchParams;
}

function placeOf(hash: string): SandboxPlace {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [id, secret, page = 'start', ...rest] = path.split('/');
  const key = id && secret ? { id, secret } : undefined;
  return {
    key,
    page: page || 'start',
    rest: rest.map(decodeURIComponent),
    query: new URLSearchParams(query),
  };
}

/** The link to a page of a workspace. */
export function linkIn(
  { id, secret }: Key,
  page: string,
  more: string[] = [],
  query: Record<string, string> = {},
) {
  const words = new URLSearchParams(query).toString();
  return `#/${[id, secret, page, ...more.map(encodeURIComponent)].join('/')}${words ? `?${words}` : ''}`;
}

/** The present place; the component is rendered again when it changes. */
export function useSandboxPlace(): SandboxPlace {
  const hash = useOutside(
    (listener) => {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    () => location.hash,
  );
  return placeOf(hash);
}
