import type { Request } from 'express';

/** Whether a page of another site sends a request through somebody's browser. Who is no browser sends neither header. */
export function isFromOtherSite(request: Request): boolean {
  const origin = request.get('origin');
  const host = (request.get('host') ?? '').toLowerCase();
  const site = request.get('sec-fetch-site') ?? 'none';
  return (origin !== undefined && hostOf(origin) !== host) || !['same-origin', 'none'].includes(site);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
