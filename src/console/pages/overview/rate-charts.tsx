import { useEffect, useState } from 'preact/hooks';
import { duration } from '../../display-text.ts';
import type { Feed } from '../../live-exchange-feed.ts';
import { LiveChart } from '../../parts/live-chart.tsx';
import { type Choice, Select } from '../../parts/select-field.tsx';

/** The time ranges of the charts, in seconds. */
const ranges: Choice[] = [
  ['60', 'the last minute'],
  ['180', 'the last 3 minutes'],
  ['900', 'the last 15 minutes'],
];

/** Charts of message rates and latencies of the last minutes, updated once a second. */
export function Rates({ feed }: { feed: Feed }) {
  const [now, setNow] = useState(Date.now());
  const [range, setRange] = useState('180');
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const { time, in: came, out: went, problems, median, slow } = feed.rates.series(now, Number(range));
  const last = (values: (number | null)[]) => values.findLast((value) => value !== null) ?? null;
  const spoken = (value: number | null) => (value === null ? 'none' : duration(value));
  return (
    <div class="two">
      <section class="card" aria-labelledby="rates">
        <div class="section-head">
          <h2 id="rates">Messages per second</h2>
          <div class="actions range">
            <Select label="Range" value={range} choices={ranges} change={setRange} />
          </div>
        </div>
        <LiveChart
          label={`Messages per second: ${came.at(-1)} in, ${went.at(-1)} out`}
          time={time}
          lines={[
            { name: 'in', tone: 'accent', values: came },
            { name: 'out', tone: 'info', values: went },
            { name: 'failed', tone: 'bad', values: problems },
          ]}
        />
      </section>
      <section class="card" aria-labelledby="latencies">
        <h2 id="latencies">Latency in milliseconds</h2>
        <LiveChart
          label={`Latency: median ${spoken(last(median))}, 95 of 100 within ${spoken(last(slow))}`}
          time={time}
          tenfold
          lines={[
            { name: 'median', tone: 'accent', values: median },
            { name: '95 of 100 within', tone: 'warn', values: slow },
          ]}
        />
      </section>
    </div>
  );
}
