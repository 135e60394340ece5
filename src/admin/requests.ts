import type { ExchangeQuery } from '../hub/ports/store.ts';
import { Refusal } from '../hub/refusal.ts';
import type { ExchangeDetail, ExchangeSummary } from '../hub/types.generated.ts';
import { moduleIds } from '../ocpi/editions/modules.ts';
import type { Exchange } from '../ocpi/messages/exchange.ts';
import type { Parameter } from './query.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route.ts';

/** The query parameters that filter the trace. */
export const filters: Parameter[] = [
  { name: 'request_id', kind: 'text', description: 'X-Request-ID of the request' },
  { name: 'correlation_id', kind: 'text', description: 'X-Correlation-ID: the request and all it caused' },
  { name: 'connection', kind: 'text', description: 'Id of a connection' },
  {
    name: 'module',
    kind: 'text',
    description: 'Module, or the handshake',
    oneOf: [...moduleIds, 'credentials', 'versions'],
  },
  { name: 'direction', kind: 'text', description: 'Into or out of the hub', oneOf: ['IN', 'OUT'] },
  { name: 'status', kind: 'number', description: 'HTTP status, or OCPI status code', least: 100 },
  { name: 'since', kind: 'time', description: 'Only requests that began then or later' },
  {
    name: 'limit',
    kind: 'number',
    description: 'How many at most; more than 1000 counts as 1000',
    least: 1,
    cap: 1000,
    default: 100,
  },
];

/** Lists the OCPI requests that pass the filters, newest first. */
export async function list({ hub }: Admin, { query }: AdminRequest): Promise<AdminAnswer> {
  const found = await hub.store.journal.find(query as unknown as ExchangeQuery);
  return { body: found.map(summaryOf) };
}

/** Shows one OCPI request with headers and bodies. */
export async function show({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  const found = await hub.store.journal.get(params.id ?? '');
  if (!found) throw new Refusal('notFound', `there is no request ${params.id}; the oldest ones are not kept`);
  const detail: ExchangeDetail = found;
  return { body: detail };
}

/** An exchange without headers and bodies. */
export function summaryOf({ request: _request, response: _response, ...summary }: Exchange): ExchangeSummary {
  return summary;
}
