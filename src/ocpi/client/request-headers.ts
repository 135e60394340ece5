import { writesBase64 } from '../editions/tables.ts';
import type { Outgoing } from '../messages/exchange.ts';
import { routingHeaders } from '../messages/routing.ts';
import type { Style } from '../words/style.ts';
import { inBase64 } from '../words/tokens.ts';

/** Whether a request carries its token in Base64: as the partner is known to want it, else as the version has it. */
export function isInBase64({ edition }: Pick<Outgoing, 'edition'>, style: Style): boolean {
  return style.expects_base64_token ?? writesBase64({ edition: edition ?? style.edition });
}

/** The headers of a request: the token as the partner wants it coded, message ids, routing, and what the request brings of its own. */
export function headersOf(request: Outgoing, style: Style, requestId: string, correlationId: string) {
  const token = isInBase64(request, style) ? inBase64(request.token) : request.token;
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
