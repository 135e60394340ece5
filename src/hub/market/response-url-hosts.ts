import { isElsewhere } from '../../ocpi/client/request-address.ts';
import { invalidAt } from '../../ocpi/messages/ocpi-errors.ts';
import type { Connection } from '../ports/connection-registry.ts';

/**
 * Tells whether a URL has a host that the partner registered or that the hub's operator allows for results of commands:
 * its token goes to no other (HUB-35, HCMD-14, 19). Scheme and port count.
 */
export function isHostOf(
  { versionsUrl, endpoints, options }: Pick<Connection, 'versionsUrl' | 'endpoints' | 'options'>,
  url: string,
): boolean {
  const known = [
    versionsUrl ?? '',
    ...endpoints.map((endpoint) => endpoint.url),
    ...options.response_hosts.map((host) => `https://${host}`),
  ];
  const origin = originOf(url);
  return origin !== undefined && known.some((other) => originOf(other) === origin);
}

/**
 * Refuses a command's `response_url` on a host that is not the caller's, and one that the OCPI client would not call
 * (TRANS-72).
 */
export function checkResponseUrl(connection: Connection, pointer: string, url: string): void {
  if (isElsewhere(url))
    throw invalidAt(pointer, `must have no part "." or ".." in its path, got ${JSON.stringify(url)}`);
  if (isHostOf(connection, url)) return;
  throw invalidAt(
    pointer,
    `must lead to a host of this connection's registered endpoints, or one that the operator of the hub has named for results, got ${JSON.stringify(originOf(url) ?? url)}`,
  );
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
