import type { ExchangeSummary, SimulatorView } from '../../../hub/types.generated.ts';
import { ago, outcome, shortUrl } from '../../display-text.ts';
import { isProblem } from '../../exchange-rates-per-second.ts';
import { Empty } from '../../parts/notices.tsx';
import { Chip } from '../../parts/state-chip.tsx';
import { isWanted } from '../../test-card-failures.ts';
import { linkTo } from '../../url-hash.ts';
import { nameOf, useNames } from '../../use-party-names.ts';

/** Number of failed exchanges that the overview page shows. */
const shown = 8;

/** Lists the latest failed exchanges; those that a test card of the lab makes fail on purpose are marked. */
export function Problems(props: { exchanges: ExchangeSummary[]; simulators: SimulatorView[] }) {
  const failed = newest(props.exchanges, shown);
  const names = useNames(failed.map(({ connection }) => connection));
  return (
    <section class="card" aria-labelledby="problems">
      <div class="section-head">
        <h2 id="problems">Last failed exchanges</h2>
        <div class="actions">
          <a href={linkTo(['traffic'], { outcome: 'problems' })}>All that failed</a>
        </div>
      </div>
      {failed.length === 0 && <Empty title="None">Everything that was sent was taken.</Empty>}
      <ul class="plain problems">
        {failed.map((exchange) => (
          <li key={exchange.id}>
            <a href={linkTo(['traffic', exchange.id])}>
              {exchange.method} {shortUrl(exchange.url)}
            </a>{' '}
            {isWanted(exchange, props.simulators) && (
              <Chip tone="off" title="A test card of the lab, there to make this happen">
                wanted: test card
              </Chip>
            )}
            <div class="hint">
              {exchange.direction === 'IN' ? 'from' : 'to'} {nameOf(names, exchange.connection)},{' '}
              <span class="outcome failed">{outcome(exchange)}</span>, {ago(exchange.time)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The newest failed exchanges; the search ends when there are enough. */
function newest(exchanges: ExchangeSummary[], count: number): ExchangeSummary[] {
  const found: ExchangeSummary[] = [];
  for (let at = exchanges.length - 1; at >= 0 && found.length < count; at -= 1) {
    const exchange = exchanges[at];
    if (exchange && isProblem(exchange)) found.push(exchange);
  }
  return found;
}
