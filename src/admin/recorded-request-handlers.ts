import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExchangeQuery, Journal } from '../hub/ports/store.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { ExchangeDetail, ExchangeSummary } from '../hub/types.generated.ts';
import { moduleIds } from '../ocpi/editions/modules.ts';
import type { Exchange } from '../ocpi/messages/request-and-answer-types.ts';
import type { Parameter, Values } from './query-parameters.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route-types.ts';

/** The query parameters that filter the trace, the hub's record of OCPI requests. */
export const filters: Parameter[] = [
  { name: 'request_id', kind: 'text', description: 'X-Request-ID of the request' },
  { name: 'correlation_id', kind: 'text', description: 'X-Correlation-ID: the request and all it caused' },
  { name: 'connection', kind: 'text', description: 'Id of a connection' },
  {
    name: 'party',
    kind: 'text',
    description: 'Party that sent the request, or that it is for, such as NL*ABC',
    shape: { words: 'a party such as NL*ABC', pattern: /^[A-Z]{2}\*[A-Z0-9]{3}$/ },
  },
  {
    name: 'module',
    kind: 'text',
    description: 'Module, or the handshake',
    oneOf: [...moduleIds, 'credentials', 'versions'],
  },
  { name: 'direction', kind: 'text', description: 'Into or out of the hub', oneOf: ['IN', 'OUT'] },
  { name: 'status', kind: 'number', description: 'HTTP status, or OCPI status code', least: 100 },
  {
    name: 'finding',
    kind: 'text',
    description: 'Requirement that a finding names, such as LOC-27; any for requests with a finding at all',
    shape: { words: 'a requirement such as LOC-27, or any', pattern: /^([A-Z]+-\d+|any)$/ },
  },
  {
    name: 'header',
    kind: 'text',
    description:
      'Header of the request or the answer: its name, or name and part of the value, such as Content-Type: text/html. Only with since: headers are not indexed',
    shape: { words: 'a name, or "name: part of the value"', pattern: /^[\w!#$%&'*+.^`|~-]+(:.*)?$/ },
  },
  { name: 'since', kind: 'time', description: 'Only requests that began then or later' },
];

/** The query parameters of a page of the trace. */
export const paging: Parameter[] = [
  {
    name: 'before',
    kind: 'text',
    description: 'Where the page before ended, from its header Link',
    shape: { words: 'the cursor of a Link', pattern: /^\d{1,16}-\d{1,16}$/ },
  },
  {
    name: 'limit',
    kind: 'number',
    description: 'How many at most; more than 1000 counts as 1000',
    least: 1,
    cap: 1000,
    default: 100,
  },
];

/** Maximum number of exchanges that an export has in memory at a time. */
const exported = 100;

/** Lists the OCPI requests that pass the filters, newest first; the header Link leads to the next page. */
export async function list({ hub }: Admin, { query, url }: AdminRequest): Promise<AdminAnswer> {
  const { exchanges, next } = await hub.store.journal.page(searchOf(query));
  const link = next && `<${url.split('?')[0]}?${new URLSearchParams(texts({ ...query, before: next }))}>`;
  return { body: exchanges.map(summaryOf), ...(link && { headers: { Link: `${link}; rel="next"` } }) };
}

/** Writes all OCPI requests that pass the filters with headers and bodies, newest first, one JSON text a line. */
export async function exportAll({ hub }: Admin, { query }: AdminRequest): Promise<AdminAnswer> {
  const pages = exchangesOf(hub.store.journal, searchOf({ ...query, limit: exported }));
  // A trace that cannot be read is answered with a problem, not with half a file.
  const first = await pages.next();
  return {
    headers: { 'Content-Type': 'application/x-ndjson' },
    stream: (response) =>
      void pipeline(Readable.from(linesOf(first, pages)), response).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
          hub.log.error(error, 'the trace was not exported whole');
      }),
  };
}

async function* exchangesOf(journal: Journal, query: ExchangeQuery): AsyncGenerator<Exchange[]> {
  for (let before: string | undefined, isFirst = true; isFirst || before !== undefined; isFirst = false) {
    const { exchanges, next } = await journal.page({ ...query, before });
    yield exchanges;
    before = next;
  }
}

async function* linesOf(
  first: IteratorResult<Exchange[]>,
  others: AsyncGenerator<Exchange[]>,
): AsyncGenerator<string> {
  const lines = (exchanges: Exchange[]) => exchanges.map((one) => `${JSON.stringify(one)}\n`).join('');
  if (!first.done && first.value.length > 0) yield lines(first.value);
  for await (const exchanges of others) yield lines(exchanges);
}

/** The search in the trace that a query asks for; throws a Refusal where it looks for a header in the whole trace. */
function searchOf({ header, ...query }: Values): ExchangeQuery {
  const search = query as unknown as ExchangeQuery;
  if (header === undefined) return search;
  if (search.since === undefined) {
    const message = 'is required with header: headers are not indexed, each request since then is read';
    throw new Refusal('invalid', `?since ${message}`, [{ pointer: '?since', message }]);
  }
  const [name = '', ...value] = String(header).split(':');
  const part = value.join(':').trim();
  return { ...search, header: { name, ...(part && { value: part }) } };
}

function texts(values: Values): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** Shows one OCPI request with headers and bodies. */
export async function show({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  const found = await hub.store.journal.get(params.id ?? '');
  if (!found) throw new Refusal('notFound', `there is no request ${params.id}; the oldest ones are not kept`);
  const detail: ExchangeDetail = found;
  return { body: detail };
}

/** An OCPI exchange without headers and bodies, as lists show it. */
export function summaryOf({ request: _request, response: _response, ...summary }: Exchange): ExchangeSummary {
  return summary;
}
