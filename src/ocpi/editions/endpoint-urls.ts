import type { Endpoint } from './basic-ocpi-types.ts';

/** The URL of a module among a partner's endpoints; unknown modules are ignored (VER-08). */
export function endpointOf(endpoints: Endpoint[], identifier: string): string | undefined {
  return endpoints.find((endpoint) => endpoint.identifier === identifier)?.url;
}

/**
 * A URL below an endpoint: exactly one slash between the parts, each part percent-encoded (TRANS-54, TRANS-57); a query
 * of the endpoint stays behind them (TRANS-73). Without parts it is the endpoint as its owner wrote it, a slash at its
 * end included.
 */
export function below(endpoint: string, ...parts: string[]): string {
  if (parts.length === 0) return endpoint.split('#')[0] ?? '';
  const query = /\?[^#]*/.exec(endpoint)?.[0] ?? '';
  return [placeOf(endpoint), ...parts.map(encodeURIComponent)].join('/') + query;
}

/** An endpoint without its query and trailing slashes: the beginning of all URLs below it. */
export function placeOf(endpoint: string): string {
  return (endpoint.split(/[?#]/)[0] ?? '').replace(/(?<!\/)\/+$/, '');
}

/** A URL with more query parameters behind those that it has (TRANS-73). */
export function withQuery(url: string, query: string | Record<string, string>): string {
  const added = typeof query === 'string' ? query : new URLSearchParams(query).toString();
  const [plain = ''] = url.split('#');
  if (added === '') return plain;
  const joint = plain.includes('?') ? (/[?&]$/.test(plain) ? '' : '&') : '?';
  return plain + joint + added;
}
