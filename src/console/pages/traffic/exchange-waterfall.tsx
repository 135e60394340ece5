import type { ExchangeSummary } from '../../../hub/types.generated.ts';
import { counted, duration, outcome, shortUrl } from '../../display-text.ts';
import { isProblem } from '../../exchange-rates-per-second.ts';
import { linkTo } from '../../url-hash.ts';
import { nameOf, useNames } from '../../use-party-names.ts';

/** Maximum number of exchanges that are drawn; a change may go to a thousand partners. */
const most = 50;

/** The exchanges of one correlation on a time line: parties, start, duration, and cause. */
export function Waterfall(props: { exchanges: ExchangeSummary[]; current: string }) {
  const all = inOrder(props.exchanges);
  const rows = all.filter(({ id }, index) => index < most || id === props.current);
  const names = useNames(rows.map(({ connection }) => connection));
  const start = Math.min(...all.map(({ time }) => Date.parse(time)));
  const end = Math.max(...all.map(({ time, duration_ms }) => Date.parse(time) + duration_ms));
  const whole = Math.max(1, end - start);
  const left = all.length - rows.length;
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label="Waterfall">
      <table class="waterfall">
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Outcome</th>
            <th scope="col" class="bar-head">
              When, within {duration(whole)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const partner = nameOf(names, row.connection);
            const from = ((Date.parse(row.time) - start) / whole) * 100;
            const width = Math.max(0.6, (row.duration_ms / whole) * 100);
            return (
              <tr key={row.id} aria-current={row.id === props.current ? 'true' : undefined}>
                <td class={row.parent_id ? 'child' : ''}>
                  {row.direction === 'IN' ? `${partner} → hub` : `hub → ${partner}`}
                </td>
                <td>
                  <a href={linkTo(['traffic', row.id])}>
                    <b>{row.method}</b> {shortUrl(row.url)}
                  </a>
                </td>
                <td class={isProblem(row) ? 'outcome failed' : 'outcome'}>{outcome(row)}</td>
                <td>
                  <div class="track">
                    <div
                      class={isProblem(row) ? 'bar failed' : 'bar'}
                      style={{ left: `${Math.min(from, 99.4)}%`, width: `${Math.min(width, 100 - from)}%` }}
                    />
                  </div>
                  <span class="took">
                    +{duration(Date.parse(row.time) - start)}, {duration(row.duration_ms)}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {left > 0 && (
        <p class="hint">
          <a href={linkTo(['traffic'], { correlation_id: all[0]?.correlation_id })}>
            {counted(left, 'more exchange')}
          </a>{' '}
          of the same correlation.
        </p>
      )}
    </div>
  );
}

/** Sorts exchanges, oldest first, with each cause before its effects. */
function inOrder(exchanges: ExchangeSummary[]): ExchangeSummary[] {
  const depth = ({ parent_id }: ExchangeSummary) => (parent_id === null ? 0 : 1);
  return [...exchanges].sort(
    (one, other) => Date.parse(one.time) - Date.parse(other.time) || depth(one) - depth(other),
  );
}
