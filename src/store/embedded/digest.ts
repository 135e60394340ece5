import type { ExchangeQuery } from '../../hub/ports/store.ts';
import type { Exchange } from '../../ocpi/messages/exchange.ts';

/**
 * The fields of an exchange that trace filters test; the hub has them in memory, so that a search reads only matching
 * exchanges.
 */
export type Digest = Pick<
  Exchange,
  | 'id'
  | 'time'
  | 'direction'
  | 'connection'
  | 'module'
  | 'http_status'
  | 'ocpi_status'
  | 'request_id'
  | 'correlation_id'
>;

/** The digest of an exchange. */
export function digestOf(exchange: Exchange): Digest {
  const { id, time, direction, connection, module, http_status, ocpi_status, request_id, correlation_id } =
    exchange;
  return { id, time, direction, connection, module, http_status, ocpi_status, request_id, correlation_id };
}

/** A search of the journal: filters of the trace, or the id of one exchange. */
export type Search = ExchangeQuery & { id?: string };

/** Whether an exchange passes the filters of a search. */
export function passes(digest: Digest, query: Search): boolean {
  return (
    equals.every((field) => query[field] === undefined || query[field] === digest[field]) &&
    (query.status === undefined ||
      query.status === digest.http_status ||
      query.status === digest.ocpi_status) &&
    (query.since === undefined || Date.parse(digest.time) >= Date.parse(query.since))
  );
}

/**
 * Whether one of the digests in a JSON text may pass; false when the id that is searched for does not occur in the
 * text, which then needs no parsing.
 */
export function mayPass(digests: string, query: Search): boolean {
  return equals.every(
    (field) => query[field] === undefined || digests.includes(`"${field}":${JSON.stringify(query[field])}`),
  );
}

const equals = ['id', 'request_id', 'correlation_id', 'connection', 'module', 'direction'] as const;
