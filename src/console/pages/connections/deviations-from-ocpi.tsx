import type { ExchangeSummary } from '../../../hub/types.generated.ts';
import { Empty } from '../../parts/notices.tsx';
import { linkTo } from '../../url-hash.ts';
import { useAsk } from '../../use-admin-api-resource.ts';

/** A deviation of a partner from OCPI, with the number of its occurrences and an example. */
interface Quirk {
  module: string;
  pointer: string;
  message: string;
  count: number;
  /** Id of the newest exchange with the deviation. */
  exchange: string;
}

/** Lists the deviations from OCPI in the last exchanges with a partner. */
export function Quirks({ id }: { id: string }) {
  const { data } = useAsk<ExchangeSummary[]>(
    `/admin/requests?limit=1000&connection=${encodeURIComponent(id)}`,
    10_000,
  );
  const quirks = quirksOf(data ?? []);
  return (
    <section class="card" aria-labelledby="quirks">
      <h2 id="quirks">Quirks seen</h2>
      {quirks.length === 0 ? (
        <Empty title="None in the last 1,000 exchanges">
          What deviates from OCPI 2.1.1-d2 is listed here.
        </Empty>
      ) : (
        <ul class="plain">
          {quirks.slice(0, 20).map((quirk) => (
            <li key={quirk.module + quirk.pointer + quirk.message}>
              <a href={linkTo(['traffic', quirk.exchange])}>
                {quirk.module} <code>{quirk.pointer}</code>
              </a>{' '}
              {quirk.message} <span class="count">{quirk.count}×</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/**
 * The deviations in exchanges (newest first), most frequent first; the same finding at different positions of a list
 * counts as one.
 */
function quirksOf(exchanges: ExchangeSummary[]): Quirk[] {
  const quirks = new Map<string, Quirk>();
  for (const { id, module, findings } of exchanges)
    for (const finding of findings) {
      const pointer = finding.pointer.replace(/\/\d+(?=\/|$)/g, '/*');
      const key = `${module} ${pointer} ${finding.message}`;
      const known = quirks.get(key);
      if (known) known.count += 1;
      else
        quirks.set(key, { module: module ?? '', pointer, message: finding.message, count: 1, exchange: id });
    }
  return [...quirks.values()].sort((one, other) => other.count - one.count);
}
