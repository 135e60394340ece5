import type { Send } from '../../ocpi/messages/request-and-answer-types.ts';
import { connectionById } from '../market/connection-index.ts';
import type { Registry } from '../ports/connection-registry.ts';

/**
 * A `send` that repeats a request with the token before a renewal where a partner refuses the new one: the answer to
 * its PUT may have been lost, and a partner that answers 401 has done nothing (CRED-41).
 */
export function tryingFormerToken(send: Send, registry: Registry, now: () => number): Send {
  return async (request) => {
    const reply = await send(request);
    const former = reply.http === 401 ? formerToken(request) : undefined;
    if (former === undefined) return reply;
    const again = await send({ ...request, token: former });
    return again.http === 401 ? reply : again;
  };

  function formerToken({ connection, token }: Parameters<Send>[0]): string | undefined {
    const found = connection === null ? undefined : connectionById(registry.read(), connection);
    if (!found?.spare?.tokenToThem || token !== found.tokenToThem) return undefined;
    return Date.parse(found.spare.until) > now() ? found.spare.tokenToThem : undefined;
  }
}
