import type { ConnectionView, ExchangeSummary } from '../../../hub/types.generated.ts';
import { Empty } from '../../parts/notice.tsx';
import { linkTo } from '../../place.ts';
import { isProblem } from '../../rates.ts';
import { ago, outcome, partyName, shortUrl } from '../../words.ts';

/** The latest problems: partners that cannot be reached, and failed exchanges. */
export function Problems(props: { exchanges: ExchangeSummary[]; connections: ConnectionView[] }) {
  const names = new Map(props.connections.map((one) => [one.id, partyName(one)]));
  const late = props.connections.filter(({ delivery }) => delivery.behind_since !== null);
  const failed = newest(props.exchanges, 8);
  return (
    <section class="card" aria-labelledby="problems">
      <div class="section-head">
        <h2 id="problems">Last problems</h2>
        <div class="actions">
          <a href={linkTo(['traffic'], { outcome: 'problems' })}>All that failed</a>
        </div>
      </div>
      {late.length === 0 && failed.length === 0 && (
        <Empty title="None">Everything that was sent was taken.</Empty>
      )}
      <ul class="plain problems">
        {late.map((one) => (
          <li key={one.id}>
            <a href={linkTo(['connections', one.id])}>{partyName(one)} is behind</a> since{' '}
            {ago(one.delivery.behind_since ?? '')}
            <div class="hint">{one.delivery.last_error}</div>
          </li>
        ))}
        {failed.map((exchange) => (
          <li key={exchange.id}>
            <a href={linkTo(['traffic', exchange.id])}>
              {exchange.method} {shortUrl(exchange.url)}
            </a>
            <div class="hint">
              {exchange.direction === 'IN' ? 'from' : 'to'}{' '}
              {exchange.connection === null ? 'unknown' : (names.get(exchange.connection) ?? '…')},{' '}
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
