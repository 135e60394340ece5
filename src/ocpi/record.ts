import type { Request, Response } from 'express';
import { type Caller, type Exchange, journalledBody } from './exchange.ts';
import type { Site, Visit } from './site.ts';
import { maskCredentials, maskHeaders, maskToken, readAuthorization } from './tokens.ts';

/** The journal's view of a request that was answered here. */
export function record<C extends Caller>(
  visit: Visit<C>,
  req: Request,
  res: Response,
  site: Pick<Site<C>, 'now' | 'url' | 'party'>,
): Exchange {
  const { inbound, answer } = visit;
  // Some callers repeat their token in the URL, in another header or in the body.
  const token = readAuthorization(req.headers.authorization);
  const body = (bytes: unknown) =>
    Buffer.isBuffer(bytes) && bytes.length > 0 ? maskToken(bodyText(bytes, visit.module), token) : null;
  return {
    id: visit.id,
    time: new Date(visit.started).toISOString(),
    direction: 'IN',
    connection: visit.caller?.id ?? null,
    module: visit.module,
    method: req.method,
    url: site.url() + maskToken(req.originalUrl, token),
    http_status: res.statusCode,
    ocpi_status: answer ? (answer.ocpi ?? 1000) : null,
    duration_ms: site.now() - visit.started,
    request_id: maskToken(visit.requestId, token),
    correlation_id: maskToken(visit.correlationId, token),
    parent_id: null,
    from: inbound?.asker ?? inbound?.from ?? visit.caller?.party ?? null,
    to: inbound?.to ?? site.party,
    findings: [...(inbound?.findings ?? []), ...(visit.refused ?? [])].map((finding) => ({
      ...finding,
      pointer: maskToken(finding.pointer, token),
      message: maskToken(finding.message, token),
    })),
    error: res.writableFinished ? null : 'the caller hung up',
    request: { headers: maskHeaders(req.headers, token), body: body(req.body) },
    response: {
      headers: maskHeaders(res.getHeaders() as Record<string, string>, token),
      body: body(visit.sent),
    },
  };
}

/** A body as text for the journal: cut at its limit, Credentials without their token. */
export function bodyText(bytes: Buffer, module: Exchange['module']): string {
  const text =
    module === 'credentials'
      ? maskCredentials(bytes.toString('utf8'))
      : bytes.toString('utf8', 0, journalledBody);
  return text.slice(0, journalledBody);
}
