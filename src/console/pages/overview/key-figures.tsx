import type { ConnectionView, SimulatorView } from '../../../hub/types.generated.ts';
import { isProblem } from '../../exchange-rates-per-second.ts';
import { connectionsPath } from '../../links-to-filtered-lists.ts';
import type { Feed } from '../../live-exchange-feed.ts';
import { isWanted } from '../../test-card-failures.ts';
import { usePage } from '../../use-list-page.ts';

/** The figures on the overview page are about so many milliseconds before now. */
const past = 60_000;

/**
 * The most important figures about the last minute; requests that fail on purpose, for the lab's test cards, do not
 * count as failed.
 */
export function Figures({ feed, simulators }: { feed: Feed; simulators: SimulatorView[] }) {
  const registered = usePage<ConnectionView>(connectionsPath({ status: 'REGISTERED' }), 10_000, 1);
  const { in: came, out: went } = feed.rates.series(Date.now(), past / 1000);
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  const since = Date.now() - past;
  const failed = feed.exchanges.filter(
    (one) => isProblem(one) && Date.parse(one.time) >= since && !isWanted(one, simulators),
  ).length;
  const figures: [string, string, boolean?][] = [
    ['Partners registered', registered.total?.toLocaleString() ?? '…'],
    ['In, last minute', sum(came).toLocaleString()],
    ['Out, last minute', sum(went).toLocaleString()],
    ['Failed, last minute', failed.toLocaleString(), failed > 0],
  ];
  return (
    <dl class="figures card row">
      {figures.map(([name, value, alarming]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class={alarming ? 'alarming' : ''}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
