import type { Request } from 'express';

/** Tells whether a browser sends a request on behalf of a page of another site. Clients other than browsers send neither header. */
export function isCrossSite(request: Request): boolean {
  const origin = request.get('origin');
  const host = (request.get('host') ?? '').toLowerCase();
  const site = request.get('sec-fetch-site') ?? 'none';
  return (origin !== undefined && hostOf(origin) !== host) || !['same-origin', 'none'].includes(site);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
