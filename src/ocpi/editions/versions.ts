import type { Endpoint, ModuleId, Side } from './edition.ts';
import { moduleIds } from './modules.ts';
import { version } from './routes.ts';

/** One supported version, as the versions list names it. */
export interface Version {
  version: string;
  url: string;
}

/** The versions of one interface: 2.1.1 alone (VER-01). */
export function versionsOf(base: string, side: Side): Version[] {
  return [{ version, url: `${base}/ocpi/${side}/${version}` }];
}

/** Version details of one interface: absolute URLs of `credentials` and of the modules given (VER-03 to VER-05, VER-07). */
export function detailsOf(
  base: string,
  side: Side,
  offered: ModuleId[] = moduleIds,
): { version: string; endpoints: Endpoint[] } {
  const identifiers = ['credentials', ...offered];
  return {
    version,
    endpoints: identifiers.map((identifier) => ({
      identifier,
      url: `${base}/ocpi/${side}/${version}/${identifier}`,
    })),
  };
}

/** The URL of a module among fetched endpoints; what we do not know is ignored (VER-08). */
export function endpointOf(endpoints: Endpoint[], identifier: string): string | undefined {
  return endpoints.find((endpoint) => endpoint.identifier === identifier)?.url;
}

/**
 * An URL below an endpoint: exactly one slash between the parts, each part percent-encoded (TRANS-54, TRANS-57); a query of the
 * endpoint stays behind them (TRANS-73).
 */
export function below(endpoint: string, ...parts: string[]): string {
  const query = /\?[^#]*/.exec(endpoint)?.[0] ?? '';
  return [placeOf(endpoint), ...parts.map(encodeURIComponent)].join('/') + query;
}

/** An endpoint without its query and without slashes at its end: what the paths below it begin with. */
export function placeOf(endpoint: string): string {
  return (endpoint.split(/[?#]/)[0] ?? '').replace(/(?<!\/)\/+$/, '');
}

/** An URL with more parameters behind those that it has (TRANS-73). */
export function withQuery(url: string, query: string | Record<string, string>): string {
  const added = typeof query === 'string' ? query : new URLSearchParams(query).toString();
  const [plain = ''] = url.split('#');
  if (added === '') return plain;
  const joint = plain.includes('?') ? (/[?&]$/.test(plain) ? '' : '&') : '?';
  return plain + joint + added;
}
