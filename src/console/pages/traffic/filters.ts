import type { ExchangeSummary } from '../../../hub/types.generated.ts';
import { path } from '../../lists.ts';
import { isProblem } from '../../rates.ts';

/** The filters of the list; an empty text filters nothing. */
export interface Filters {
  connection: string;
  direction: string;
  module: string;
  /** `problems` selects failed exchanges, `findings` those with deviations. */
  outcome: string;
  /** A part of the URL, of an id, or a party. */
  text: string;
  /** The X-Correlation-ID of a request and all it caused. */
  correlation_id: string;
}

/** The filters in a query. */
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

/** Whether an exchange passes the filters. */
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
 * The same filters for the hub's trace, in its own parameters: it finds parties and findings, and leaves other texts and
 * failures to the list.
 */
export function traceOf({ outcome, text, ...given }: Filters): string {
  const party = /^[a-z]{2}\*[a-z0-9]{3}$/i.test(text) ? text.toUpperCase() : '';
  return path('/admin/requests', { ...given, party, finding: outcome === 'findings' ? 'any' : '' });
}

function said({ url, request_id, correlation_id, from, to, method }: ExchangeSummary): string {
  return `${method} ${url} ${request_id} ${correlation_id} ${from ?? ''} ${to ?? ''}`.toLowerCase();
}
