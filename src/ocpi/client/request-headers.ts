import { editionOf } from '../editions/spoken-editions.ts';
import type { Outgoing } from '../messages/exchange.ts';
import { routingHeaders } from '../messages/routing.ts';
import type { Style } from '../words/style.ts';
import { inBase64 } from '../words/tokens.ts';

/** The headers of a request: the token as the partner wants it coded, message ids, routing, and what the request brings of its own. */
export function headersOf(request: Outgoing, style: Style, requestId: string, correlationId: string) {
  const { write } = editionOf({ edition: request.edition ?? style.edition }).token;
  const token = style.expects_base64_token ? inBase64(request.token) : write(request.token);
  return {
    Authorization: `Token ${token}`,
    Accept: 'application/json',
    ...(request.body ? { 'Content-Type': 'application/json' } : {}),
    'X-Request-ID': requestId,
    'X-Correlation-ID': correlationId,
    ...routingHeaders(request),
    ...request.headers,
  };
}
