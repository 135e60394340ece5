import type { AgreementView, ConnectionView } from '../../hub/types.generated.ts';
import { useFeed } from '../feed.ts';
import { Empty, Trouble } from '../parts/notice.tsx';
import { useAsk } from '../use-ask.ts';
import { Figures } from './overview/figures.tsx';
import { Market } from './overview/market.tsx';
import { Problems } from './overview/problems.tsx';
import { Rates } from './overview/rates.tsx';

/** The overview page: the market, message rates, latencies, and the latest problems. */
export function Overview() {
  const feed = useFeed();
  const connections = useAsk<ConnectionView[]>('/admin/connections', 2000);
  const agreements = useAsk<AgreementView[]>('/admin/agreements', 5000);
  return (
    <>
      <h1 tabIndex={-1}>Overview</h1>
      <Trouble>{connections.error ?? agreements.error}</Trouble>
      {connections.data && <Figures connections={connections.data} feed={feed} />}
      <Rates feed={feed} />
      <div class="two">
        <section class="card" aria-labelledby="market">
          <h2 id="market">Who exchanges with whom</h2>
          {connections.data?.length === 0 ? (
            <Empty title="No partners yet">
              <a href="#/connections/new">Connect the first one</a>, then make an agreement.
            </Empty>
          ) : (
            <Market connections={connections.data ?? []} agreements={agreements.data ?? []} />
          )}
        </section>
        <Problems exchanges={feed.exchanges} connections={connections.data ?? []} />
      </div>
    </>
  );
}
