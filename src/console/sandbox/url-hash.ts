import { linkTo, readHash, useHash } from '../url-hash.ts';
import type { Key } from './sandbox-api.ts';

/**
 * The user's place in the sandbox: `#/ID/SECRET/exchanges/x1?to=y` is the page `exchanges` of a workspace. Browsers do
 * not send the part behind `#`.
 */
export interface SandboxPlace {
  key: Key | undefined;
  page: string;
  rest: string[];
  query: URLSearchParams;
}

/** Parses the part of the URL behind `#` into a place. */
export function sandboxPlaceOf(hash: string): SandboxPlace {
  const { path, query } = readHash(hash);
  const [id, secret, page, ...rest] = path;
  const key = id && secret ? { id, secret } : undefined;
  return { key, page: page || 'start', rest, query };
}

/** The link to a page of a workspace. */
export function linkIn(
  { id, secret }: Key,
  page: string,
  more: string[] = [],
  query: Record<string, string> = {},
): string {
  return linkTo([id, secret, page, ...more], query);
}

/** The user's present place; a component that uses it is rendered again when it changes. */
export function useSandboxPlace(): SandboxPlace {
  return sandboxPlaceOf(useHash());
}
