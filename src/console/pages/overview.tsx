import type { SimulatorView } from '../../hub/types.generated.ts';
import { useFeed } from '../feed.ts';
import { useAsk } from '../use-ask.ts';
import { Attention } from './overview/attention.tsx';
import { Figures } from './overview/figures.tsx';
import { Market } from './overview/market.tsx';
import { Problems } from './overview/problems.tsx';
import { Rates } from './overview/rates.tsx';

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
