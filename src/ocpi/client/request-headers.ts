import { writesBase64 } from '../editions/module-tables-by-version.ts';
import type { Outgoing } from '../messages/request-and-answer-types.ts';
import { routingHeaders } from '../messages/routing-headers.ts';
import { inBase64 } from '../words/credentials-tokens.ts';
import type { Style } from '../words/partner-style-types.ts';

/**
 * Whether a request carries its token in Base64: as the partner is known to expect it, else as the version of OCPI
 * demands.
 */
export function isInBase64({ edition }: Pick<Outgoing, 'edition'>, style: Style): boolean {
  return style.expects_base64_token ?? writesBase64({ edition: edition ?? style.edition });
}

/**
 * The headers of a request: the token in the coding that the partner expects, message ids, routing, and the request's
 * own headers.
 */
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
