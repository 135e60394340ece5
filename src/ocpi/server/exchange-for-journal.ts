import type { Request, Response } from 'express';
import { bodyText } from '../messages/body-for-journal.ts';
import type { Caller, Exchange } from '../messages/request-and-answer-types.ts';
import { maskHeaders, maskToken, readAuthorization } from '../words/credentials-tokens.ts';
import { maskSecrets } from '../words/mask-secrets-in-urls.ts';
import { isInTwoParts, type RequestState, type Served } from './served-platform-types.ts';

/** The record of a request answered here, for the journal; `leftOut` is the number from `sampling`. */
export function record<C extends Caller>(
  state: RequestState<C>,
  req: Request,
  res: Response,
  served: Pick<Served<C>, 'now' | 'url' | 'party'>,
  leftOut = 0,
): Exchange {
  const { inbound, answer } = state;
  // Some callers repeat their token in the URL, in another header or in the body, also in plain form where they send it
  // in Base64.
  const token = readAuthorization(req.headers.authorization);
  const plain = state.caller?.token === token ? undefined : state.caller?.token;
  const secrets = state.caller?.secrets ?? [];
  const masked = (text: string) => maskSecrets(maskToken(maskToken(text, token), plain), secrets);
  const headers = (given: Record<string, string | string[] | undefined>) => {
    const shown = maskHeaders(plain ? maskHeaders(given, plain) : given, token);
    for (const name in shown) shown[name] = maskSecrets(shown[name] as string, secrets);
    return shown;
  };
  const body = (given: unknown) =>
    (Buffer.isBuffer(given) || typeof given === 'string') && given.length > 0
      ? masked(bodyText(given, state.module))
      : null;
  return {
    id: state.id,
    time: new Date(state.started).toISOString(),
    direction: 'IN',
    connection: state.caller?.id ?? null,
    module: state.module,
    method: req.method,
    url: served.url() + masked(req.originalUrl),
    http_status: res.statusCode,
    ocpi_status: answer ? (answer.ocpi ?? 1000) : null,
    duration_ms: served.now() - state.started,
    request_id: masked(state.requestId),
    correlation_id: masked(state.correlationId),
    parent_id: null,
    from: answer?.asker ?? inbound?.from ?? state.caller?.party ?? null,
    to: inbound?.to ?? served.party,
    findings: [
      ...(inbound?.findings ?? state.noted),
      ...(answer?.findings ?? []),
      ...(state.refused ?? []),
    ].map((finding) => ({
      ...finding,
      pointer: masked(finding.pointer),
      message: masked(finding.message),
    })),
    error: res.writableFinished ? null : 'the caller hung up',
    ...(leftOut > 0 && { left_out: leftOut }),
    request: { headers: headers(req.headers), body: body(req.body) },
    response: {
      headers: headers(res.getHeaders() as Record<string, string>),
      // The journal cuts bodies before the first part of a large page ends.
      body: body(isInTwoParts(state.sent) ? state.sent.start : state.sent),
    },
  };
}
