import type { ExchangeSummary } from '../../../hub/types.generated.ts';
import { isProblem } from '../../exchange-rates-per-second.ts';
import { path } from '../../links-to-filtered-lists.ts';

/** The filters of the list of exchanges; an empty text filters nothing. */
export interface Filters {
  connection: string;
  direction: string;
  module: string;
  /** `problems` selects failed exchanges, `findings` those with deviations. */
  outcome: string;
  /** A part of a URL or id, or a party. */
  text: string;
  /** The X-Correlation-ID of a request and of all requests that it caused. */
  correlation_id: string;
}

/** Reads the filters from a query. */
export function filtersOf(query: URLSearchParams): Filters {
  const value = (name: string) => query.get(name) ?? '';
  return {
    connection: value('connection'),
    direction: value('direction'),
    module: value('module'),
    outcome: value('outcome'),
    text: value('text'),
    correlation_id: value('correlation_id'),
  };
}

/** Makes a function that tells whether an exchange passes the filters. */
export function passes(filters: Filters): (exchange: ExchangeSummary) => boolean {
  const { connection, direction, module, outcome, correlation_id } = filters;
  const text = filters.text.toLowerCase();
  return (exchange) =>
    (!connection || exchange.connection === connection) &&
    (!direction || exchange.direction === direction) &&
    (!module || exchange.module === module) &&
    (!correlation_id || exchange.correlation_id === correlation_id) &&
    (outcome !== 'problems' || isProblem(exchange)) &&
    (outcome !== 'findings' || exchange.findings.length > 0) &&
    (!text || said(exchange).includes(text));
}

/**
 * The filters as query parameters of the hub's trace, which searches for parties and findings; the list itself filters
 * for other texts and failures.
 */
export function traceOf({ outcome, text, ...given }: Filters): string {
  const party = /^[a-z]{2}\*[a-z0-9]{3}$/i.test(text) ? text.toUpperCase() : '';
  return path('/admin/requests', { ...given, party, finding: outcome === 'findings' ? 'any' : '' });
}

function said({ url, request_id, correlation_id, from, to, method }: ExchangeSummary): string {
  return `${method} ${url} ${request_id} ${correlation_id} ${from ?? ''} ${to ?? ''}`.toLowerCase();
}
