import type { ConnectionView } from '../../../hub/types.generated.ts';
import type { Feed } from '../../feed.ts';

/** The most important figures. */
export function Figures({ connections, feed }: { connections: ConnectionView[]; feed: Feed }) {
  const registered = connections.filter(({ status }) => status === 'REGISTERED');
  const late = registered.filter(({ delivery }) => delivery.state === 'BEHIND' || delivery.state === 'DOWN');
  const waiting = connections.reduce((sum, { delivery }) => sum + delivery.pending, 0);
  const { in: came, out: went, problems } = feed.rates.series(Date.now(), 60);
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  const figures: [string, string, boolean?][] = [
    ['Partners registered', registered.length.toLocaleString()],
    ['Behind or down', late.length.toLocaleString(), late.length > 0],
    ['Changes waiting', waiting.toLocaleString()],
    ['In, last minute', sum(came).toLocaleString()],
    ['Out, last minute', sum(went).toLocaleString()],
    ['Failed, last minute', sum(problems).toLocaleString(), sum(problems) > 0],
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
