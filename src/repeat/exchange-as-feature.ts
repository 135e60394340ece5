import type { ExchangeDetail, ExchangeSummary } from '../hub/types.generated.ts';
import { asFeature } from './exchange-as-hub-scenario.ts';
import { asKitFeature } from './exchange-as-kit-scenario.ts';
import { type Read, storyOf } from './related-exchanges.ts';

/**
 * Writes an exchange as a feature that tests the party which answered it: a request to a partner in the steps of the
 * kit where it has them, any other as a request to a hub in the steps of this project.
 */
export async function featureOf(read: Read, exchange: ExchangeDetail): Promise<string> {
  const kit = exchange.direction === 'OUT' ? asKitFeature(await relatedOf(read, exchange)) : undefined;
  return kit ?? asFeature(await storyOf(read, exchange));
}

/** Exchanges with the same partner that have the same cause, oldest first. */
async function relatedOf(
  read: Read,
  { id, correlation_id, connection }: ExchangeDetail,
): Promise<ExchangeDetail[]> {
  const related = await read<ExchangeSummary[]>(
    `/requests?correlation_id=${encodeURIComponent(correlation_id)}&connection=${connection}&limit=100`,
  );
  const ids = related.map((one) => one.id).reverse();
  return Promise.all(
    (ids.includes(id) ? ids : [id]).map((one) =>
      read<ExchangeDetail>(`/requests/${encodeURIComponent(one)}`),
    ),
  );
}
