import type { ExchangeDetail, ExchangeSummary } from '../hub/types.generated.ts';
import type { Told } from './exchange-as-hub-scenario.ts';

/** GETs a path of the admin API, without `/admin` at its beginning. */
export type Read = <T>(path: string) => Promise<T>;

/**
 * Collects an exchange, those that it caused, and the earlier request that PUT its object. For a request of the hub the
 * request that caused it takes its place.
 */
export async function storyOf(read: Read, exchange: ExchangeDetail): Promise<Told> {
  const one = (id: string) => read<ExchangeDetail>(`/requests/${encodeURIComponent(id)}`);
  const first = exchange.direction === 'OUT' && exchange.parent_id ? await one(exchange.parent_id) : exchange;
  const related = await read<ExchangeSummary[]>(
    `/requests?correlation_id=${encodeURIComponent(first.correlation_id)}&limit=1000`,
  );
  const caused = related
    .filter(({ parent_id, method }) => parent_id === first.id && method !== 'GET')
    .reverse();
  const before = first.method === 'PUT' || first.method === 'POST' ? undefined : await putBefore(read, first);
  return {
    exchange: first,
    caused: await Promise.all(caused.map(({ id }) => one(id))),
    ...(before ? { before: await one(before.id) } : {}),
  };
}

async function putBefore(
  read: Read,
  { connection, module, url, time }: ExchangeDetail,
): Promise<ExchangeSummary | undefined> {
  if (!connection) return undefined;
  const earlier = await read<ExchangeSummary[]>(
    `/requests?connection=${connection}&module=${module}&direction=IN&limit=1000`,
  );
  return earlier.find(
    (one) => one.method === 'PUT' && one.ocpi_status === 1000 && one.time <= time && isBelow(url, one.url),
  );
}

/**
 * Whether a URL equals another or is that of a part of it: an earlier PUT of the whole Location counts, not that of one
 * EVSE.
 */
function isBelow(url: string, other: string): boolean {
  const [path = '', whole = ''] = [url, other].map((each) => each.split('?')[0] ?? '');
  return (
    (path === whole || path.startsWith(`${whole}/`)) && whole.split('/2.1.1/')[1]?.split('/').length === 4
  );
}
