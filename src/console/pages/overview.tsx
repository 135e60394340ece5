import type { SimulatorView } from '../../hub/types.generated.ts';
import { useFeed } from '../live-exchange-feed.ts';
import { useAsk } from '../use-admin-api-resource.ts';
import { Figures } from './overview/key-figures.tsx';
import { Problems } from './overview/latest-failed-exchanges.tsx';
import { Market } from './overview/market-diagram.tsx';
import { Attention } from './overview/operator-troubles.tsx';
import { Rates } from './overview/rate-charts.tsx';

/** The overview page: troubles for the operator, then rates and latencies, then the market. */
export function Overview() {
  const feed = useFeed();
  const { data: simulators } = useAsk<SimulatorView[]>('/admin/simulators', 30_000);
  return (
    <>
      <h1 tabIndex={-1}>Overview</h1>
      <Attention />
      <Figures feed={feed} simulators={simulators ?? []} />
      <Rates feed={feed} />
      <Market />
      <Problems exchanges={feed.exchanges} simulators={simulators ?? []} />
    </>
  );
}
