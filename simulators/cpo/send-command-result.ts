import { partner } from '../platform/partners-and-their-tokens.ts';
import { call, report } from '../platform/push-to-partners.ts';
import type { Platform, PlatformRequest } from '../platform/simulated-platform.ts';

/**
 * POSTs the asynchronous result of a command or profile request: one attempt, at exactly the URL that was given
 * (CMD-14, CMD-15, CP-07).
 */
export async function sendResult(
  platform: Platform,
  { caller, route, correlationId }: PlatformRequest,
  url: string,
  body: object,
): Promise<void> {
  const connection = partner(platform, caller.id);
  if (!connection) return;
  const reply = await call(platform, connection, {
    method: 'POST',
    module: route.module,
    url,
    body,
    correlationId,
  });
  report(platform, `POST ${url}`, reply);
}
